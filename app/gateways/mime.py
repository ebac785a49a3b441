"""From an OutgoingMail to the bytes that travel (RFC 5322, RFC 6047, RFC 8058).

The tree is the one Google Calendar itself sends, so that every client shows its buttons: text, HTML and the
calendar part last in one alternative, and the same calendar bytes once more as an attachment.
"""

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.domain.calendar_entry import Mailbox
from app.domain.content_lines import many_lines, one_line, uri
from app.gateways.outgoing_mail import OutgoingMail, PermanentMailFailure

_ONE_LINE_HEADERS = {"message-id", "in-reply-to", "references", "list-unsubscribe", "list-unsubscribe-post"}
_FILE_NAMES = {"REQUEST": "invite.ics", "CANCEL": "cancel.ics"}
_MESSAGE_ID = re.compile(r"[^<>@\s]+@[A-Za-z0-9.\-\[\]:]+")
_ATOM_SAFE = "!#$%&'*+-/=?^_`{|}~."
_LINE_LIMIT = 998  # RFC 5322 section 2.1.1


if TYPE_CHECKING:
    _Policy = EmailPolicy[EmailMessage]
else:  # the class takes no brackets at run time
    _Policy = EmailPolicy


class _MailPolicy(_Policy):
    """CRLF everywhere; people's words folded at 78, identifiers and addresses for machines never.

    A larger `max_line_length` for all would also lengthen encoded words (RFC 2047: 75) and the lines of
    base64 (RFC 2045: 76); the default turns a long List-Unsubscribe into encoded words: one-click dies.
    """

    def fold(self, name: str, value: str) -> str:
        """Return the header as text with its line ends."""
        if name.lower() in _ONE_LINE_HEADERS:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header as bytes with its line ends."""
        if name.lower() in _ONE_LINE_HEADERS:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


POLICY = _MailPolicy(linesep="\r\n", raise_on_defect=False)


def mailbox(text: str) -> Mailbox:
    """Read `Name <user@host>` or a bare address. Raises ValueError when there is no address in it."""
    name, email = parseaddr(one_line(text))
    if not email or "@" not in email:
        raise ValueError(f"{text!r} holds no mail address")
    return Mailbox(name, email)


def to_message(mail: OutgoingMail, *, sender: Mailbox, now: datetime | None = None) -> EmailMessage:
    """Return the message that `as_bytes()` writes: CRLF, ASCII only, no header of anyone's making but ours.

    `sender` is our one mailbox: envelope, From and ORGANIZER. `now` is for Date (default: the clock).
    Raises PermanentMailFailure for an address that no server takes, ValueError when `method` is not the one
    that stands in the calendar.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(mail.from_name or sender.name, sender.email)
    message["To"] = _address(mail.to_name, mail.to_email)
    if mail.reply_to:
        reply = mailbox(mail.reply_to)
        message["Reply-To"] = _address(reply.name, reply.email)
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(now or datetime.now(UTC))
    message["Message-ID"] = _message_id(mail.message_id)
    if mail.in_reply_to:
        message["In-Reply-To"] = _message_id(mail.in_reply_to)
    if thread := _thread(mail):
        message["References"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if mail.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{_web_address(mail.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    _fill(message, mail)
    for part in list(message.walk())[1:]:
        del part["MIME-Version"]  # it belongs at the top (RFC 2045 section 4)
    return message


def _fill(message: EmailMessage, mail: OutgoingMail) -> None:
    message.set_content(many_lines(mail.text), cte="quoted-printable")
    message.add_alternative(many_lines(mail.html), subtype="html", cte="quoted-printable")
    if mail.calendar is None:
        return
    if mail.method is None:
        _attach(message, mail.calendar, "text", "calendar", "event.ics", {"charset": "utf-8"})
        return
    if f"\r\nMETHOD:{mail.method}\r\n".encode() not in mail.calendar:
        raise ValueError(f"the calendar does not say METHOD:{mail.method}")
    # As bytes in base64: a text part would lose the CRLF inside.
    message.add_alternative(
        mail.calendar,
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"charset": "utf-8", "method": mail.method, "component": "VEVENT"},
    )
    name = _FILE_NAMES.get(mail.method, "event.ics")
    _attach(message, mail.calendar, "application", "ics", name, {"name": name})


def _attach(
    message: EmailMessage, data: bytes, kind: str, sub: str, name: str, params: dict[str, Any]
) -> None:
    message.add_attachment(data, maintype=kind, subtype=sub, cte="base64", filename=name, params=params)


def _address(name: str, email: str) -> Address:
    local, _, host = one_line(email).rpartition("@")
    try:
        host = host.encode("idna").decode("ascii")
        return Address(one_line(name), addr_spec=f"{local}@{host}".encode("ascii").decode("ascii"))
    except (ValueError, IndexError, HeaderParseError) as error:
        raise PermanentMailFailure("this address cannot receive mail", about_recipient=True) from error


def _message_id(text: str) -> str:
    """Return `<left@host>` with whatever has no place in it percent-encoded, the same way every time."""
    left, _, host = one_line(text).strip("<>").rpartition("@")
    identifier = f"{quote(left, safe=_ATOM_SAFE)}@{host}"
    if not _MESSAGE_ID.fullmatch(identifier) or len(identifier) > _LINE_LIMIT - 20:
        raise ValueError("a Message-ID is <left@host>")
    return f"<{identifier}>"


def _thread(mail: OutgoingMail) -> str:
    """Return References: the first mail of the thread and as many of the latest as fit into one line."""
    known = list(dict.fromkeys(map(_message_id, (*mail.references, *filter(None, [mail.in_reply_to])))))
    while len(" ".join(known)) > _LINE_LIMIT - 20 and len(known) > 2:
        del known[1]
    return " ".join(known)


def _web_address(url: str) -> str:
    address = uri(url).replace("<", "%3C").replace(">", "%3E")
    if len(address) > _LINE_LIMIT - 20:
        raise ValueError("an unsubscribe address longer than a line")
    return address
