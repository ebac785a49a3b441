"""Leases of queued messages: one worker at a time holds a message, and notes what became of it (ADR 0004)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, and_, bindparam, func, or_, select, update

from app.extensions import db
from app.models import OutboxMessage, OutboxState

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 12
_FIRST_RETRY = timedelta(seconds=30)
_LONGEST_RETRY = timedelta(hours=6)
_TABLE = cast("Table", OutboxMessage.__table__)
_TAKEN = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("number"))
    .values(state=OutboxState.SENT, sent_at=bindparam("now"), leased_until=None, last_error="")
)


def claim(*, now: datetime, limit: int = 50) -> Sequence[OutboxMessage]:
    """Lease the messages that are due; a lease that ran out (its worker was killed) is taken over.

    What is taken over goes alone: if it is what kills, it uses up no other's attempts. One whose every worker
    was killed is given up, as one that was refused as often.
    """
    free = and_(
        OutboxMessage.state == OutboxState.QUEUED,
        OutboxMessage.due_at <= now,
        or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until < now),
    )
    why = func.coalesce(func.nullif(OutboxMessage.last_error, ""), "the worker ended at every attempt")
    giving_up = update(OutboxMessage).where(free, OutboxMessage.attempts >= MAX_ATTEMPTS)
    db.session.execute(
        giving_up.values(state=OutboxState.FAILED, leased_until=None, last_error=why),
        execution_options={"synchronize_session": False},
    )
    due = (
        select(OutboxMessage)
        .where(free)
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    messages = db.session.scalars(due).all()
    suspects = [message for message in messages if message.leased_until is not None]
    messages = suspects[:1] or messages
    for message in messages:
        message.leased_until = now + LEASE
        message.attempts += 1
    db.session.flush()
    return messages


def renew(message_id: int, *, lease: datetime, now: datetime) -> datetime | None:
    """Lease a message anew while the lease that ends at `lease` holds; return the new end, else None."""
    ours = (OutboxMessage.id == message_id, OutboxMessage.state == OutboxState.QUEUED)
    renewing = update(OutboxMessage).where(*ours, OutboxMessage.leased_until == lease)
    renewed = db.session.execute(renewing.values(leased_until=now + LEASE).returning(OutboxMessage.id))
    return now + LEASE if renewed.first() is not None else None


def held(message_id: int, *, lease: datetime) -> OutboxMessage | None:
    """Return the message, locked, while the lease that ends at `lease` holds; None once another has it."""
    return db.session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.state == OutboxState.QUEUED)
        .where(OutboxMessage.leased_until == lease)
        .with_for_update()
    )


def mark_sent(message_id: int, *, now: datetime) -> None:
    """The server took it. One statement: until it is committed, a crash sends the mail again.

    This is so whoever holds the message now; every other outcome is written by its holder alone (`held`).
    """
    db.session.connection().execute(_TAKEN, {"number": message_id, "now": now})


def mark_dropped(message: OutboxMessage, *, why: str) -> None:
    """What it would say is no longer true or wanted."""
    message.state = OutboxState.DROPPED
    message.leased_until = None
    message.last_error = why
    db.session.flush()


def mark_failed(message: OutboxMessage, *, now: datetime, why: str, for_good: bool, spread: float) -> None:
    """Try again later (doubling pause, `spread` in 0..1 keeps many from returning at once), or give up."""
    message.leased_until = None
    message.last_error = why[:500]
    if for_good or message.attempts >= MAX_ATTEMPTS:
        message.state = OutboxState.FAILED
    else:
        pause = min(_FIRST_RETRY * 2 ** (message.attempts - 1), _LONGEST_RETRY)
        message.due_at = now + pause * (1 + spread / 2)
    db.session.flush()
