"""Where somebody who registers is put: asked for a yes, or given a seat or a place to wait (R1, R2, R11).

The event is locked by whoever calls (seats.lock), so that the order of arrival is one.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from app.domain.attendance import admission
from app.domain.errors import DomainError
from app.domain.lifecycle import RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, Registration
from app.services.attendance import approvals, seat_steps, seats, typed_answers, waiting_list
from app.services.attendance import links as attendee_links
from app.services.attendance import mail as attendee_mail
from app.services.attendance.seat_steps import Rows
from app.services.mail import outbox

CONFIRM_WITHIN = timedelta(hours=24)
MOST_QUESTIONS = 3
"""As many mails ask one unconfirmed address for a yes; then whoever typed it has to wait."""

UNCONFIRMED, APPLIED = RegistrationState.UNCONFIRMED, RegistrationState.APPLIED
ASKING = "confirm_address"


class ConfirmationOver(DomainError):
    """The mail was opened too late."""

    message = N_("This link was good for 24 hours. Please register again: it takes a minute.")


def receive(registration: Registration, event: Event, *, now: datetime) -> None:
    """Take in what came by the form, from an address that anybody can have typed."""
    if not event.confirm_email:
        admit(registration, event, now=now)
        return
    seat_steps.to(registration, UNCONFIRMED, now=now)
    registration.queue_number = seats.next_number(event)
    ask(registration, now=now)


def ask_again(registration: Registration, *, now: datetime) -> None:
    """Mail the question again to an unconfirmed address, a few times and not at once."""
    asked = select(func.count()).where(
        OutboxMessage.registration_id == registration.id, OutboxMessage.kind == ASKING
    )
    if (db.session.scalar(asked) or 0) >= MOST_QUESTIONS:
        return
    if not attendee_mail.link_was_just_sent(registration, now=now):
        ask(registration, now=now)


def ask(registration: Registration, *, now: datetime) -> None:
    """Mail the question whether the address is theirs; it can be answered for a day."""
    registration.answer_by = now + CONFIRM_WITHIN
    _queue([attendee_mail.row(registration, kind=ASKING, mark=f"t{now:%Y%m%d%H%M%S%f}", now=now)])


def admit(registration: Registration, event: Event, *, now: datetime) -> None:
    """Let in somebody whose address is known: to the organisers' yes where they want that, else at once."""
    if not event.approve_by_hand:
        enter(registration, event, now=now)
        return
    seat_steps.to(registration, APPLIED, now=now)
    registration.queue_number = seats.next_number(event)
    mark = f"q{registration.queue_number}"
    _queue([attendee_mail.row(registration, kind="registration_applied", mark=mark, now=now)])
    approvals.tell_team(event, now=now)


def enter(registration: Registration, event: Event, *, now: datetime) -> None:
    """Take a seat or a place in the queue. Whoever waits comes before a newcomer, even with seats free."""
    waiting_list.raise_all(event, now=now)
    if not seats.take(event):
        _queue(seat_steps.waiting(registration, event, now=now))
        return
    registration.queue_number = seats.next_number(event)
    _queue(seat_steps.seated(registration, event, kind="registration_confirmed", now=now))


def confirm(registration: Registration, *, now: datetime) -> None:
    """The address is theirs, and they mean it: the seat, or the place to wait, is taken now. Twice is once.

    Raises ConfirmationOver, what `admission.refusal` returns, or LinkUnknown when it has just been forgotten.
    """
    event, number = registration.event, registration.id
    seats.lock(event)
    present = db.session.get(Registration, number, populate_existing=True)
    if present is None:
        raise attendee_links.LinkUnknown
    if present.state is not UNCONFIRMED:
        return
    if present.answer_by is None or present.answer_by <= now:
        raise ConfirmationOver
    require_admission(event, now)
    typed_answers.take_over(present, now=now)
    admit(present, event, now=now)


def approve(registration: Registration, *, now: datetime) -> bool:
    """An organiser says yes: a seat, or a place on the waiting list. Return whether that was new."""
    event = registration.event
    seats.lock(event)
    db.session.refresh(registration)
    if registration.state is not APPLIED:
        return False
    closed = admission.refusal(state=event.state, registration_open=True, ends_at=event.ends_at, now=now)
    if closed is not None:
        raise closed
    enter(registration, event, now=now)
    return True


def require_admission(event: Event, now: datetime) -> None:
    """Raise what stands in the way of registering now."""
    error = admission.refusal(
        state=event.state, registration_open=event.registration_open, ends_at=event.ends_at, now=now
    )
    if error is not None:
        raise error


def forget_unconfirmed(*, now: datetime) -> int:
    """Forget whoever let the time to confirm pass; return how many. Nothing of them is kept.

    Somebody who had a registration before, and had cancelled it, is as they were.
    """
    overdue = (Registration.state == UNCONFIRMED, Registration.answer_by <= now)
    returning = Registration.state_changed_at > Registration.created_at
    earlier = db.session.scalars(select(Registration).where(*overdue, returning).with_for_update()).all()
    for registration in earlier:
        seat_steps.to(registration, RegistrationState.CANCELLED, now=now)
    db.session.flush()
    gone = delete(Registration).where(*overdue).returning(Registration.id)
    plain = {"synchronize_session": False}
    return len(earlier) + len(db.session.execute(gone, execution_options=plain).all())


def _queue(rows: Rows) -> None:
    db.session.flush()
    outbox.enqueue_many(rows)
