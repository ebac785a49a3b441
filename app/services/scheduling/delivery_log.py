"""What organisers do in the delivery log: send now what waits for more changes, send again what was lost."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from app.domain.calendars.participant_entry import EntryKind
from app.domain.errors import DomainError
from app.domain.lifecycle import RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.queries import calendar_answers
from app.queries import messages as query
from app.queries.calendar_answers import PARTS
from app.services.calendars import announcements
from app.services.mail import outbox, undeliverable

SHOWN = 200
"""As many people are named before a change is confirmed; the numbers count everybody."""


class NothingToSendAgain(DomainError):
    """A message that waits is not doubled; what is no longer true is not said."""

    message = N_("This message cannot be sent again: it still waits, or it is no longer true.")
    status = 409


@dataclass(frozen=True, slots=True)
class Told:
    """Who gets what when an event changes: `waiting` words alone, the others a calendar message, too."""

    seats: int
    waiting: int
    programme: int
    checks: int
    silent: int
    attendees: int
    people: list[tuple[Registration, bool]]
    of_the_programme: list[str]

    @property
    def total(self) -> int:
        """How many people get a mail."""
        return self.seats + self.waiting + self.programme

    @property
    def mails(self) -> int:
        """How many mails that is: a tech check is taken back by one of its own."""
        return self.total + self.checks


def preview(event: Event, *, now: datetime, cancels: bool = False) -> Told:
    """Return who would be told of a move, a postponement or a cancellation, and whose address takes no mail.

    A cancellation (`cancels`) takes the tech checks that are still ahead along, each by a mail of its own.
    `people` holds the first SHOWN of them, each with whether mail reaches the address.
    """
    numbers, programme = query.concerned(event), query.participants_reached(event, PARTS, now=now)
    checks = query.participants_reached(event, [EntryKind.CHECK], now=now) if cancels else query.MailReach()
    nobody = query.MailReach()
    seats = numbers.get(RegistrationState.CONFIRMED, nobody)
    waiting = [reached for state, reached in numbers.items() if state is not RegistrationState.CONFIRMED]
    people = query.first_concerned(event, limit=SHOWN)
    gone = undeliverable.among([one.email for one in people])
    return Told(
        seats=seats.reached,
        waiting=sum(one.reached for one in waiting),
        programme=programme.reached,
        checks=checks.reached,
        silent=seats.gone + programme.gone + checks.gone + sum(one.gone for one in waiting),
        attendees=sum(one.reached + one.gone for one in numbers.values()),
        people=[(one, one.email not in gone) for one in people],
        of_the_programme=[one.name for one in calendar_answers.parts_of(event.id)],
    )


def send_now(event: Event, *, now: datetime) -> int:
    """End the quiet period: the messages of changes leave with the next round. Return how many."""
    waiting = (
        update(OutboxMessage)
        .where(OutboxMessage.event_id == event.id, OutboxMessage.kind.in_(announcements.QUIET))
        .where(OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.leased_until.is_(None))
        .where(OutboxMessage.due_at > now, OutboxMessage.attempts == 0)
        .values(due_at=now)
        .returning(OutboxMessage.id)
    )
    count = len(db.session.execute(waiting, execution_options={"synchronize_session": False}).all())
    if count:
        outbox.wake_after_commit()
    return count


def send_again(message: OutboxMessage, *, now: datetime) -> None:
    """Queue what a message said once more, under a key of its own: UID and SEQUENCE of the entry stay.

    Whoever asks has looked at the address, so a mark that it takes no mail is lifted. Raises
    NothingToSendAgain.
    """
    if message.state not in {OutboxState.SENT, OutboxState.FAILED} or not message.to_email:
        raise NothingToSendAgain
    undeliverable.lift(message.to_email)
    outbox.enqueue(
        key=f"{message.key.partition('.again-')[0]}.again-{now:%Y%m%d%H%M%S}",
        kind=message.kind,
        to_email=message.to_email,
        to_name=message.to_name,
        payload=message.payload,
        event_id=message.event_id,
        registration_id=message.registration_id,
        now=now,
    )
