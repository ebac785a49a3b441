"""Subject, text and HTML of a mail. What only the recipient has is filled in last (addresses, links).

The mails of one batch that differ in nothing else share one rendering: a move of an event with thousands of
people is a handful of texts in a few languages and zones.
"""

import re
import secrets
from typing import Any, NamedTuple

import css_inline
from flask import current_app
from markupsafe import escape

from app.mails.messages import shared
from app.mails.words import attendees
from app.models import OutboxMessage
from app.wording.when import When

PERSONAL = ("my_url", "join_url", "stop_url", "link")
"""What in a context belongs to one person; templates print it and ask only whether it is there."""

# Mail readers drop style sheets in the head, so the rules are written into the elements.
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)
_MARK = f"own{secrets.token_hex(8)}"
_PLACE = re.compile(_MARK + r"([a-z_]+)\.")


class Texts(NamedTuple):
    """The three texts of a mail."""

    subject: str
    text: str
    html: str


class Recipient(NamedTuple):
    """What templates may know of the message itself."""

    to_name: str
    to_email: str


def texts(message: OutboxMessage, locale: str, context: dict[str, Any]) -> Texts:
    """Return the texts of one message, from templates/mail/<kind>/ in the locale that is in force."""
    own = {name: context[name] for name in PERSONAL if context.get(name)}
    own |= {"to_name": message.to_name, "to_email": message.to_email}
    blank = context | {name: _place(name) for name in own if name in context}
    blank["message"] = Recipient(*(_place(name) if own[name] else "" for name in Recipient._fields))
    key = _key(message.kind, locale, blank)

    def rendered() -> tuple[Texts, dict[str, Any]]:
        """Keep the context with it, so that no other object can get the number of one that is in the key."""
        return _render(message.kind, locale, blank), blank

    made, _ = shared.once(key, rendered) if key else rendered()
    in_html = {name: str(escape(value)) for name, value in own.items()}
    return Texts(
        " ".join(_filled(made.subject, own).split()), _filled(made.text, own), _filled(made.html, in_html)
    )


def _render(kind: str, locale: str, context: dict[str, Any]) -> Texts:
    values = {"whose_words": "", **context, "locale": locale, "attendee_why": attendees.why}

    def made(template: str) -> str:
        return current_app.jinja_env.get_template(template).render(values)

    text = made(f"mail/{kind}/body.txt") + "\n\n" + made("components/mail_organised.txt")
    subject, html = made(f"mail/{kind}/subject.txt"), made(f"mail/{kind}/body.html")
    if whose := context.get("whose"):  # one of several people with this mailbox
        subject, text = f"{subject.strip()} ({whose})", f"{context['whose_words']}\n\n{text}"
    return Texts(subject, _airy(text), _INLINER.inline(html))


def _key(kind: str, locale: str, context: dict[str, Any]) -> tuple[Any, ...] | None:
    """Return what the texts depend on; None where that cannot be told, so that nothing is shared."""
    parts: list[object] = []
    for name, value in sorted(context.items()):
        if isinstance(value, When):
            parts.append((name, id(value)))
        elif value is None or isinstance(value, str | int | float | tuple):
            parts.append((name, value))
        else:
            return None
    return ("texts", kind, locale, *parts)


def _place(name: str) -> str:
    return f"{_MARK}{name}."


def _filled(text: str, own: dict[str, str]) -> str:
    return _PLACE.sub(lambda found: own[found[1]], text)


def _airy(text: str) -> str:
    """Return the text with one empty line where a template left several, and none around it."""
    return re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"
