"""Addresses that take no mail: marked once a server says so, and spared until the mark is lifted (row X6)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.domain.mail.bounces import Bounce
from app.extensions import db
from app.models import OutboxMessage, OutboxState, UndeliverableAddress

ASKED_FOR = frozenset({"sign_in", "registration_link"})
"""Somebody waits for these and would see that nothing came: they are tried whatever came back before."""

REMINDERS = frozenset({"speaker_reminder", "speaker_owes", "tech_check_reminder", "poll_reminder"})
"""What reminds; those of a seat ("reminder") stop by the registration itself, where they can be asked for."""


def mark(email: str, *, why: str, now: datetime) -> None:
    """Send nothing more to the address. Twice is once."""
    if email and db.session.get(UndeliverableAddress, email.lower()) is None:
        db.session.add(UndeliverableAddress(email=email.lower(), at=now, why=why[:500]))
        db.session.flush()


def lift(email: str) -> None:
    """Write to the address again: somebody corrected it or looked into it."""
    known = db.session.get(UndeliverableAddress, email.lower())
    if known is not None:
        db.session.delete(known)
        db.session.flush()


def reasons(messages: Collection[OutboxMessage]) -> dict[int, str]:
    """Return (message -> why) for those of the messages that are not to be sent, in one query."""
    emails = {message.to_email.lower() for message in messages if message.kind not in ASKED_FOR}
    rows = db.session.execute(
        select(UndeliverableAddress.email, UndeliverableAddress.why).where(
            UndeliverableAddress.email.in_(emails)
        )
    )
    whys = {email: why for email, why in rows}  # noqa: C416 - a row is no pair to mypy
    return {
        message.id: whys[email]
        for message in messages
        if (email := message.to_email.lower()) in whys and message.kind not in ASKED_FOR
    }


def among(emails: Collection[str]) -> set[str]:
    """Return those of the addresses that are marked, in one query."""
    lower = {email.lower() for email in emails}
    return set(
        db.session.scalars(select(UndeliverableAddress.email).where(UndeliverableAddress.email.in_(lower)))
    )


def take(bounce: Bounce, message: OutboxMessage, *, now: datetime) -> bool:
    """Note that a message came back, and mark the address when it is gone; return whether it was final."""
    if not bounce.final:
        return False
    message.bounced_at = message.bounced_at or now
    message.last_error = bounce.said[:500]
    if bounce.is_gone and message.state is OutboxState.SENT:
        mark(message.to_email, why=message.last_error, now=now)
    db.session.flush()
    return True


def complain(message: OutboxMessage, *, now: datetime) -> None:
    """Note that the reader of a message called it unwanted: their mailbox gets no reminder from now on."""
    message.complained_at = message.complained_at or now
    message.last_error = "Complaint: the reader reported it as spam"
    db.session.flush()


def complained(messages: Collection[OutboxMessage]) -> set[str]:
    """Return those of the messages' addresses whose reader called a mail unwanted, in one query."""
    emails = {message.to_email for message in messages if message.kind in REMINDERS}
    theirs = select(OutboxMessage.to_email).where(
        OutboxMessage.complained_at.is_not(None), OutboxMessage.to_email.in_(emails)
    )
    return set(db.session.scalars(theirs)) if emails else set()
