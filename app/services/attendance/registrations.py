"""An attendee's registration: made, changed, given up, all by a mailed link, no account (rows R1, R10)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update

from app.domain.errors import DomainError
from app.domain.lifecycle import EVENT_STATES_AHEAD, RegistrationState
from app.domain.people.same_person import person_key
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.services.accounts import normal_email
from app.services.attendance import admission, entry_uids, links, mail, questions, seats
from app.services.attendance.questions import Answers
from app.services.mail import outbox

CONFIRMED, CANCELLED, OFFERED, UNCONFIRMED = (
    RegistrationState.CONFIRMED,
    RegistrationState.CANCELLED,
    RegistrationState.OFFERED,
    RegistrationState.UNCONFIRMED,
)


MOST_OF_ONE_MAILBOX = 10
"""As many people register for one event with one address: nobody shall flood a stranger's mailbox."""


class NameOfAnother(DomainError):
    """Two people of one mailbox are told apart by their names."""

    message = N_("Another registration with your address has this name. Give one of the two back instead.")
    field = "name"
    status = 422


class NothingToGiveBack(DomainError):
    """A seat of the past cannot help anybody."""

    message = N_("This event is over or cancelled, so there is no seat to give back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeDetails:
    """What people say about themselves. `country` is an ISO 3166 code, `zone` an IANA name or None."""

    name: str
    country: str
    organisation: str = ""
    access_needs: str = ""
    zone: str | None = None


def register(
    *,
    event: Event,
    email: str,
    details: AttendeeDetails,
    locale: str,
    now: datetime,
    answers: Answers | None = None,
) -> Registration | None:
    """Give a person a seat, or a place on the waiting list, and mail the personal link.

    Where the event wants it, the address is confirmed or an organiser says yes before that. Several people
    may have one mailbox: another name (domain/people/same_person.py: person_key) is another person, with a
    seat and links of their own; the mail says who else is registered there. Who is registered already keeps
    what they have: the link is mailed again, and whoever typed it sees the same page as everybody else. What
    is known of somebody who had cancelled is replaced once the address says yes. `answers` are to the
    organisers' questions. Returns None where the mailbox has MOST_OF_ONE_MAILBOX people already, which it
    reads in a mail. Raises what `seats.refusal` returns.
    """
    seats.lock(event)
    seats.require_open(event, for_newcomers=True, now=now)
    email, key = normal_email(email), person_key(details.name)
    of_mailbox = _of_mailbox(event.id, email)
    known = next((one for one in of_mailbox if one.name_key == key), None)
    if known is not None and known.state not in {CANCELLED, UNCONFIRMED}:
        send_link(known, now=now)
        return known
    here = [one for one in of_mailbox if one.state is not CANCELLED]
    if known is None and len(here) >= MOST_OF_ONE_MAILBOX:
        _tell_that_mailbox_is_full(here[0], name=details.name, now=now)
        return None
    registration = known or _new(event, email, details, locale, now)
    is_apart = known is not None and admission.must_stand_apart(known, event)
    if not is_apart:
        _write(registration, details)
        registration.locale = locale
        questions.keep(registration, answers or {}, now=now)
    if registration.state is UNCONFIRMED:
        admission.ask_again(registration, now=now)
    else:
        admission.receive(registration, event, now=now)
    if is_apart:
        admission.keep_apart(registration, facts=asdict(details) | {"locale": locale}, answers=answers or {})
    return registration


def register_again(registration: Registration, *, now: datetime) -> None:
    """Come back after giving the seat back, at the end of the queue. Raises as `register` does."""
    event = seats.lock_with(registration)
    if registration.state is CANCELLED:
        seats.require_open(event, for_newcomers=True, now=now)
        admission.admit(registration, event, now=now)


def change(
    registration: Registration, *, details: AttendeeDetails, now: datetime, answers: Answers | None = None
) -> None:
    """Correct what the person says about themselves; mails that still wait carry the new name.

    Raises NameOfAnother.
    """
    event, key = seats.lock_with(registration), person_key(details.name)
    others = (one for one in _of_mailbox(event.id, registration.email) if one is not registration)
    if any(one.name_key == key for one in others):
        raise NameOfAnother
    _write(registration, details)
    registration.typed = None  # the person has spoken
    questions.keep(registration, answers or {}, now=now)
    waiting = update(OutboxMessage).where(
        OutboxMessage.registration_id == registration.id, OutboxMessage.state == OutboxState.QUEUED
    )
    db.session.execute(waiting.values(to_name=details.name), execution_options={"synchronize_session": False})
    db.session.flush()


def cancel(
    registration: Registration, *, now: datetime, by_organiser: bool = False, reason: str = ""
) -> None:
    """Give the seat (or the place in the queue) back; the first on the waiting list gets it. Twice is once.

    Raises NothingToGiveBack when the event is over or cancelled.
    """
    event = seats.lock_with(registration)
    if registration.state is not CANCELLED:
        give_up(registration, event, now=now, by_organiser=by_organiser, reason=reason)


def give_up(
    registration: Registration, event: Event, *, now: datetime, by_organiser: bool = False, reason: str = ""
) -> None:
    """Do what `cancel` does for a verb that has locked the event and read the registration anew."""
    if event.state not in EVENT_STATES_AHEAD or (event.ends_at is not None and event.ends_at <= now):
        raise NothingToGiveBack
    was = registration.state
    seats.set_state(registration, CANCELLED, now=now)
    if was in {CONFIRMED, OFFERED}:
        seats.give_back(event)
    if was is CONFIRMED:
        registration.invited_sequence = seats.next_sequence(registration, event)
        outbox.withdraw(kinds=[mail.REMINDER], why="no seat", registration_id=registration.id)
    if was is not UNCONFIRMED:  # to an address that nobody has shown to be theirs, nothing more is said
        said = {
            "had_seat": was is CONFIRMED,
            "was": was.value,
            "by_organiser": by_organiser,
            "reason": reason,
        }
        mark = f"q{registration.queue_number}"
        mail.tell(registration, kind="registration_cancelled", mark=mark, said=said, now=now)
    seats.fill_from_waiting_list(event, now=now)


def send_link(registration: Registration, *, now: datetime) -> None:
    """Mail the personal link again, unless a mail with it has just been on its way."""
    if registration.state is UNCONFIRMED:
        admission.ask_again(registration, now=now)
    elif not mail.link_was_just_sent(registration, now=now):
        mail.tell(registration, kind="registration_link", now=now)


def replace_link(registration: Registration, *, now: datetime) -> None:
    """Make all links of the person void and mail new ones; the calendar entry gets the new way in."""
    event = seats.lock_with(registration)
    links.renew(registration)
    if registration.state is UNCONFIRMED:
        admission.ask(registration, now=now)
        return
    if registration.state is CONFIRMED:
        registration.invited_sequence = seats.next_sequence(registration, event)
    mail.tell(registration, kind="registration_link", now=now)


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
        mail.remind(registration, starts_at=time.starts_at, now=now)


def note_joined(registration_id: int, *, now: datetime) -> None:
    """Remember the first time the person went in; later ones change nothing."""
    first = update(Registration).where(Registration.id == registration_id, Registration.joined_at.is_(None))
    db.session.execute(first.values(joined_at=now))


def _new(event: Event, email: str, details: AttendeeDetails, locale: str, now: datetime) -> Registration:
    registration = Registration(
        event_id=event.id,
        token_salt="",
        token_hash="",
        email=email,
        uid=entry_uids.for_seat(event, email=email, name=details.name),
        **asdict(details),
        locale=locale,
        state=CANCELLED,  # until admission.receive, which everybody passes
        queue_number=0,
        created_at=now,
        state_changed_at=now,
    )
    links.renew(registration)
    db.session.add(registration)
    db.session.flush()
    return registration


def _of_mailbox(event_id: int, email: str) -> Sequence[Registration]:
    """Return the registrations of an event with one address, in the order in which they were made."""
    theirs = select(Registration).where(Registration.event_id == event_id, Registration.email == email)
    return db.session.scalars(theirs.order_by(Registration.id)).all()


def _tell_that_mailbox_is_full(one: Registration, *, name: str, now: datetime) -> None:
    """Say in a mail, at most once an hour, who did not get in, for the page may tell nobody."""
    mail.tell(one, kind="mailbox_full", mark=f"m{now:%Y%m%d%H}", said={"name": name}, now=now)


def _write(registration: Registration, details: AttendeeDetails) -> None:
    for name, value in asdict(details).items():
        setattr(registration, name, value)
