"""A mail that came back: the delivery report as a value (RFC 3464, RFC 3463; rows R4, X6).

A report names addresses that anybody can write, so it counts only through the token in the address that it
was sent to: each message leaves under an envelope address of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from app.domain.calendars.itip_answers import SIZE_LIMIT

_TOKEN = re.compile(r"\+([A-Za-z0-9_-]{8,128})@")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_GONE = re.compile(r"5\.(0\.0|1\.(0|1|2|3|6|10)|2\.1|4\.4)")
"""No such mailbox, no such host, disabled: the address itself takes no mail. A full mailbox or a refusal of
the text (5.2.2, 5.7.x) says nothing about the next mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One report. `final`: not only delayed; `is_gone`: the address takes no mail at all."""

    tokens: tuple[str, ...]
    status: str
    words: str
    final: bool

    @property
    def is_gone(self) -> bool:
        """Whether to stop writing to the address."""
        return self.final and bool(_GONE.fullmatch(self.status))


def parse_bounce(raw: bytes) -> Bounce | None:
    """Return the report in a whole mail as it was received, None when it is none. Never raises."""
    if len(raw) > SIZE_LIMIT:
        return None
    try:
        mail = message_from_bytes(raw)
        if mail.get_content_type() != "multipart/report":
            return None
        return next((_report(mail, fields) for fields in _failures(mail)), None)
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError):  # built to break a reader
        return None


def _failures(mail: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the groups of fields that speak of a recipient."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        if isinstance(groups, list):
            yield from (group for group in groups if isinstance(group, Message) and "Action" in group)


def _report(mail: "Message[str, str]", fields: "Message[str, str]") -> Bounce:
    status = _STATUS.search(str(fields.get("Status", "")))
    words = " ".join(str(fields.get("Diagnostic-Code", "")).split())
    return Bounce(
        tokens=tuple(dict.fromkeys(_tokens(mail))),
        status=status[0] if status else "",
        words="".join(char for char in words if char.isprintable())[:300],
        final=str(fields["Action"]).strip().lower() == "failed",
    )


def _tokens(mail: "Message[str, str]") -> Iterator[str]:
    for name in ("Delivered-To", "X-Original-To", "To"):
        for _, address in getaddresses([str(value) for value in mail.get_all(name, [])]):
            yield from _TOKEN.findall(address)
