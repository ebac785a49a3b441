"""What somebody wrote to us, as text alone (RFC 5322; row R4).

Nothing that arrives here is sent on as it is: no markup, no file, no secret of a mail that it quotes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.calendars.content_lines import many_lines, one_line
from app.domain.mail import mime
from app.domain.mail.html_words import without_markup
from app.domain.mail.mime import Mail
from app.domain.mail.robots import Robot, robot_of

TEXT_LIMIT = 20_000
"""Characters of a letter that are kept."""

_SUBJECT_LIMIT, _NAME_LIMIT, _MOST_FILES, _MOST_LINKS = 200, 120, 20, 20
_MESSAGE_ID = re.compile(r"<([^<>\s@]+@[^<>\s@]+)>")
_LINK_SECRET = re.compile(r"/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")
_ADDRESS_SECRET = re.compile(r"\+[br][0-9]+-[a-z2-7]{16}@", re.IGNORECASE)
_QUOTE_BEGINS = re.compile(
    r"^(>|-{2,} ?(original message|forwarded message|ursprüngliche nachricht|message d'origine)|_{20,}$"
    r"|(on|am|le|el|il|em|op) .{5,200}(wrote|schrieb|écrit|escribió|scritto|escreveu|schreef)\s?:?.{0,80}$)",
    re.IGNORECASE | re.MULTILINE,
)


class LetterWay(StrEnum):
    """How a letter came."""

    MAIL = "mail"
    FORM = "form"
    CALENDAR = "calendar"


class LetterFate(StrEnum):
    """What became of a letter: sent on to the organisers, or kept on their desk alone."""

    SENT_ON = "sent_on"
    TOO_MANY = "too_many"
    AUTOMATIC = "automatic"
    MAILING_LIST = "mailing_list"
    OURS = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMail:
    """One mail as a letter.

    `sender` is lower-cased; `about` are the Message-IDs that it refers to, the newest first; `files` are the
    names of what came along and is not kept; `is_cut`: there was more text; `ways_in` are the secrets of
    personal links that it quotes, which its `text` does not hold.
    """

    message_id: str
    about: tuple[str, ...]
    sender: str
    name: str
    subject: str
    text: str
    is_cut: bool
    files: tuple[str, ...]
    robot: Robot | None
    ways_in: tuple[str, ...] = ()


def letter_in(mail: Mail) -> WrittenMail:
    """Return what a mail says."""
    raw = _text(mail)
    text = harmless(raw)
    sender = next(iter(mime.addresses(mail, "From")), "")
    return WrittenMail(
        message_id=next(iter(_ids(mail, "Message-ID")), ""),
        about=tuple(dict.fromkeys([*_ids(mail, "In-Reply-To"), *reversed(_ids(mail, "References"))])),
        sender=sender.lower(),
        name=_name(mail, sender)[:_NAME_LIMIT],
        subject=mime.header(mail, "Subject")[:_SUBJECT_LIMIT],
        text=text[:TEXT_LIMIT],
        is_cut=len(text) > TEXT_LIMIT,
        files=tuple(_files(mail)),
        robot=robot_of(mail),
        ways_in=tuple(dict.fromkeys(_LINK_SECRET.findall(raw)))[:_MOST_LINKS],
    )


def harmless(text: str) -> str:
    """Return a text without the personal links and secret addresses in what it quotes."""
    text = _LINK_SECRET.sub("/…", many_lines(text))
    return re.sub(r"\n{3,}", "\n\n", _ADDRESS_SECRET.sub("@", text)).strip()


def own_words(text: str) -> str:
    """Return what stands before the quoted mail; the whole where the answer stands below it."""
    found = _QUOTE_BEGINS.search(text)
    return (text[: found.start()].strip() if found else "") or text


def asks(text: str) -> bool:
    """Whether somebody asks something: a question mark outside of what is quoted and of links."""
    return bool(re.search(r"[?？؟]", re.sub(r"\S+://\S+", "", own_words(text))))


def _ids(mail: Mail, name: str) -> list[str]:
    return [found for value in mail.get_all(name, []) for found in _MESSAGE_ID.findall(str(value)[:8000])]


def _name(mail: Mail, sender: str) -> str:
    """Return the name in From, where it is one: an address in its place may be another's."""
    name = one_line(mime.header(mail, "From").rpartition("<")[0].strip().strip('"'))
    return "" if "@" in name or not sender else name


def _text(mail: Mail) -> str:
    """Return the plain text of a mail, else that of its HTML."""
    inline = [part for part in mime.parts(mail) if part.get_content_disposition() != "attachment"]
    plain = [mime.text(part) for part in inline if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n\n".join(plain)
    marked_up = [mime.text(part) for part in inline if part.get_content_type() == "text/html"]
    return "\n\n".join(map(without_markup, marked_up))


def _files(mail: Mail) -> list[str]:
    names = [one_line(part.get_filename() or "")[:100] for part in mime.parts(mail)]
    return [name for name in names if name][:_MOST_FILES]
