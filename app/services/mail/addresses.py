"""Addresses of our one mailbox that say, by a part after +, what a mail that comes back belongs to (row R4).

They are used only while mail that comes in is read; From and ORGANIZER are the bare mailbox always, so that
calendars take updates from the one who invited (ADR 0008).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable

from flask import current_app

from app.gateways.mail import mailbox
from app.models import ParticipantEntry, Registration
from app.services import tokens

_BOUNCE = re.compile(r"b([0-9]{1,18})-([a-z2-7]{16})", re.IGNORECASE)


def reply_to(registration: Registration) -> str | None:
    """Return where the person's answers go; None while nobody reads them."""
    return _beside(_reply_mark(registration))


def is_for(registration: Registration, marks: Iterable[str]) -> bool:
    """Whether one of the marks is the person's own; capital letters may have been lost on the way."""
    ours = _reply_mark(registration)
    return any(hmac.compare_digest(mark.lower().encode(), ours.encode()) for mark in marks)


def reply_to_entry(entry: ParticipantEntry) -> str | None:
    """Return where answers to a programme's entry go; None while nobody reads them."""
    return _beside(_entry_mark(entry))


def is_for_entry(entry: ParticipantEntry, marks: Iterable[str]) -> bool:
    """Whether one of the marks is the entry's own."""
    ours = _entry_mark(entry)
    return any(hmac.compare_digest(mark.lower().encode(), ours.encode()) for mark in marks)


def return_path(message_id: int) -> str | None:
    """Return the envelope address of one message, to which a server gives it back; None while unread."""
    return _beside(f"b{message_id}-{_seal(message_id)}")


def returned_message(marks: Iterable[str]) -> int | None:
    """Return which message came back, None when no mark is one of ours."""
    for mark in marks:
        found = _BOUNCE.fullmatch(mark)
        if found and hmac.compare_digest(found[2].lower(), _seal(int(found[1]))):
            return int(found[1])
    return None


def _beside(mark: str) -> str | None:
    settings = current_app.config["SETTINGS"]
    if not settings.reads_mail:
        return None
    local, _, host = mailbox(settings.mail_from).email.rpartition("@")
    return f"{local}+{mark}@{host}"


def _reply_mark(registration: Registration) -> str:
    return "r" + _short(tokens.token_for("reply", registration.token_salt), 32)


def _entry_mark(entry: ParticipantEntry) -> str:
    return "r" + _short(tokens.token_for("reply-entry", f"{entry.id}.{entry.salt}"), 32)


def _seal(message_id: int) -> str:
    return _short(tokens.token_for("bounce", str(message_id)), 16)


def _short(token: str, letters: int) -> str:
    """Return lower-case letters and digits: what every mail server leaves alone."""
    return base64.b32encode(hashlib.sha256(token.encode()).digest()).decode().lower()[:letters]
