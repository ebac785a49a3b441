"""The waiting list: whoever came first is raised first (row R2)."""

from datetime import datetime

from sqlalchemy import select

from app.domain import admission
from app.domain.lifecycle import REGISTRATION, EventState, RegistrationState, step
from app.extensions import db
from app.models import Event, Registration
from app.services import attendee_mail, outbox, seats


def raise_all(event: Event, *, now: datetime) -> list[int]:
    """Give every free seat to the first who waits, and tell them; return the ids of the registrations raised.

    Nobody is raised while there is no hour to come to.
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
    starts_at, messages = event.announced_time.starts_at, []
    for registration in raised:
        registration.state = step(REGISTRATION, registration.state, RegistrationState.CONFIRMED)
        registration.state_changed_at = now
        sequence = seats.next_sequence(registration, event)
        registration.invited_sequence = registration.time_sequence = sequence
        mark = str(registration.invited_sequence)
        messages.append(attendee_mail.row(registration, kind="seat_freed", mark=mark, now=now))
        messages += attendee_mail.reminder_rows(registration, starts_at=starts_at, now=now)
    db.session.flush()
    outbox.enqueue_many(messages)
    return [registration.id for registration in raised]


def is_idle(event: Event, now: datetime) -> bool:
    """Whether there is no hour to come to: postponed, cancelled, over, or not public."""
    refusal = admission.refusal(state=event.state, registration_open=True, ends_at=event.ends_at, now=now)
    return refusal is not None or event.state is not EventState.PUBLISHED
