"""Turn an outbox row into a mail: texts from templates/mail/, facts from the builder of its kind."""

import re

import css_inline
from flask import render_template
from flask_babel import force_locale, get_locale

from app.domain.errors import DomainError
from app.gateways.mail import OutgoingMail
from app.models import OutboxMessage
from app.services import addresses, mail_addresses, undeliverable
from app.services.messages import MESSAGES

# Mail readers drop style sheets in the head, so the rules are written into the elements.
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


class NoLongerTrue(DomainError):
    """What the message would say is not so any more; it is dropped, not sent."""


class Undeliverable(DomainError):
    """The address takes no mail, as its server has said before; nothing is sent there."""


def render(message: OutboxMessage) -> OutgoingMail:
    """Render the mail of one row: texts from templates/mail/<kind>/, facts from the kind's builder.

    Raises NoLongerTrue when the message has lost its reason, Undeliverable when the address takes no mail.
    """
    if why := undeliverable.reason(message):
        raise Undeliverable(why)
    build = MESSAGES[message.kind]
    with force_locale(message.payload.get("locale", "en")):
        facts = build(message)
        if facts is None:
            raise NoLongerTrue("no longer true")
        context = {"message": message, "locale": str(get_locale()), **facts.context}
        folder = f"mail/{message.kind}"
        return OutgoingMail(
            to_name=message.to_name,
            to_email=message.to_email,
            subject=" ".join(render_template(f"{folder}/subject.txt", **context).split()),
            text=_airy(render_template(f"{folder}/body.txt", **context)),
            html=_INLINER.inline(render_template(f"{folder}/body.html", **context)),
            message_id=addresses.message_id(message.key),
            calendar=facts.calendar,
            method=facts.method,
            in_reply_to=facts.in_reply_to,
            reply_to=facts.reply_to,
            unsubscribe_url=facts.unsubscribe_url,
            from_name=facts.from_name,
            return_path=mail_addresses.return_path(message.id),
        )


def _airy(text: str) -> str:
    """Return the text with one empty line where a template left several, and none around it."""
    return re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"
