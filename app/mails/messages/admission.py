"""Mails on the way to a seat: a yes asked of a person or of the team, a seat kept (rows R1, R2, R11).

None carries a calendar entry: nobody has a seat yet.
"""

from sqlalchemy import func, select

from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.mails.messages.attendee_letter import letter, person_of
from app.mails.messages.facts import MailFacts
from app.models import Event, OutboxMessage, Registration
from app.services.addresses import PagePath, absolute
from app.wording.dates import moment


def confirm_address(message: OutboxMessage) -> MailFacts | None:
    """Whether the address is theirs: a button on the page behind the link says so, the link does not."""
    person = person_of(message, {RegistrationState.UNCONFIRMED}, EventState.PUBLISHED)
    return letter(message, person, until=_until(person)) if person else None


def registration_applied(message: OutboxMessage) -> MailFacts | None:
    """The organisers look at each registration themselves."""
    person = person_of(message, {RegistrationState.APPLIED}, EventState.PUBLISHED)
    return letter(message, person) if person else None


def seat_offered(message: OutboxMessage) -> MailFacts | None:
    """A seat became free and is kept for them, until a moment in their own time."""
    person = person_of(message, {RegistrationState.OFFERED}, EventState.PUBLISHED)
    return letter(message, person, until=_until(person)) if person else None


def seat_offer_ended(message: OutboxMessage) -> MailFacts | None:
    """Nobody answered in time, so the next in order is asked."""
    person = person_of(message, {RegistrationState.CANCELLED}, EventState.PUBLISHED)
    return letter(message, person) if person else None


def approvals_wait(message: OutboxMessage) -> MailFacts | None:
    """So many wait for a yes now; None when nobody does any more, or there is nothing to come to."""
    waiting = select(func.count(Registration.id)).where(
        Registration.event_id == message.event_id, Registration.state == RegistrationState.APPLIED
    )
    event, count = db.session.get(Event, message.event_id), db.session.scalar(waiting)
    if event is None or event.state is not EventState.PUBLISHED or not count:
        return None
    desk = absolute(PagePath.DESK_APPLICANTS, slug=event.slug)
    return MailFacts(context={"title": event.title, "count": count, "desk_url": desk})


def _until(person: Registration) -> str:
    """Write the last moment on the person's own clock, on the host's where theirs is not known."""
    zone = person.zone or person.event.zone
    return moment(person.answer_by, zone) if person.answer_by and zone else ""
