"""Seats that are kept for somebody: taken, or passed on to the next in order when time runs out (row R2)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.attendance import admission
from app.domain.attendance.seat_offers import OfferOver
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import mail as attendee_mail
from app.services.attendance import registrations, seat_steps, seats, waiting_list
from app.services.mail import outbox

OFFERED = RegistrationState.OFFERED


def take(registration: Registration, *, now: datetime) -> None:
    """Say yes: the seat is theirs, and the invitation for the calendar goes out. Twice is once.

    Raises OfferOver, or why there is nothing to come to.
    """
    event = registration.event
    seats.lock(event)
    db.session.refresh(registration)
    if registration.state is RegistrationState.CONFIRMED:
        return
    closed = admission.refusal(state=event.state, registration_open=True, ends_at=event.ends_at, now=now)
    if closed is not None:
        raise closed
    if registration.state is not OFFERED or registration.answer_by is None or registration.answer_by <= now:
        raise OfferOver
    rows = seat_steps.seated(registration, event, kind="registration_confirmed", now=now)
    db.session.flush()
    outbox.enqueue_many(rows)


def leave(registration: Registration, *, now: datetime) -> None:
    """Say no: the next in order is asked. Raises OfferOver when nothing is kept any more."""
    seats.lock(registration.event)
    db.session.refresh(registration)
    if registration.state is not OFFERED:
        raise OfferOver
    registrations.cancel(registration, now=now)


def overdue(*, now: datetime) -> Sequence[int]:
    """Return the ids of the events in which a seat was kept long enough."""
    late = select(Registration.event_id).where(Registration.state == OFFERED, Registration.answer_by <= now)
    return db.session.scalars(late.distinct()).all()


def pass_on(event: Event, *, now: datetime) -> int:
    """Take back what was kept too long and offer it to the next in order; return how many offers ended.

    While there is no hour to come to, nobody loses a place for not answering: they wait as before.
    """
    seats.lock(event)
    late = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.state == OFFERED)
        .where(Registration.answer_by <= now)
        .order_by(Registration.queue_number)
    ).all()
    is_idle, rows = waiting_list.is_idle(event, now), []
    for registration in late:
        if is_idle:
            seat_steps.to(registration, RegistrationState.WAITING, now=now)
            continue
        seat_steps.to(registration, RegistrationState.CANCELLED, now=now)
        mark = f"t{now:%Y%m%d%H%M%S%f}"
        rows.append(attendee_mail.row(registration, kind="seat_offer_ended", mark=mark, now=now))
    if late:
        seats.give_back(event, count=len(late))
        db.session.flush()
        outbox.enqueue_many(rows)
        waiting_list.raise_all(event, now=now)
    return len(late)
