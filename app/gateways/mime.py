"""From an OutgoingMail to the bytes that travel (RFC 5322, RFC 6047, RFC 8058).

The tree is the one Google Calendar itself sends, so that every client shows its buttons: text, HTML and the
calendar part last in one alternative, and the same calendar bytes once more as an attachment.
"""

import base64
import binascii
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.calendars.calendar_entry import Mailbox
from app.domain.calendars.content_lines import many_lines, one_line
from app.gateways import mail_headers
from app.gateways.outgoing_mail import OutgoingMail

_FILE_NAMES = {"REQUEST": "invite.ics", "CANCEL": "cancel.ics"}
_FOLDED = re.compile(r"[ -~]*(\r\n [!-~][ -~]*)*")
_OURS = {"from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references"}
_OURS |= {"auto-submitted", "x-auto-response-suppress", "list-unsubscribe", "list-unsubscribe-post"}
_PLAIN = {"mime-version", "content-type", "content-transfer-encoding", "content-disposition"}

if TYPE_CHECKING:
    _Policy = EmailPolicy[EmailMessage]
else:  # the class takes no brackets at run time
    _Policy = EmailPolicy


class _MailPolicy(_Policy):
    """CRLF everywhere; our own headers go out exactly as `mail_headers` wrote them.

    The usual advice, `max_line_length=998`, keeps List-Unsubscribe whole but also lengthens encoded words
    (RFC 2047: 75 at most) and the lines of base64 (RFC 2045: 76 at most).
    """

    def header_store_parse(self, name: str, value: str) -> tuple[str, Any]:
        """Keep a header of ours as it is; refuse what is not folded ASCII."""
        if name.lower() not in _OURS | _PLAIN:
            return super().header_store_parse(name, value)
        if not _FOLDED.fullmatch(value):
            raise ValueError(f"{name} is not a header value")
        return name, value

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - a string with attributes
        """Hand out what describes a part as it is: parsing it took half the time of writing a mail."""
        return (
            value.replace("\r\n", "") if name.lower() in _PLAIN else super().header_fetch_parse(name, value)
        )


POLICY = _MailPolicy(linesep="\r\n", refold_source="none", raise_on_defect=False)


@lru_cache(maxsize=64)
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
    message["From"] = mail_headers.address(mail.from_name or sender.name, sender.email)
    message["To"] = mail_headers.address(mail.to_name, mail.to_email)
    if mail.reply_to:
        reply = mailbox(mail.reply_to)
        message["Reply-To"] = mail_headers.address(reply.name, reply.email)
    message["Subject"] = mail_headers.text(mail.subject)
    message["Date"] = format_datetime(now or datetime.now(UTC))
    message["Message-ID"] = mail_headers.message_id(mail.message_id)
    if mail.in_reply_to:
        message["In-Reply-To"] = mail_headers.message_id(mail.in_reply_to)
    if thread := [*mail.references, *filter(None, [mail.in_reply_to])]:
        message["References"] = mail_headers.references(thread)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    if mail.unsubscribe_url:
        message["List-Unsubscribe"] = mail_headers.web_address(mail.unsubscribe_url)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["MIME-Version"] = "1.0"
    _fill(message, mail)
    return message


def _fill(message: EmailMessage, mail: OutgoingMail) -> None:
    texts = [_text_part(mail.text, "plain"), _text_part(mail.html, "html")]
    if mail.calendar is None:
        _join(message, "alternative", texts)
        return
    # Bytes in base64: a text part would lose the CRLF inside.
    data = base64.encodebytes(mail.calendar).decode("ascii").replace("\n", "\r\n")
    if mail.method is None:
        attached = _part('text/calendar; charset="utf-8"', "base64", data, "event.ics")
    else:
        if f"\r\nMETHOD:{mail.method}\r\n".encode() not in mail.calendar:
            raise ValueError(f"the calendar does not say METHOD:{mail.method}")
        kind = f'text/calendar; charset="utf-8"; method="{mail.method}";\r\n component="VEVENT"'
        texts.append(_part(kind, "base64", data))
        name = _FILE_NAMES.get(mail.method, "event.ics")
        attached = _part(f'application/ics; name="{name}"', "base64", data, name)
    body = EmailMessage(policy=POLICY)
    _join(body, "alternative", texts)
    _join(message, "mixed", [body, attached])


def _text_part(text: str, subtype: str) -> EmailMessage:
    octets = many_lines(text).rstrip("\n").replace("\n", "\r\n").encode("utf-8") + b"\r\n"
    encoded = binascii.b2a_qp(octets, istext=True).decode("ascii")
    return _part(f'text/{subtype}; charset="utf-8"', "quoted-printable", encoded)


def _part(kind: str, encoding: str, payload: str, name: str | None = None) -> EmailMessage:
    part = EmailMessage(policy=POLICY)
    part["Content-Type"] = kind
    part["Content-Transfer-Encoding"] = encoding
    if name:
        part["Content-Disposition"] = f'attachment; filename="{name}"'
    part.set_payload(payload)
    return part


def _join(parent: EmailMessage, kind: str, parts: list[EmailMessage]) -> None:
    """Fill `parent`. The boundary needs no chance: no base64 and no quoted-printable text holds "=_"."""
    parent["Content-Type"] = f'multipart/{kind}; boundary="=_{kind}"'
    parent.set_payload(list(parts))
