"""What attendees are written: confirmation, waiting list, changes, reminders (rows R2, R4, R7, O6).

Every builder tells what holds when the mail is made, not when it was queued, and returns None when its
reason is gone: a seat given back, an hour moved again, an event cancelled.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from babel.dates import format_timedelta
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.domain.attendance import reminders
from app.domain.attendance.admission import OPENS_BEFORE
from app.domain.calendars.calendar_entry import Method
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
from app.mails.messages import invitation, shared
from app.mails.messages.clock_rules import what_changed
from app.mails.messages.facts import MailFacts
from app.models import OutboxMessage, Registration
from app.queries.registrations import others_of_mailbox
from app.services.addresses import PagePath, absolute
from app.services.attendance import links as attendee_links
from app.services.attendance.registrations import MOST_OF_ONE_MAILBOX
from app.wording.when import When, when_of, when_span

SEATED = frozenset({RegistrationState.CONFIRMED})
QUEUED = frozenset({RegistrationState.WAITING})


FIRST_MAILS = frozenset(
    {"registration_confirmed", "registration_waiting", "registration_applied", "confirm_address"}
)


def registration_confirmed(message: OutboxMessage) -> MailFacts | None:
    """A seat: REQUEST, the join link, the personal link."""
    return _to_attendee(message, SEATED, EventState.PUBLISHED, method="REQUEST")


def seat_freed(message: OutboxMessage) -> MailFacts | None:
    """A seat for somebody who waited: the first REQUEST they get."""
    return _to_attendee(message, SEATED, EventState.PUBLISHED, method="REQUEST")


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
    return letter(message, person, method="REQUEST" if has_entry else None, event_state=state, **more)


def registration_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The seat is given back: CANCEL for this one person, who may have been erased since."""
    person = db.session.get(Registration, message.registration_id)
    if person is None or person.state is not RegistrationState.CANCELLED:
        return None
    told = {name: message.payload[name] for name in ("had_seat", "by_organiser", "reason")}
    was = message.payload.get("was", "")
    return letter(message, person, method="CANCEL" if told["had_seat"] else None, was=was, **told)


def mailbox_full(message: OutboxMessage) -> MailFacts | None:
    """Who did not get in, because as many people as may be are registered with this address."""
    person = db.session.get(Registration, message.registration_id)
    if person is None or person.erased_at is not None or person.event.state is not EventState.PUBLISHED:
        return None
    refused = message.payload["name"]
    told = letter(message, person, refused=refused, most=MOST_OF_ONE_MAILBOX)
    return replace(told, context=told.context | {"whose": "", "whose_words": ""})


def event_moved(message: OutboxMessage) -> MailFacts | None:
    """A new hour beside the old one: REQUEST under a higher SEQUENCE; words alone for those who wait."""
    before = message.payload.get("before")
    person = person_of(message, CONCERNED, EventState.PUBLISHED)
    if person is None:
        return None
    renamed = bool(before and _instant(before["starts_at"]) == person.event.starts_at)
    if renamed and not _old_title(message, person.event.title):
        return None  # back at the hour this person knows
    return _to_attendee(
        message,
        CONCERNED,
        EventState.PUBLISHED,
        method="REQUEST",
        old=_old_time(before, person) if before and not renamed else None,
        renamed=renamed,
        **_reason(message),
    )


def clock_rules_changed(message: OutboxMessage) -> MailFacts | None:
    """A country changed its clocks; the hour there was kept, or the moment: REQUEST, a higher SEQUENCE."""
    person = person_of(message, CONCERNED, EventState.PUBLISHED)
    if person is None:
        return None
    known, now = _old_time(message.payload["before"], person), _when(person)
    if known.host.starts_iso == now.host.starts_iso:
        return None  # the time this person knows holds
    said = what_changed(person.event.title, known=known, now=now)
    return _to_attendee(
        message, CONCERNED, EventState.PUBLISHED, method="REQUEST", said=said, **_reason(message)
    )


def event_renamed(message: OutboxMessage) -> MailFacts | None:
    """Another title, the same hour: REQUEST, so that the entry is found under its new name."""
    person = person_of(message, CONCERNED, EventState.PUBLISHED, EventState.POSTPONED)
    if person is None or message.payload["old_title"] == person.event.title:
        return None
    method: Method | None = "REQUEST" if person.state in SEATED else None
    return letter(message, person, method=method, old=None, renamed=True, reason="")


def event_postponed(message: OutboxMessage) -> MailFacts | None:
    """The hour no longer holds and there is no new one: REQUEST, tentative and no longer blocking the day."""
    return _to_attendee(message, CONCERNED, EventState.POSTPONED, method="REQUEST", **_reason(message))


