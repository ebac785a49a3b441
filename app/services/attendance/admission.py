"""From a filled-in form to a seat: the address is confirmed, an organiser says yes (rows R1, R2, R11).

`set_rules`, `confirm` and `approve` lock the event; the others suppose that it is locked (seats.lock).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from app.domain.errors import DomainError
from app.domain.lifecycle import RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.services.actor import Actor
from app.services.attendance import mail, questions, seats
from app.services.attendance.questions import Answers
from app.services.history import record
from app.services.mail.team import tell_team

CONFIRM_WITHIN = timedelta(hours=24)
MOST_ASKED = 3
"""After as many mails an unconfirmed address is asked no more about people whom it was asked about."""

ASKING, TEAM_WAITED_FOR = "confirm_address", "approvals_wait"
TELL_TEAM_EVERY = timedelta(hours=1)
UNCONFIRMED, APPLIED = RegistrationState.UNCONFIRMED, RegistrationState.APPLIED


class ConfirmationOver(DomainError):
    """The mail was opened too late."""

    message = N_("This link was good for 24 hours. Please register again: it takes a minute.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionRules:
    """What leads to a seat, as the organisers choose it; the fields carry the names of the event's.

    `capacity` None: no limit. `confirm_email`: by a button behind a mailed link. `approve_by_hand`: by an
    organiser's yes. `answer_hours`: a seat that became free is kept so long for who is next; None: is theirs.
    """

    capacity: int | None
    registration_open: bool
    confirm_email: bool = False
    approve_by_hand: bool = False
    answer_hours: int | None = None


def set_rules(event: Event, *, rules: AdmissionRules, actor: Actor, now: datetime) -> int:
    """Set how people get in; return how many on the waiting list a larger capacity gave a seat.

    Whoever has registered already goes on in the way they began. Raises CapacityBelowSeats.
    """
    seats.lock(event)
    new = asdict(rules)
    seats.set_capacity(event, new.pop("capacity"), actor=actor, now=now)
    for field, value in new.items():
        record(event, actor=actor, field=field, old=getattr(event, field), new=value, now=now)
        setattr(event, field, value)
    db.session.flush()
    return len(seats.fill_from_waiting_list(event, now=now))


def receive(registration: Registration, event: Event, *, now: datetime) -> None:
    """Take in what came by the form, from an address that anybody can have typed."""
    if not event.confirm_email:
        admit(registration, event, now=now)
        return
    seats.set_state(registration, UNCONFIRMED, now=now)
    registration.queue_number = seats.next_number(event)
    ask(registration, now=now)


def ask(registration: Registration, *, now: datetime) -> None:
    """Mail the question whether the address is theirs; it can be answered for a day."""
    registration.answer_by = now + CONFIRM_WITHIN
    mail.tell(registration, kind=ASKING, now=now)


def ask_again(registration: Registration, *, now: datetime) -> None:
    """Mail the question again to an unconfirmed address, a few times and not at once."""
    asked = select(func.count()).where(
        OutboxMessage.event_id == registration.event_id,
        OutboxMessage.to_email == registration.email,
        OutboxMessage.kind == ASKING,
    )
    if (db.session.scalar(asked) or 0) >= MOST_ASKED:
        return
    if not mail.link_was_just_sent(registration, now=now):
        ask(registration, now=now)


def confirm(registration: Registration, *, now: datetime) -> None:
    """Take the yes of an address: its person gets a seat or a place to wait, or applies. Twice is once.

    Raises ConfirmationOver, what `seats.refusal` returns, or LinkUnknown when it has just been forgotten.
    """
    event = seats.lock_with(registration)
    if registration.state is not UNCONFIRMED:
        return
    if registration.answer_by is None or registration.answer_by <= now:
        raise ConfirmationOver
    seats.require_open(event, for_newcomers=True, now=now)
    _take_over_what_was_typed(registration, now=now)
    admit(registration, event, now=now)


def admit(registration: Registration, event: Event, *, now: datetime) -> None:
    """Let in somebody whose address is known: to the organisers' yes where they want that, else at once."""
    if not event.approve_by_hand:
        seats.take_or_wait(registration, event, now=now)
        return
    seats.set_state(registration, APPLIED, now=now)
    registration.queue_number = seats.next_number(event)
    mark = f"q{registration.queue_number}"
    mail.tell(registration, kind="registration_applied", mark=mark, now=now)
    _tell_team_that_somebody_waits(event, now=now)


