"""What speakers, moderators and others of the programme get for their calendars (row R4)."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from app.domain.calendars.calendar_entry import Attendee, Method, Partstat
from app.domain.calendars.participant_entry import EntryContent, EntryKind, OwnItem
from app.domain.calendars.personal_entry import personal
from app.domain.clocks.zones import available_names
from app.domain.lifecycle import EVENT_STATES_AHEAD, EventState, RegistrationState
from app.extensions import db
from app.gateways import gateways
from app.mails.messages import invitation
from app.mails.messages.clock_rules import what_changed
from app.mails.messages.facts import MailFacts
from app.models import (
    Event,
    OutboxMessage,
    ParticipantEntry,
    Participation,
    Person,
    Registration,
    SpeakerLink,
)
from app.queries.calendar_answers import is_to_an_old_time
from app.services.addresses import PagePath, absolute, message_id
from app.services.calendars import participant_entries, participant_updates
from app.services.speakers import links as speaker_links
from app.wording.when import When, when_span


class ItemShown(NamedTuple):
    """One item of the agenda that the recipient stands in; `when` None where the time is not known."""

    title: str
    when: When | None


def part_entry(message: OutboxMessage) -> MailFacts | None:
    """The entry for somebody who takes part, or what is new in it; with the times of their own items."""
    found = _held(message, is_held=True)
    if found is None:
        return None
    entry, event = found
    now, before = EntryContent.from_json(entry.said), message.payload.get("before")
    first = bool(message.payload.get("first"))
    known = None if first or not before else EntryContent.from_json(before)
    if known == now:
        return None  # back at what this person knows
    moved = known is not None and (known.starts_at, known.wall_start) != (now.starts_at, now.wall_start)
    old, by_rules = _when(known, entry) if known and moved else None, bool(message.payload.get("rules"))
    changed = what_changed(event.title, known=old, now=_when(now, entry)) if by_rules and old else ""
    return _facts(
        message,
        entry,
        event,
        "REQUEST",
        first=first,
        old=None if changed else old,
        changed=changed,
        old_title=known.title if known and known.title != now.title else "",
        own_part_changed=known is not None and (known.items, known.call_at) != (now.items, now.call_at),
        postponed=event.state is EventState.POSTPONED,
        reason=message.payload.get("reason", ""),
        items=[_shown(item, now, entry) for item in now.items],
        call=_at(now.call_at, now, entry),
        is_guest=entry.person_id is None,
        join_url=participant_entries.join_url(entry),
    )


def part_entry_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The entry leaves the calendar: the event is called off, or the person no longer takes part.

    Whoever has a seat keeps the event in the calendar: the seat's entry takes over, under the same UID.
    """
    found = _held(message, is_held=False)
    if found is None:
        return None
    entry, event = found
    seat = db.session.get(Registration, message.payload.get("seat") or 0)
    stays = bool(seat and seat.state is RegistrationState.CONFIRMED and entry.kind == EntryKind.WHOLE)
    facts = _facts(
        message,
        entry,
        event,
        "CANCEL",
        called_off=event.state is EventState.CANCELLED,
        reason=message.payload.get("reason", ""),
        has_seat=stays,
        is_guest=entry.person_id is None,
    )
    if not stays or seat is None:
        return facts
    organiser = invitation.organiser_of(event)
    calendar = invitation.entry_for(message, seat, method="REQUEST", organiser=organiser)
    return MailFacts(
        **{name: getattr(facts, name) for name in ("context", "in_reply_to", "from_name")}
        | {"calendar": calendar, "method": "REQUEST" if calendar else None}
    )


def check_entry(message: OutboxMessage) -> MailFacts | None:
    """The entry of a tech check that somebody booked, or of the other slot that they chose."""
    found = _held(message, is_held=True)
    if found is None:
        return None
    entry, event = found
    before, now = message.payload.get("before"), EntryContent.from_json(entry.said)
    known = EntryContent.from_json(before) if before and not message.payload.get("first") else None
    if known == now or now.until <= gateways().clock.now():
        return None
    old = _when(known, entry) if known and known.starts_at != now.starts_at else None
    return _facts(message, entry, event, "REQUEST", old=old)


