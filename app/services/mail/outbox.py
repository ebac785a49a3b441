"""Queue messages in the verb's own transaction; the worker delivers them later, at least once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Select, Table, Update, and_, bindparam, event, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from app.extensions import db
from app.gateways import gateways
from app.models import OutboxMessage, OutboxState

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 12
_FIRST_RETRY = timedelta(seconds=30)
_LONGEST_RETRY = timedelta(hours=6)
_GREW = "outbox_grew"
_TABLE = cast("Table", OutboxMessage.__table__)
_TAKEN = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("number"))
    .values(state=OutboxState.SENT, sent_at=bindparam("now"), leased_until=None, last_error="")
)


def enqueue(
    *,
    key: str,
    kind: str,
    to_email: str,
    now: datetime,
    to_name: str = "",
    payload: dict[str, Any] | None = None,
    event_id: int | None = None,
    registration_id: int | None = None,
    due_at: datetime | None = None,
) -> OutboxMessage | None:
    """Add one message, or return None when `key` was queued before: the same effect never goes twice (X6)."""
    message = row(
        key=key,
        kind=kind,
        to_email=to_email,
        to_name=to_name,
        payload=payload or {},
        event_id=event_id,
        registration_id=registration_id,
        now=now,
        due_at=due_at,
    )
    db.session.flush()  # the event or registration that it belongs to may be as new
    adding = _insert().values(message).on_conflict_do_nothing(index_elements=["key"])
    made = db.session.scalar(adding.returning(_TABLE.c.id))
    if made is None:
        return None
    db.session.info[_GREW] = True
    return db.session.get_one(OutboxMessage, made)


def row(
    *,
    key: str,
    kind: str,
    to_email: str,
    to_name: str,
    payload: dict[str, Any],
    event_id: int | None,
    registration_id: int | None,
    now: datetime,
    due_at: datetime | None = None,
) -> dict[str, Any]:
    """Return one message as `enqueue_many` takes it."""
    return {
        "key": key,
        "kind": kind,
        "to_email": to_email,
        "to_name": to_name,
        "payload": payload,
        "event_id": event_id,
        "registration_id": registration_id,
        "state": OutboxState.QUEUED,
        "created_at": now,
        "due_at": due_at or now,
        "attempts": 0,
        "last_error": "",
    }


def enqueue_many(rows: list[dict[str, Any]]) -> None:
    """Add many messages in one statement; keys that were queued before are passed over (X6)."""
    if rows:
        db.session.execute(_insert().on_conflict_do_nothing(index_elements=["key"]), rows)
        db.session.info[_GREW] = True


def enqueue_selected(columns: list[str], rows: Select[Any]) -> None:
    """Add the messages that a query makes, in the order of `columns`, without fetching any of them."""
    insert = _insert().from_select(columns, rows).on_conflict_do_nothing(index_elements=["key"])
    db.session.execute(insert)
    db.session.info[_GREW] = True


def withdraw(
    *, kinds: Collection[str], why: str, event_id: int | None = None, registration_id: int | None = None
) -> None:
    """Drop what waits and no worker holds, for one event or one registration."""
    dropping = _dropping(kinds, why, event_id, registration_id)
    db.session.execute(dropping, execution_options={"synchronize_session": False})


def overtake(*, kinds: Collection[str], why: str, event_id: int) -> dict[int, dict[str, Any]]:
    """Drop an event's messages as `withdraw` does; return (registration -> payload and `kind`)."""
    dropping = _dropping(kinds, why, event_id, None)
    said = dropping.returning(OutboxMessage.registration_id, OutboxMessage.kind, OutboxMessage.payload)
    rows = db.session.execute(said, execution_options={"synchronize_session": False})
    return {whose: {**payload, "kind": kind} for whose, kind, payload in rows if whose is not None}


def drop(*, kinds: Collection[str], why: str, event_id: int, entries: Collection[int]) -> dict[int, Any]:
    """Drop what waits for the holders of a programme's entries; return what it would have said, by entry."""
    of_them = OutboxMessage.payload["entry"].as_integer().in_(entries)
    dropping = _dropping(kinds, why, event_id, None).where(of_them)
    said = dropping.returning(OutboxMessage.payload)
    payloads = db.session.scalars(said, execution_options={"synchronize_session": False}).all()
    return {payload["entry"]: payload for payload in payloads}


def _dropping(kinds: Collection[str], why: str, event_id: int | None, registration_id: int | None) -> Update:
    dropping = update(OutboxMessage).where(
        OutboxMessage.state == OutboxState.QUEUED,
        OutboxMessage.leased_until.is_(None),
        OutboxMessage.kind.in_(kinds),
    )
    if event_id is not None:
        dropping = dropping.where(OutboxMessage.event_id == event_id)
    if registration_id is not None:
        dropping = dropping.where(OutboxMessage.registration_id == registration_id)
    return dropping.values(state=OutboxState.DROPPED, last_error=why)


def _insert() -> sqlite.Insert | postgresql.Insert:
    postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(_TABLE) if postgres else sqlite.insert(_TABLE)


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


def wake_after_commit() -> None:
    """Wake the worker once this transaction is committed: rows that were there already are due now."""
    db.session.info[_GREW] = True


def wake_worker_after_commit() -> None:
    """Make every commit that brought messages wake the worker."""
    event.listen(db.session, "after_flush", _notice)
    event.listen(db.session, "after_commit", _wake)
    event.listen(db.session, "after_rollback", _forget)


def _notice(session: Session, _context: UOWTransaction) -> None:
    if any(isinstance(row, OutboxMessage) for row in session.new):
        session.info[_GREW] = True


def _wake(session: Session) -> None:
    if session.info.pop(_GREW, False):
        gateways().queue.wake()


def _forget(session: Session) -> None:
    session.info.pop(_GREW, None)