def approve(registration: Registration, *, now: datetime) -> bool:
    """Take an organiser's yes: a seat, or a place on the waiting list. Return whether that was new."""
    event = seats.lock_with(registration)
    if registration.state is not APPLIED:
        return False
    seats.require_open(event, for_newcomers=False, now=now)
    seats.take_or_wait(registration, event, now=now)
    return True


def forget_unconfirmed(*, now: datetime) -> int:
    """Forget whoever let the time to confirm pass; return how many. Nothing of them is kept.

    Somebody who had a registration before, and had cancelled it, is as they were.
    """
    overdue = (Registration.state == UNCONFIRMED, Registration.answer_by <= now)
    returning = Registration.state_changed_at > Registration.created_at
    earlier = db.session.scalars(select(Registration).where(*overdue, returning).with_for_update()).all()
    for registration in earlier:
        seats.set_state(registration, RegistrationState.CANCELLED, now=now)
    db.session.flush()
    gone = delete(Registration).where(*overdue).returning(Registration.id)
    plain = {"synchronize_session": False}
    return len(earlier) + len(db.session.execute(gone, execution_options=plain).all())


def must_stand_apart(registration: Registration, event: Event) -> bool:
    """Whether what the form brings now for a known registration waits for the yes of its address.

    Anybody can have typed it. Until the yes, what is known of the person stays as it is (R11).
    """
    is_asked_for_a_yes = event.confirm_email and registration.state is RegistrationState.CANCELLED
    return registration.typed is not None or is_asked_for_a_yes


def keep_apart(registration: Registration, *, facts: Mapping[str, Any], answers: Answers) -> None:
    """Keep `facts` (column -> value) and the answers to the questions, in place of any kept before."""
    said = {str(number): list(words) for number, words in answers.items()}
    registration.typed = {"facts": dict(facts), "answers": said}
    db.session.flush()


def name_after_yes(registration: Registration) -> str:
    """Return the name that a yes to the address would give its person."""
    return str(registration.typed["facts"]["name"]) if registration.typed else registration.name


def _take_over_what_was_typed(registration: Registration, *, now: datetime) -> None:
    typed, registration.typed = registration.typed, None
    if typed is None:
        return
    for column, value in typed["facts"].items():
        setattr(registration, column, value)
    said = {int(number): words for number, words in typed["answers"].items()}
    questions.keep(registration, said, now=now)


def _tell_team_that_somebody_waits(event: Event, *, now: datetime) -> None:
    """Queue one mail to the team for all who wait for a yes, an hour after the last one at the earliest."""
    ours = (OutboxMessage.event_id == event.id, OutboxMessage.kind == TEAM_WAITED_FOR)
    to_go = select(OutboxMessage.id).where(
        *ours, OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.leased_until.is_(None)
    )
    if db.session.scalar(to_go.limit(1)) is not None:
        return
    went = func.max(func.coalesce(OutboxMessage.sent_at, OutboxMessage.due_at))
    last = db.session.scalar(select(went).where(*ours, OutboxMessage.state != OutboxState.DROPPED))
    due_at = max(now, last + TELL_TEAM_EVERY) if last else now
    mark = f"{event.id}.t{now:%Y%m%d%H%M%S%f}"
    tell_team(event.id, kind=TEAM_WAITED_FOR, mark=mark, now=now, due_at=due_at)