def check_entry_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The slot was given back, or there will be no event: the entry leaves the calendar."""
    found = _held(message, is_held=False)
    if found is None:
        return None
    entry, event = found
    called_off = event.state is EventState.CANCELLED
    return _facts(
        message, entry, event, "CANCEL", called_off=called_off, reason=message.payload.get("reason", "")
    )


def _held(message: OutboxMessage, *, is_held: bool) -> tuple[ParticipantEntry, Event] | None:
    entry = db.session.get(ParticipantEntry, message.payload["entry"])
    if entry is None or entry.is_held is not is_held or not entry.said:
        return None
    event = db.session.get_one(Event, entry.event_id)
    return (entry, event) if event.state in EVENT_STATES_AHEAD or not is_held else None


def _facts(
    message: OutboxMessage, entry: ParticipantEntry, event: Event, method: Method, **more: Any
) -> MailFacts:
    organiser = invitation.organiser_of(event)
    calendar = personal(
        participant_entries.vevent_of(entry, event),
        method=method,
        organiser=organiser,
        attendee=Attendee(
            name=message.to_name,
            email=message.to_email,
            partstat=_partstat(entry),
            rsvp=_is_asked_again(entry),
        ),
        stamp=gateways().clock.now(),
        sequence=entry.sequence,
        location=participant_entries.location_of(entry, event) if method == "REQUEST" else None,
    )
    return MailFacts(
        context={
            "title": event.title,
            "name": message.to_name,
            "when": _when(EntryContent.from_json(entry.said), entry),
            "event_url": absolute(PagePath.EVENT, slug=event.slug) if event.is_public else "",
            "link": _own_page(entry, event),
            **more,
        },
        calendar=calendar,
        method=method,
        in_reply_to=_thread_of(message, entry),
        from_name=organiser.name,
    )


def _partstat(entry: ParticipantEntry) -> Partstat:
    if _is_asked_again(entry):
        return "NEEDS-ACTION"
    return invitation.PARTSTATS.get(entry.calendar_answer or "", "ACCEPTED")


def _is_asked_again(entry: ParticipantEntry) -> bool:
    return entry.calendar_answer in invitation.PARTSTATS and is_to_an_old_time(entry)


def _when(said: EntryContent, entry: ParticipantEntry) -> When:
    return when_span(said.starts_at, said.ends_at, said.zone, _zone(entry), said.wall_start)


def _shown(item: OwnItem, said: EntryContent, entry: ParticipantEntry) -> ItemShown:
    if item.starts_at is None or item.ends_at is None:
        return ItemShown(item.title, None)
    return ItemShown(item.title, when_span(item.starts_at, item.ends_at, said.zone, _zone(entry)))


def _at(instant: datetime | None, said: EntryContent, entry: ParticipantEntry) -> When | None:
    return when_span(instant, said.starts_at, said.zone, _zone(entry)) if instant else None


def _zone(entry: ParticipantEntry) -> str | None:
    zone = db.session.get_one(Person, entry.person_id).zone if entry.person_id else None
    return zone if zone in available_names() else None


def _own_page(entry: ParticipantEntry, event: Event) -> str:
    """Return the person's own page, where they have a link that works; the mail goes to their own mailbox."""
    link = db.session.scalar(
        select(SpeakerLink)
        .join(Participation, Participation.id == SpeakerLink.participation_id)
        .join(Person, Person.id == Participation.person_id)
        .where(Participation.event_id == event.id, Participation.person_id == entry.person_id)
        .where(func.lower(Person.email) == entry.email)  # a farewell to an older address carries no way in
        .where(SpeakerLink.revoked_at.is_(None), SpeakerLink.expires_at > gateways().clock.now())
    )
    return speaker_links.mailed_url(link) if link else ""


def _thread_of(message: OutboxMessage, entry: ParticipantEntry) -> str | None:
    """Return the Message-ID of the first message about this entry, which later ones answer to."""
    first = db.session.scalar(
        select(OutboxMessage.key)
        .where(OutboxMessage.event_id == entry.event_id, OutboxMessage.kind.in_(participant_updates.KINDS))
        .where(OutboxMessage.payload["entry"].as_integer() == entry.id)
        .order_by(OutboxMessage.id)
        .limit(1)
    )
    return None if first in {None, message.key} else message_id(str(first))
