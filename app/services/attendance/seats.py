"""An event's seats: its lock, its capacity, who takes a seat, who waits, who moves up (rows R1, R2).

A verb locks the event once, with `lock` or `lock_with`; every other function here supposes that it is locked.
Each step of a registration queues the messages that tell of it.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, func, or_, select, update

from app.domain.attendance import admission
from app.domain.attendance.seat_offers import keeps_until
from app.domain.errors import DomainError
from app.domain.lifecycle import REGISTRATION, RegistrationState, step
from app.domain.words import N_
from app.extensions import db
from app.models import Event, ParticipantEntry, Registration
from app.services.actor import Actor
from app.services.attendance import mail
from app.services.attendance.links import LinkUnknown
from app.services.history import record

_PLAIN = {"synchronize_session": False}


class CapacityBelowSeats(DomainError):
    """Nobody loses a seat because a number was made smaller."""

    message = N_("%(seats)s seats are taken already. Give at least as many, or cancel registrations first.")
    field = "capacity"
    status = 422


def lock(event: Event) -> None:
    """Wait for whoever changes this event's seats, then keep others waiting until the transaction ends.

    PostgreSQL locks the event's row; on SQLite a writing transaction is alone. `event` is read anew.
    """
    db.session.flush()  # what the caller has just changed is not to be forgotten
    db.session.refresh(event, with_for_update=True)


def lock_with(registration: Registration) -> Event:
    """Lock the event of a registration and read both anew; return the event.

    Raises LinkUnknown when the registration has been deleted meanwhile.
    """
    event, number = registration.event, registration.id
    lock(event)
    if db.session.get(Registration, number, populate_existing=True) is None:
        raise LinkUnknown
    return event


def refusal(event: Event, *, for_newcomers: bool, now: datetime) -> DomainError | None:
    """Return why nobody can get a seat at `now`, or None.

    Closed registration refuses newcomers; whoever has registered already may still be seated.
    """
    is_open = event.registration_open or not for_newcomers
    return admission.refusal(state=event.state, registration_open=is_open, ends_at=event.ends_at, now=now)


def require_open(event: Event, *, for_newcomers: bool, now: datetime) -> None:
    """Raise what `refusal` returns."""
    error = refusal(event, for_newcomers=for_newcomers, now=now)
    if error is not None:
        raise error


def set_capacity(event: Event, capacity: int | None, *, actor: Actor, now: datetime) -> None:
    """Set how many may come, None for no limit; `fill_from_waiting_list` then gives out what became free.

    Raises CapacityBelowSeats.
    """
    if capacity is not None and capacity < event.seats_taken:
        raise CapacityBelowSeats(seats=event.seats_taken)
    record(event, actor=actor, field="capacity", old=event.capacity, new=capacity, now=now)
    event.capacity = capacity
    db.session.flush()


def fill_from_waiting_list(event: Event, *, now: datetime) -> list[int]:
    """Give each free seat to the first on the waiting list; return the ids of their registrations.

    Where the event gives people hours to answer, the seat is offered and kept for them instead. While the
    event is postponed, cancelled, over or a draft, everybody keeps waiting.
    """
    if refusal(event, for_newcomers=False, now=now) is not None:
        return []
    free = None if event.capacity is None else event.capacity - event.seats_taken
    if free is not None and free <= 0:
        return []
    first = (
        select(Registration)
        .where(Registration.event_id == event.id, Registration.state == RegistrationState.WAITING)
        .order_by(Registration.queue_number)
        .limit(free)
    )
    chosen = db.session.scalars(first).all()
    if not chosen or not take(event, count=len(chosen)):
        return []
    for registration in chosen:
        if event.answer_hours:
            _offer(registration, event, now=now)
        else:
            assign(registration, event, kind="seat_freed", now=now)
    return [registration.id for registration in chosen]


def take_or_wait(registration: Registration, event: Event, *, now: datetime) -> None:
    """Give a newcomer a seat, or the last place on the waiting list. Free seats go to who waits already."""
    fill_from_waiting_list(event, now=now)
    if take(event):
        registration.queue_number = next_number(event)
        assign(registration, event, kind="registration_confirmed", now=now)
        return
    set_state(registration, RegistrationState.WAITING, now=now)
    registration.queue_number = next_number(event)
    mark = f"q{registration.queue_number}"
    mail.tell(registration, kind="registration_waiting", mark=mark, now=now)


def take(event: Event, *, count: int = 1) -> bool:
    """Count `count` seats as taken; return False, and take none, when fewer are free.

    One conditional UPDATE, which holds even without the lock; behind it stands the constraint never_oversold.
    """
    free = or_(Event.capacity.is_(None), Event.seats_taken + count <= Event.capacity)
    statement = update(Event).where(Event.id == event.id, free).values(seats_taken=Event.seats_taken + count)
    taken = cast("CursorResult[Any]", db.session.execute(statement, execution_options=_PLAIN))
    db.session.refresh(event, ["seats_taken"])
    return taken.rowcount == 1


def give_back(event: Event, *, count: int = 1) -> None:
    """Count `count` seats as free."""
    statement = update(Event).where(Event.id == event.id).values(seats_taken=Event.seats_taken - count)
    db.session.execute(statement, execution_options=_PLAIN)
    db.session.refresh(event, ["seats_taken"])


def set_state(registration: Registration, state: RegistrationState, *, now: datetime) -> None:
    """Move a registration to `state`; it waits for no answer any more, and what was kept apart is dropped."""
    registration.state = step(REGISTRATION, registration.state, state)
    registration.state_changed_at, registration.answer_by, registration.typed = now, None, None


def assign(registration: Registration, event: Event, *, kind: str, now: datetime) -> None:
    """Make a seat, which is counted already, the person's own: a mail of `kind` with the calendar entry."""
    set_state(registration, RegistrationState.CONFIRMED, now=now)
    sequence = next_sequence(registration, event)
    registration.invited_sequence = registration.time_sequence = sequence
    registration.calendar_answer = None  # whatever was answered to an invitation before this one
    mail.tell(registration, kind=kind, mark=str(sequence), now=now)
    mail.remind(registration, starts_at=event.announced_time.starts_at, now=now)


def next_number(event: Event) -> int:
    """Return the next place in the order of arrival."""
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
            ParticipantEntry.uid == registration.uid,
        )
    )
    return max([event.sequence, *(known + 1 for known in (sent, part) if known is not None)])


def _offer(registration: Registration, event: Event, *, now: datetime) -> None:
    """Keep a seat, which is counted already, until the person has had their hours to answer.

    The mail carries no calendar entry: nobody has said yes.
    """
    set_state(registration, RegistrationState.OFFERED, now=now)
    time = event.announced_time
    registration.answer_by = keeps_until(
        hours=event.answer_hours or 0, starts_at=time.starts_at, ends_at=time.ends_at, now=now
    )
    mail.tell(registration, kind="seat_offered", now=now)