def event_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The event will not take place: CANCEL with the reason."""
    return _to_attendee(message, CONCERNED, EventState.CANCELLED, method="CANCEL", **_reason(message))


def reminder(message: OutboxMessage) -> MailFacts | None:
    """It starts soon, or now. One click stops reminders and leaves the seat."""
    person = person_of(message, SEATED, EventState.PUBLISHED)
    if person is None or person.reminders_stopped_at is not None:
        return None
    starts_at, now = _instant(message.payload["starts_at"]), gateways().clock.now()
    which = message.payload["which"]
    if starts_at != person.event.starts_at or not reminders.still_useful(which, starts_at, now=now):
        return None
    left = format_timedelta(starts_at - now, granularity="minute", locale=get_locale())
    stop = attendee_links.stop_url(person)
    return letter(message, person, unsubscribe_url=stop, left=left if now < starts_at else "", stop_url=stop)


def _to_attendee(
    message: OutboxMessage,
    people: Collection[RegistrationState],
    state: EventState,
    *,
    method: Method,
    **more: Any,
) -> MailFacts | None:
    person = person_of(message, people, state)
    if person is None:
        return None
    return letter(message, person, method=method if person.state in SEATED else None, **more)


def person_of(
    message: OutboxMessage, people: Collection[RegistrationState], *states: EventState
) -> Registration | None:
    """Return the recipient while they and the event stand as the message supposes."""
    person = db.session.get(Registration, message.registration_id)
    if person is None or person.erased_at is not None or person.state not in people:
        return None
    return person if person.event.state in states else None


def letter(
    message: OutboxMessage,
    person: Registration,
    *,
    method: Method | None = None,
    unsubscribe_url: str | None = None,
    **more: Any,
) -> MailFacts:
    """Return the facts of one mail; with `method` it carries the person's calendar entry."""
    event, erased = person.event, person.erased_at is not None
    organiser = invitation.organiser_of(event)
    calendar = invitation.entry_for(message, person, method=method, organiser=organiser) if method else None
    context = {
        "title": event.title,
        "when": _when(person),
        "event_url": absolute(PagePath.EVENT, slug=event.slug),
        "my_url": None if erased else attendee_links.person_url(person),
        "join_url": attendee_links.join_url(person) if person.state in SEATED else None,
        "opens_minutes": OPENS_BEFORE.seconds // 60,
        "has_seat": person.state in SEATED,
        "stands": person.state.value,
        "has_entry": calendar is not None,
        "old_title": _old_title(message, event.title),
        **_whose(message, person),
        **more,
    }
    return MailFacts(
        context=context,
        calendar=calendar,
        method=method if calendar else None,
        in_reply_to=invitation.thread_of(message),
        unsubscribe_url=unsubscribe_url,
        from_name=organiser.name,
    )


def _whose(message: OutboxMessage, person: Registration) -> dict[str, str]:
    """Name the person a mail is for where several have its mailbox; a first mail says who the others are."""
    number = person.id
    others = shared.once(("others", number), lambda: others_of_mailbox([number]).get(number, ()))
    if not others:
        return {}
    words = _("This is for %(name)s.", name=message.to_name)
    if message.kind in FIRST_MAILS:
        words = f"{words} {_also(message.to_email, others)} " + _(
            "Each person has a seat and links of their own. If two of them are one person, give one of the "
            "two back with its link."
        )
    return {"whose": message.to_name, "whose_words": words}


def _also(email: str, others: tuple[str, ...]) -> str:
    if len(others) == 1:
        return _("%(email)s is registered for %(name)s, too.", email=email, name=others[0])
    return ngettext(
        "%(email)s is registered for %(num)s other person, too.",
        "%(email)s is registered for %(num)s other people, too.",
        len(others),
        email=email,
    )


def _when(person: Registration) -> When:
    event, zone = person.event, person.zone
    when = shared.once(("when", event.id, zone, str(get_locale())), lambda: when_of(event, zone))
    if when is None:
        raise ValueError("nobody registers for an event without an hour")
    return when


def _old_time(before: dict[str, str], person: Registration) -> When:
    starts_at, ends_at = _instant(before["starts_at"]), _instant(before["ends_at"])
    wall = datetime.fromisoformat(before["wall_start"]) if "wall_start" in before else None
    facts = (starts_at, ends_at, before["zone"], person.zone, wall)
    return shared.once(("old", str(get_locale()), *facts), lambda: when_span(*facts))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _reason(message: OutboxMessage) -> dict[str, str]:
    return {"reason": message.payload.get("reason", "")}


def _old_title(message: OutboxMessage, title: str) -> str:
    """Return under which name the reader knows the event, where that has changed."""
    known: str = message.payload.get("old_title") or ""
    return known if known != title else ""


def _waiting_before(person: Registration) -> int:
    earlier = select(func.count()).where(
        Registration.event_id == person.event_id,
        Registration.state == RegistrationState.WAITING,
        Registration.queue_number < person.queue_number,
    )
    return db.session.scalar(earlier) or 0
