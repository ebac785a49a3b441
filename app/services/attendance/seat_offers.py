"""Seats that are kept for somebody: taken, or passed on to the next in order when time runs out (row R2)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.attendance.seat_offers import OfferOver
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import mail, registrations, seats

OFFERED = RegistrationState.OFFERED


def take(registration: Registration, *, now: datetime) -> None:
    """Say yes: the seat is theirs, and the invitation for the calendar goes out. Twice is once.

    Raises OfferOver, or what `seats.refusal` returns.
    """
    event = seats.lock_with(registration)
    if registration.state is RegistrationState.CONFIRMED:
        return
    seats.require_open(event, for_newcomers=False, now=now)
    if registration.state is not OFFERED or registration.answer_by is None or registration.answer_by <= now:
        raise OfferOver
    seats.assign(registration, event, kind="registration_confirmed", now=now)


def leave(registration: Registration, *, now: datetime) -> None:
    """Say no: the next in order is asked. Raises OfferOver when nothing is kept any more."""
    event = seats.lock_with(registration)
    if registration.state is not OFFERED:
        raise OfferOver
    registrations.give_up(registration, event, now=now)


def overdue(*, now: datetime) -> Sequence[int]:
    """Return the ids of the events in which a seat was kept long enough."""
    late = select(Registration.event_id).where(Registration.state == OFFERED, Registration.answer_by <= now)
    return db.session.scalars(late.distinct()).all()


def pass_on(event: Event, *, now: datetime) -> int:
    """Take back what was kept too long and offer it to the next in order; return how many offers ended.

    While the event is postponed, cancelled, over or a draft, nobody loses a place for not answering: they
    wait as before.
    """
    seats.lock(event)
    late = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.state == OFFERED)
        .where(Registration.answer_by <= now)
        .order_by(Registration.queue_number)
    ).all()
    if not late:
        return 0
    keep_waiting = seats.refusal(event, for_newcomers=False, now=now) is not None
    for registration in late:
        if keep_waiting:
            seats.set_state(registration, RegistrationState.WAITING, now=now)
        else:
            seats.set_state(registration, RegistrationState.CANCELLED, now=now)
            mail.tell(registration, kind="seat_offer_ended", now=now)
    seats.give_back(event, count=len(late))
    db.session.flush()
    seats.fill_from_waiting_list(event, now=now)
    return len(late)
