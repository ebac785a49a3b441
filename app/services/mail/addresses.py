"""Addresses of our one mailbox that say, by a part after +, what a mail that comes back belongs to (row R4).

They are used only while mail that comes in is read; From and ORGANIZER are the bare mailbox always, so that
calendars take updates from the one who invited (ADR 0008).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable

from app.gateways.mail import mailbox
from app.installation import installation
from app.models import ParticipantEntry, Registration
from app.services import tokens

_MARK = re.compile(r"([br])([0-9]{1,18})-([a-z2-7]{16})")
_PURPOSES = {"b": "bounce", "r": "reply-message"}


def our_mailbox() -> str:
    """Return the bare address of the one mailbox."""
    return mailbox(installation().mail_from).email


def is_ours(email: str) -> bool:
    """Whether an address leads to the one mailbox, with a part after + or without."""
    local, _, host = email.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}" == our_mailbox().lower()


def reply_to(message_id: int) -> str | None:
    """Return where answers to one message go: only its reader knows it. None while nobody reads them."""
    return _beside(f"r{message_id}-{_seal('r', message_id)}")


def answered_message(marks: Iterable[str]) -> int | None:
    """Return which message is answered, None when no mark is one of ours."""
    return _named("r", marks)


def return_path(message_id: int) -> str | None:
    """Return the envelope address of one message, to which a server gives it back; None while unread."""
    return _beside(f"b{message_id}-{_seal('b', message_id)}")


def returned_message(marks: Iterable[str]) -> int | None:
    """Return which message came back, None when no mark is one of ours."""
    return _named("b", marks)


def is_of(holder: Registration | ParticipantEntry, marks: Iterable[str]) -> bool:
    """Whether a mark names the person, not a message, as it did in mails of earlier releases."""
    if isinstance(holder, ParticipantEntry):
        token = tokens.token_for("reply-entry", f"{holder.id}.{holder.salt}")
    else:
        token = tokens.token_for("reply", holder.token_salt)
    ours = "r" + _short(token, 32)
    return any(hmac.compare_digest(mark.lower().encode(), ours.encode()) for mark in marks)


def _beside(mark: str) -> str | None:
    if not installation().reads_mail:
        return None
    local, _, host = our_mailbox().rpartition("@")
    return f"{local}+{mark}@{host}"


def _named(letter: str, marks: Iterable[str]) -> int | None:
    """Return the number in the first mark whose seal is ours; capital letters may have been lost."""
    for mark in marks:
        found = _MARK.fullmatch(mark.lower())
        if found and found[1] == letter and hmac.compare_digest(found[3], _seal(letter, int(found[2]))):
            return int(found[2])
    return None


def _seal(letter: str, message_id: int) -> str:
    return _short(tokens.token_for(_PURPOSES[letter], str(message_id)), 16)


def _short(token: str, letters: int) -> str:
    """Return lower-case letters and digits: what every mail server leaves alone."""
    return base64.b32encode(hashlib.sha256(token.encode()).digest()).decode().lower()[:letters]
