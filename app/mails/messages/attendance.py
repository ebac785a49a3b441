"""What attendees are written about their seat: confirmation, waiting list, link, reminders (R2, R7, O6).

Every builder tells what holds when the mail is made, not when it was queued, and returns None when its
reason is gone: a seat given back, an hour moved again, an event cancelled.
"""

from dataclasses import replace

from babel.dates import format_timedelta
from flask_babel import get_locale
from sqlalchemy import func, select

from app.domain.attendance import reminders
from app.domain.lifecycle import (
    ANNOUNCED_EVENT_STATES,
    CONCERNED,
    NOT_AT_ITS_HOUR,
    PUBLIC_EVENT_STATES,
    EventState,
    RegistrationState,
)
from app.extensions import db
from app.gateways import gateways
from app.mails.messages.attendee_letter import SEATED, instant, letter, person_of
from app.mails.messages.facts import MailFacts
from app.mails.words import attendees as words
from app.mails.words.news import with_reason
from app.models import OutboxMessage, Registration
from app.services.attendance import links as attendee_links
from app.services.attendance.registrations import MOST_OF_ONE_MAILBOX

QUEUED = frozenset({RegistrationState.WAITING})


def registration_confirmed(message: OutboxMessage) -> MailFacts | None:
    """A seat: REQUEST, the join link, the personal link."""
    return _seated(message)


def seat_freed(message: OutboxMessage) -> MailFacts | None:
    """A seat for somebody who waited: the first REQUEST they get."""
    return _seated(message)


def registration_waiting(message: OutboxMessage) -> MailFacts | None:
    """A place in the queue, and how many are before it. No calendar: there is no seat to come to."""
    person = person_of(message, QUEUED, EventState.PUBLISHED)
    return letter(message, person, before=_waiting_before(person)) if person else None


def registration_link(message: OutboxMessage) -> MailFacts | None:
    """The personal link again; with a seat before the event, the entry with the join link that works now.

    It goes while the event is public in any way: the old link may be void already.
    """
    person = person_of(message, CONCERNED, *PUBLIC_EVENT_STATES)
    if person is None:
        return None
    state = person.event.state
    has_entry = person.state in SEATED and state in ANNOUNCED_EVENT_STATES
    more = {"join_url": None} if state in NOT_AT_ITS_HOUR else {}
    return letter(
        message,
        person,
        method="REQUEST" if has_entry else None,
        lead=words.link_again(person.state, person.event.title),
        no_longer=words.no_longer_holds(state),
        **more,
    )


def registration_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The seat is given back: CANCEL for this one person, who may have been erased since."""
    person = db.session.get(Registration, message.registration_id)
    if person is None or person.state is not RegistrationState.CANCELLED:
        return None
    had_seat, by_organiser = message.payload["had_seat"], message.payload["by_organiser"]
    lead = words.given_up(
        person.event.title,
        was=message.payload.get("was", ""),
        had_seat=had_seat,
        by_organiser=by_organiser,
    )
    return letter(
        message,
        person,
        method="CANCEL" if had_seat else None,
        lead=with_reason(lead, message.payload["reason"]),
        by_organiser=by_organiser,
    )


def mailbox_full(message: OutboxMessage) -> MailFacts | None:
    """Who did not get in, because as many people as may be are registered with this address."""
    person = db.session.get(Registration, message.registration_id)
    if person is None or person.erased_at is not None or person.event.state is not EventState.PUBLISHED:
        return None
    refused = message.payload["name"]
    facts = letter(message, person, refused=refused, most=MOST_OF_ONE_MAILBOX)
    return replace(facts, context=facts.context | {"whose": "", "whose_words": ""})


def reminder(message: OutboxMessage) -> MailFacts | None:
    """It starts soon, or now. One click stops reminders and leaves the seat."""
    person = person_of(message, SEATED, EventState.PUBLISHED)
    if person is None or person.reminders_stopped_at is not None:
        return None
    starts_at, now = instant(message.payload["starts_at"]), gateways().clock.now()
    which = message.payload["which"]
    if starts_at != person.event.starts_at or not reminders.still_useful(which, starts_at, now=now):
        return None
    left = format_timedelta(starts_at - now, granularity="minute", locale=get_locale())
    stop = attendee_links.stop_url(person)
    return letter(message, person, unsubscribe_url=stop, left=left if now < starts_at else "", stop_url=stop)


def _seated(message: OutboxMessage) -> MailFacts | None:
    person = person_of(message, SEATED, EventState.PUBLISHED)
    return letter(message, person, method="REQUEST") if person else None


def _waiting_before(person: Registration) -> int:
    earlier = select(func.count()).where(
        Registration.event_id == person.event_id,
        Registration.state == RegistrationState.WAITING,
        Registration.queue_number < person.queue_number,
    )
    return db.session.scalar(earlier) or 0
