"""An attendee's registration: made, changed, given back, all by a mailed link, no account (rows R1, R10)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app.domain import admission
from app.domain.errors import DomainError
from app.domain.lifecycle import REGISTRATION, EventState, RegistrationState, step
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.services import attendee_links, attendee_mail, outbox, seats, waiting_list
from app.services.accounts import normal_email

_TO_COME = frozenset({EventState.DRAFT, EventState.PUBLISHED, EventState.POSTPONED})


class NothingToGiveBack(DomainError):
    """A seat of the past cannot help anybody."""

    message = N_("This event is over or cancelled, so there is no seat to give back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What people say about themselves. `country` is an ISO 3166 code, `zone` an IANA name or None."""

    name: str
    country: str
    organisation: str = ""
    access_needs: str = ""
    zone: str | None = None


def register(*, event: Event, email: str, answers: Answers, locale: str, now: datetime) -> Registration:
    """Give the address a seat, or a place on the waiting list, and mail the personal link.

    An address that is registered already keeps what it has: its link is mailed again, and whoever typed it
    sees the same page as everybody else. Raises what `admission.refusal` returns.
    """
    seats.lock(event)
    _require_admission(event, now)
    email = normal_email(email)
    known = db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.email == email)
    )
    if known is None:
        return _first_time(event, email, answers, locale, now)
    if known.state is not RegistrationState.CANCELLED:
        send_link(known, now=now)
        return known
    _write(known, answers)
    known.locale = locale
    _enter(known, event, now)
    return known


def register_again(registration: Registration, *, now: datetime) -> None:
    """Come back after giving the seat back, at the end of the queue. Raises as `register` does."""
    event = registration.event
    seats.lock(event)
    db.session.refresh(registration)
    if registration.state is RegistrationState.CANCELLED:
        _require_admission(event, now)
        _enter(registration, event, now)


def change(registration: Registration, *, answers: Answers) -> None:
    """Correct what the person says about themselves; mails that still wait carry the new name."""
    _write(registration, answers)
    waiting = update(OutboxMessage).where(
        OutboxMessage.registration_id == registration.id, OutboxMessage.state == OutboxState.QUEUED
    )
    db.session.execute(waiting.values(to_name=answers.name), execution_options={"synchronize_session": False})
    db.session.flush()


def cancel(
    registration: Registration, *, now: datetime, by_organiser: bool = False, reason: str = ""
) -> None:
    """Give the seat (or the place in the queue) back and raise the next. Twice is once.

    Raises NothingToGiveBack when the event is over or cancelled.
    """
    event = registration.event
    seats.lock(event)
    db.session.refresh(registration)
    if registration.state is RegistrationState.CANCELLED:
        return
    if event.state not in _TO_COME or _is_past(event, now):
        raise NothingToGiveBack
    had_seat = registration.state is RegistrationState.CONFIRMED
    registration.state = step(REGISTRATION, registration.state, RegistrationState.CANCELLED)
    registration.state_changed_at = now
    mark = f"q{registration.queue_number}"
    if had_seat:
        seats.give_back(event)
        registration.invited_sequence = seats.next_sequence(registration, event)
        outbox.withdraw(kinds=[attendee_mail.REMINDER], why="no seat", registration_id=registration.id)
    said = {"had_seat": had_seat, "by_organiser": by_organiser, "reason": reason}
    _tell(registration, "registration_cancelled", mark, now, said)
    waiting_list.raise_all(event, now=now)


def send_link(registration: Registration, *, now: datetime) -> None:
    """Mail the personal link again, unless a mail with it has just been on its way."""
    if not attendee_mail.link_was_just_sent(registration, now=now):
        _tell(registration, "registration_link", f"t{now:%Y%m%d%H%M%S}", now)


def replace_link(registration: Registration, *, now: datetime) -> None:
    """Make all links of the person void and mail new ones; the calendar entry gets the new way in."""
    attendee_links.renew(registration)
    if registration.state is RegistrationState.CONFIRMED:
        registration.invited_sequence = seats.next_sequence(registration, registration.event)
    _tell(registration, "registration_link", f"t{now:%Y%m%d%H%M%S%f}", now)


def stop_reminders(registration: Registration, *, now: datetime) -> None:
    """Send no more reminders; the seat stays. Those that wait are dropped when they come due."""
    registration.reminders_stopped_at = registration.reminders_stopped_at or now
    db.session.flush()


def start_reminders(registration: Registration, *, now: datetime) -> None:
    """Send reminders again, those that are still to come."""
    registration.reminders_stopped_at = None
    db.session.flush()
    time = registration.event.time
    if time is not None and registration.state is RegistrationState.CONFIRMED:
        outbox.enqueue_many(attendee_mail.reminder_rows(registration, starts_at=time.starts_at, now=now))


def note_joined(registration_id: int, *, now: datetime) -> None:
    """Remember the first time the person went in; later ones change nothing."""
    first = update(Registration).where(Registration.id == registration_id, Registration.joined_at.is_(None))
    db.session.execute(first.values(joined_at=now))


def _first_time(event: Event, email: str, answers: Answers, locale: str, now: datetime) -> Registration:
    registration = Registration(
        event_id=event.id,
        token_salt="",
        token_hash="",
        email=email,
        **asdict(answers),
        locale=locale,
        state=RegistrationState.CANCELLED,  # until _enter, which everybody passes
        queue_number=0,
        created_at=now,
        state_changed_at=now,
    )
    attendee_links.renew(registration)
    db.session.add(registration)
    db.session.flush()
    _enter(registration, event, now)
    return registration


def _enter(registration: Registration, event: Event, now: datetime) -> None:
    """Take a seat or a place in the queue. Whoever waits comes before a newcomer, even with seats free."""
    waiting_list.raise_all(event, now=now)
    has_seat = seats.take(event)
    state = RegistrationState.CONFIRMED if has_seat else RegistrationState.WAITING
    registration.state = step(REGISTRATION, registration.state, state)
    registration.state_changed_at = now
    registration.queue_number = seats.next_number(event)
    if not has_seat:
        _tell(registration, "registration_waiting", f"q{registration.queue_number}", now)
        return
    registration.invited_sequence = registration.time_sequence = seats.next_sequence(registration, event)
    registration.calendar_answer = None  # whatever was answered to an invitation before this one
    _tell(registration, "registration_confirmed", str(registration.invited_sequence), now)
    starts_at = event.announced_time.starts_at
    outbox.enqueue_many(attendee_mail.reminder_rows(registration, starts_at=starts_at, now=now))


def _tell(
    registration: Registration, kind: str, mark: str, now: datetime, said: dict[str, Any] | None = None
) -> None:
    db.session.flush()
    outbox.enqueue_many([attendee_mail.row(registration, kind=kind, mark=mark, now=now, said=said)])


def _write(registration: Registration, answers: Answers) -> None:
    for name, value in asdict(answers).items():
        setattr(registration, name, value)


def _require_admission(event: Event, now: datetime) -> None:
    error = admission.refusal(
        state=event.state, registration_open=event.registration_open, ends_at=event.ends_at, now=now
    )
    if error is not None:
        raise error


def _is_past(event: Event, now: datetime) -> bool:
    return event.ends_at is not None and event.ends_at <= now
