"""Queue messages in the verb's own transaction; the worker delivers them later, at least once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, Table, Update, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from app.extensions import db
from app.models import OutboxMessage, OutboxState

_GREW = "outbox_grew"
_TABLE = cast("Table", OutboxMessage.__table__)


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


def wake_after_commit() -> None:
    """Wake the worker once this transaction is committed: rows that were there already are due now."""
    db.session.info[_GREW] = True


def notice_new(session: Session, _context: UOWTransaction) -> None:
    """Keep in mind that the session has flushed messages: its commit shall wake the worker."""
    if any(isinstance(row, OutboxMessage) for row in session.new):
        session.info[_GREW] = True


def forget_new(session: Session) -> bool:
    """End a transaction's share; tell whether it had messages that may be due."""
    return bool(session.info.pop(_GREW, False))
