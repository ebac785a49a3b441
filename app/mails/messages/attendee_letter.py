"""What every mail to somebody who registered says: the event, their links, where their seat stands."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask_babel import get_locale

from app.domain.attendance.admission import OPENS_BEFORE
from app.domain.calendars.calendar_entry import Method
from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.mails.messages import invitation, shared
from app.mails.messages.facts import MailFacts
from app.mails.words import attendees as words
from app.models import OutboxMessage, Registration
from app.queries.registrations import others_of_mailbox
from app.services.addresses import PagePath, absolute
from app.services.attendance import links as attendee_links
from app.wording.when import When, when_of

SEATED = frozenset({RegistrationState.CONFIRMED})
FIRST_MAILS = frozenset(
    {"registration_confirmed", "registration_waiting", "registration_applied", "confirm_address"}
)


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
        "when": when_of_person(person),
        "event_url": absolute(PagePath.EVENT, slug=event.slug),
        "my_url": None if erased else attendee_links.person_url(person),
        "join_url": attendee_links.join_url(person) if person.state in SEATED else None,
        "opens_minutes": OPENS_BEFORE.seconds // 60,
        "stands": person.state.value,
        "has_entry": calendar is not None,
        "calendar_note": words.calendar(has_entry=calendar is not None),
        "old_title": known_title(message, event.title),
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
    said = words.for_whom(message.to_name)
    if message.kind in FIRST_MAILS:
        said = f"{said} {words.also_registered(message.to_email, others)}"
    return {"whose": message.to_name, "whose_words": said}


def when_of_person(person: Registration) -> When:
    """Return the event's hour on the person's clock; one of a batch is shared by all in that zone."""
    event, zone = person.event, person.zone
    when = shared.once(("when", event.id, zone, str(get_locale())), lambda: when_of(event, zone))
    if when is None:
        raise ValueError("nobody registers for an event without an hour")
    return when


def known_title(message: OutboxMessage, title: str) -> str:
    """Return under which name the reader knows the event, where that has changed."""
    known: str = message.payload.get("old_title") or ""
    return known if known != title else ""


def instant(text: str) -> datetime:
    """Return an instant that a message carries as text."""
    return datetime.fromisoformat(text)
