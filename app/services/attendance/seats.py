"""Seats: taken and given back under one lock, so that none is given twice (row R2)."""

from typing import Any, cast

from sqlalchemy import CursorResult, func, or_, select, update

from app.extensions import db
from app.models import Event, ParticipantEntry, Registration


def lock(event: Event) -> None:
    """Wait for whoever changes this event's seats, then keep others waiting until the transaction ends.

    PostgreSQL locks the event's row; on SQLite a writing transaction is alone. `event` is read anew.
    """
    db.session.flush()  # what the caller has just changed is not to be forgotten
    db.session.refresh(event, with_for_update=True)


def take(event: Event, *, count: int = 1) -> bool:
    """Take seats in one conditional UPDATE; say whether they were there. Nothing is taken when not all are.

    The condition holds by itself even without `lock`; behind it stands the constraint never_oversold.
    """
    free = or_(Event.capacity.is_(None), Event.seats_taken + count <= Event.capacity)
    statement = update(Event).where(Event.id == event.id, free).values(seats_taken=Event.seats_taken + count)
    taken = cast("CursorResult[Any]", db.session.execute(statement, execution_options=_PLAIN))
    db.session.refresh(event, ["seats_taken"])
    return taken.rowcount == 1


def give_back(event: Event, *, count: int = 1) -> None:
    """Give seats back."""
    statement = update(Event).where(Event.id == event.id).values(seats_taken=Event.seats_taken - count)
    db.session.execute(statement, execution_options=_PLAIN)
    db.session.refresh(event, ["seats_taken"])


def next_number(event: Event) -> int:
    """Return the next place in the order of arrival; true because the event is locked."""
    latest = select(func.max(Registration.queue_number)).where(Registration.event_id == event.id)
    return (db.session.scalar(latest) or 0) + 1


def next_sequence(registration: Registration, event: Event) -> int:
    """Return the SEQUENCE of a person's next calendar message: the event's, or more where theirs ran ahead.

    A seat given back and taken again moves a person's own SEQUENCE past the event's (RFC 5546 section 2.1.4);
    so does an entry that the address held as part of the programme, under the same UID.
    """
    sent = registration.invited_sequence
    part = db.session.scalar(
        select(ParticipantEntry.sequence).where(
            ParticipantEntry.event_id == event.id,
            ParticipantEntry.email == registration.email,
            ParticipantEntry.uid == event.uid,
        )
    )
    return max([event.sequence, *(known + 1 for known in (sent, part) if known is not None)])


_PLAIN = {"synchronize_session": False}
