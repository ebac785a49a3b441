"""What attendees are written when an event moves, is renamed, postponed or cancelled (row R4).

Every builder tells what holds when the mail is made, not when it was queued, and returns None when its
reason is gone: an hour moved back, an event cancelled.
"""

from datetime import datetime

from flask_babel import get_locale

from app.domain.calendars.calendar_entry import Method
from app.domain.lifecycle import CONCERNED, EventState
from app.mails.messages import shared
from app.mails.messages.attendee_letter import (
    SEATED,
    instant,
    known_title,
    letter,
    person_of,
    when_of_person,
)
from app.mails.messages.clock_rules import what_changed
from app.mails.messages.facts import MailFacts
from app.mails.words import attendees as words
from app.mails.words.news import News, told
from app.models import OutboxMessage, Registration
from app.wording.when import When, when_span


def event_moved(message: OutboxMessage) -> MailFacts | None:
    """A new hour beside the old one: REQUEST under a higher SEQUENCE; words alone for those who wait."""
    before = message.payload.get("before")
    person = person_of(message, CONCERNED, EventState.PUBLISHED)
    if person is None:
        return None
    renamed = bool(before and instant(before["starts_at"]) == person.event.starts_at)
    if renamed and not known_title(message, person.event.title):
        return None  # back at the hour this person knows
    old = _old_time(before, person) if before and not renamed else None
    news = words.MOVED if old else words.RENAMED if renamed else words.TAKES_PLACE
    return letter(
        message,
        person,
        method=_for_the_seated(person),
        news=_told(news, message, person),
        seat=words.seat_at_a_new_time(person.state) if old else words.seat(person.state),
        old=old,
    )


def clock_rules_changed(message: OutboxMessage) -> MailFacts | None:
    """A country changed its clocks; the hour there was kept, or the moment: REQUEST, a higher SEQUENCE."""
    person = person_of(message, CONCERNED, EventState.PUBLISHED)
    if person is None:
        return None
    known, now = _old_time(message.payload["before"], person), when_of_person(person)
    if known.host.starts_iso == now.host.starts_iso:
        return None  # the time this person knows holds
    said, reason = what_changed(person.event.title, known=known, now=now), message.payload.get("reason", "")
    return letter(
        message,
        person,
        method=_for_the_seated(person),
        said=f"{said} {reason}".strip(),
        seat=words.seat(person.state),
    )


def event_renamed(message: OutboxMessage) -> MailFacts | None:
    """Another title, the same hour: REQUEST, so that the entry is found under its new name."""
    person = person_of(message, CONCERNED, EventState.PUBLISHED, EventState.POSTPONED)
    if person is None or message.payload["old_title"] == person.event.title:
        return None
    return letter(
        message,
        person,
        method=_for_the_seated(person),
        news=told(words.RENAMED, title=person.event.title),
        seat=words.seat(person.state),
        old=None,
    )


def event_postponed(message: OutboxMessage) -> MailFacts | None:
    """The hour no longer holds and there is no new one: REQUEST, tentative and no longer blocking the day."""
    person = person_of(message, CONCERNED, EventState.POSTPONED)
    if person is None:
        return None
    news, seat = _told(words.POSTPONED, message, person), words.seat_without_an_hour(person.state)
    return letter(message, person, method=_for_the_seated(person), news=news, seat=seat)


def event_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The event will not take place: CANCEL with the reason."""
    person = person_of(message, CONCERNED, EventState.CANCELLED)
    if person is None:
        return None
    method: Method | None = "CANCEL" if person.state in SEATED else None
    return letter(message, person, method=method, news=_told(words.CANCELLED, message, person))


def _for_the_seated(person: Registration) -> Method | None:
    return "REQUEST" if person.state in SEATED else None


def _told(news: News, message: OutboxMessage, person: Registration) -> News:
    """Return the news of a mail with the event's title, its day on the reader's clock, and the reason."""
    day, reason = when_of_person(person).day_and_city, message.payload.get("reason", "")
    return told(news, title=person.event.title, day=day, reason=reason)


def _old_time(before: dict[str, str], person: Registration) -> When:
    starts_at, ends_at = instant(before["starts_at"]), instant(before["ends_at"])
    wall = datetime.fromisoformat(before["wall_start"]) if "wall_start" in before else None
    facts = (starts_at, ends_at, before["zone"], person.zone, wall)
    return shared.once(("old", str(get_locale()), *facts), lambda: when_span(*facts))
