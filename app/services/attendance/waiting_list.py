"""The waiting list: whoever came first is raised first (row R2)."""

from datetime import datetime

from sqlalchemy import select

from app.domain.attendance import admission
from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import seat_steps, seats
from app.services.mail import outbox


def raise_all(event: Event, *, now: datetime) -> list[int]:
    """Give every free seat to the first who waits, and tell them; return the ids of the registrations raised.

    Where the event leaves time to answer, the seat is kept for them until they take it. Nobody is raised
    while there is no hour to come to.
    """
    seats.lock(event)
    if is_idle(event, now):
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
    raised = db.session.scalars(first).all()
    if not raised or not seats.take(event, count=len(raised)):
        return []
    messages = []
    for registration in raised:
        if event.answer_hours:
            messages += seat_steps.offered(registration, event, now=now)
        else:
            messages += seat_steps.seated(registration, event, kind="seat_freed", now=now)
    db.session.flush()
    outbox.enqueue_many(messages)
    return [registration.id for registration in raised]


def is_idle(event: Event, now: datetime) -> bool:
    """Whether there is no hour to come to: postponed, cancelled, over, or not public."""
    refusal = admission.refusal(state=event.state, registration_open=True, ends_at=event.ends_at, now=now)
    return refusal is not None or event.state is not EventState.PUBLISHED
