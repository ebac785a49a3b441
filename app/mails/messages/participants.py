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
from app.mails.words import participants as words
from app.mails.words.news import News, told, with_reason
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
    old, when = _when(known, entry) if known and moved else None, _when(now, entry)
    by_rules = old is not None and bool(message.payload.get("rules"))
    reason: str = message.payload.get("reason", "")
    if by_rules and old:
        changed = what_changed(event.title, known=old, now=when)
        news = told(
            words.CLOCK_RULES, title=event.title, day=when.day_and_city, changed=f"{changed} {reason}".strip()
        )
    else:
        news = _what_is_new(entry, event, known, now, is_first=first)
        news = told(news, title=event.title, day=when.day_and_city, reason=reason)
    return _facts(
        message,
        entry,
        event,
        "REQUEST",
        news=news,
        why=words.why(message.to_name, is_guest=entry.person_id is None),
        old=None if by_rules else old,
        old_title=known.title if known and known.title != now.title else "",
        postponed=event.state is EventState.POSTPONED,
        items=[_shown(item, now, entry) for item in now.items],
        call=_at(now.call_at, now, entry),
        join_url=participant_entries.join_url(entry),
    )


def _what_is_new(
    entry: ParticipantEntry,
    event: Event,
    known: EntryContent | None,
    now: EntryContent,
    *,
    is_first: bool,
) -> News:
    """Return what the mail says first: the one thing that matters most of all that differs."""
    if is_first:
        return words.AS_A_GUEST if entry.person_id is None else words.TAKING_PART
    if event.state is EventState.POSTPONED:
        return words.POSTPONED
    if known is None:
        return words.TAKES_PLACE
    differs = (
        (known.starts_at, known.wall_start) != (now.starts_at, now.wall_start),
        known.title != now.title,
        (known.items, known.call_at) != (now.items, now.call_at),
        True,
    )
    return (words.MOVED, words.RENAMED, words.OWN_PART, words.TAKES_PLACE)[differs.index(True)]


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
        news=_farewell(message, entry, event, keeps_seat=stays),
        why=words.why(message.to_name, is_guest=entry.person_id is None, was=True),
        has_seat=stays,
    )
    if not stays or seat is None:
        return facts
    organiser = invitation.organiser_of(event)
    calendar = invitation.entry_for(message, seat, method="REQUEST", organiser=organiser)
    return MailFacts(
        **{name: getattr(facts, name) for name in ("context", "in_reply_to", "from_name")}
        | {"calendar": calendar, "method": "REQUEST" if calendar else None}
    )


def _farewell(message: OutboxMessage, entry: ParticipantEntry, event: Event, *, keeps_seat: bool) -> News:
    """Return why the entry leaves, and whether it does: whoever keeps a seat keeps the event."""
    if event.state is EventState.CANCELLED:
        news = words.CALLED_OFF
    elif entry.person_id is None:
        news = words.GUEST_LEAVES
    else:
        news = words.LEAVES
    if keeps_seat and news is not words.CALLED_OFF:
        news = news._replace(subject=words.NO_LONGER_ON_PROGRAMME)
    stays = words.entry_stays() if keeps_seat else words.entry_leaves()
    plain = told(news, title=event.title)
    return plain._replace(lead=with_reason(f"{plain.lead} {stays}", message.payload.get("reason", "")))


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
    news = told(
        words.CHECK_MOVED if old else words.CHECK_BOOKED,
        title=event.title,
        day=_when(now, entry).day_and_city,
    )
    return _facts(message, entry, event, "REQUEST", news=news, old=old)


def check_entry_cancelled(message: OutboxMessage) -> MailFacts | None:
    """The slot was given back, or there will be no event: the entry leaves the calendar."""
    found = _held(message, is_held=False)
    if found is None:
        return None
    entry, event = found
    called_off = event.state is EventState.CANCELLED
    plain = told(words.CHECK_CALLED_OFF if called_off else words.CHECK_FREE, title=event.title)
    lead = with_reason(f"{plain.lead} {words.entry_leaves()}", message.payload.get("reason", ""))
    return _facts(message, entry, event, "CANCEL", news=plain._replace(lead=lead), called_off=called_off)


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
