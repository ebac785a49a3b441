"""An attendee's registration: made, changed, given back, all by a mailed link, no account (rows R1, R10)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app.domain.errors import DomainError
from app.domain.lifecycle import EventState, RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.services.accounts import normal_email
from app.services.attendance import admission, questions, seat_steps, seats, typed_answers, waiting_list
from app.services.attendance import links as attendee_links
from app.services.attendance import mail as attendee_mail
from app.services.attendance.questions import Replies
from app.services.mail import outbox

CONFIRMED, CANCELLED, OFFERED, UNCONFIRMED = (
    RegistrationState.CONFIRMED,
    RegistrationState.CANCELLED,
    RegistrationState.OFFERED,
    RegistrationState.UNCONFIRMED,
)
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


def register(
    *, event: Event, email: str, answers: Answers, locale: str, now: datetime, replies: Replies | None = None
) -> Registration:
    """Give the address a seat, or a place on the waiting list, and mail the personal link.

    Where the event wants it, the address is confirmed or an organiser says yes before that. An address that
    is registered already keeps what it has: its link is mailed again, and whoever typed it sees the same page
    as everybody else. What is known of somebody who had cancelled is replaced once the address says yes.
    `replies` answers the organisers' questions. Raises what `admission.refusal` returns.
    """
    seats.lock(event)
    admission.require_admission(event, now)
    email = normal_email(email)
    known = db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.email == email)
    )
    if known is not None and known.state not in {CANCELLED, UNCONFIRMED}:
        send_link(known, now=now)
        return known
    registration = known or _new(event, email, answers, locale, now)
    is_apart = known is not None and typed_answers.belong_apart(known, event)
    if not is_apart:
        _write(registration, answers)
        registration.locale = locale
        questions.keep(registration, replies or {}, now=now)
    if registration.state is UNCONFIRMED:
        admission.ask_again(registration, now=now)
    else:
        admission.receive(registration, event, now=now)
    if is_apart:
        facts = asdict(answers) | {"locale": locale}
        typed_answers.keep(registration, facts=facts, replies=replies or {})
        db.session.flush()
    return registration


def register_again(registration: Registration, *, now: datetime) -> None:
    """Come back after giving the seat back, at the end of the queue. Raises as `register` does."""
    event = registration.event
    seats.lock(event)
    db.session.refresh(registration)
    if registration.state is CANCELLED:
        admission.require_admission(event, now)
        admission.admit(registration, event, now=now)


def change(
    registration: Registration, *, answers: Answers, now: datetime, replies: Replies | None = None
) -> None:
    """Correct what the person says about themselves; mails that still wait carry the new name."""
    db.session.refresh(registration, with_for_update=True)  # one after the other
    _write(registration, answers)
    registration.typed = None  # the person has spoken
    questions.keep(registration, replies or {}, now=now)
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
    was = registration.state
    if was is CANCELLED:
        return
    if event.state not in _TO_COME or _is_past(event, now):
        raise NothingToGiveBack
    seat_steps.to(registration, CANCELLED, now=now)
    if was in {CONFIRMED, OFFERED}:
        seats.give_back(event)
    if was is CONFIRMED:
        registration.invited_sequence = seats.next_sequence(registration, event)
        outbox.withdraw(kinds=[attendee_mail.REMINDER], why="no seat", registration_id=registration.id)
    if was is not UNCONFIRMED:  # to an address that nobody has shown to be theirs, nothing more is said
        said = {
            "had_seat": was is CONFIRMED,
            "was": was.value,
            "by_organiser": by_organiser,
            "reason": reason,
        }
        _tell(registration, "registration_cancelled", f"q{registration.queue_number}", now, said)
    waiting_list.raise_all(event, now=now)


def send_link(registration: Registration, *, now: datetime) -> None:
    """Mail the personal link again, unless a mail with it has just been on its way."""
    if registration.state is UNCONFIRMED:
        admission.ask_again(registration, now=now)
    elif not attendee_mail.link_was_just_sent(registration, now=now):
        _tell(registration, "registration_link", f"t{now:%Y%m%d%H%M%S}", now)


def replace_link(registration: Registration, *, now: datetime) -> None:
    """Make all links of the person void and mail new ones; the calendar entry gets the new way in."""
    attendee_links.renew(registration)
    if registration.state is UNCONFIRMED:
        admission.ask(registration, now=now)
        return
    if registration.state is CONFIRMED:
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
    if time is not None and registration.state is CONFIRMED:
        outbox.enqueue_many(attendee_mail.reminder_rows(registration, starts_at=time.starts_at, now=now))


def note_joined(registration_id: int, *, now: datetime) -> None:
    """Remember the first time the person went in; later ones change nothing."""
    first = update(Registration).where(Registration.id == registration_id, Registration.joined_at.is_(None))
    db.session.execute(first.values(joined_at=now))


def _new(event: Event, email: str, answers: Answers, locale: str, now: datetime) -> Registration:
    registration = Registration(
        event_id=event.id,
        token_salt="",
        token_hash="",
        email=email,
        **asdict(answers),
        locale=locale,
        state=CANCELLED,  # until arrivals.receive, which everybody passes
        queue_number=0,
        created_at=now,
        state_changed_at=now,
    )
    attendee_links.renew(registration)
    db.session.add(registration)
    db.session.flush()
    return registration


def _tell(
    registration: Registration, kind: str, mark: str, now: datetime, said: dict[str, Any] | None = None
) -> None:
    db.session.flush()
    outbox.enqueue_many([attendee_mail.row(registration, kind=kind, mark=mark, now=now, said=said)])


def _write(registration: Registration, answers: Answers) -> None:
    for name, value in asdict(answers).items():
        setattr(registration, name, value)


def _is_past(event: Event, now: datetime) -> bool:
    return event.ends_at is not None and event.ends_at <= now
