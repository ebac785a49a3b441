"""What speakers, moderators and others of the programme get for their calendars (row R4)."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain import agenda, ics
from app.domain.calendar_entry import Attendee
from app.domain.lifecycle import EventState
from app.domain.zones import available_names
from app.extensions import db
from app.gateways import gateways
from app.models import Event, OutboxMessage, ParticipantEntry, Participation, Person
from app.queries.agenda import agenda_of
from app.services import addresses, calendar_entries
from app.services.messages import invitation
from app.services.messages.clock_rules import what_changed
from app.services.messages.facts import Facts
from app.services.when import When, when_of, when_span


class OwnItem(NamedTuple):
    """One item of the agenda that the recipient stands in; `when` None where the time is not known."""

    title: str
    when: When | None


def part_entry(message: OutboxMessage) -> Facts | None:
    """The entry for somebody who takes part, or its new time; with the times of their own items."""
    found = _held(message, is_held=True)
    if found is None:
        return None
    entry, event = found
    if event.state not in {EventState.PUBLISHED, EventState.POSTPONED}:
        return None
    old = _old_time(message.payload.get("before"), entry)
    first = bool(message.payload.get("first"))
    now = _when(event, entry)
    if not first and old is not None and _promise(old) == _promise(now):
        return None  # back at the hour this person knows
    by_rules = bool(message.payload.get("rules")) and not first and old is not None
    return _facts(
        message,
        entry,
        event,
        "REQUEST",
        first=first,
        old=None if first or by_rules else old,
        changed=what_changed(event.title, known=old, now=now) if by_rules and old else "",
        postponed=event.state is EventState.POSTPONED,
        reason=message.payload.get("reason", ""),
        items=_own_items(event, entry),
    )


def _promise(when: When) -> tuple[str, str]:
    """What a person knows of a time: the moment, and the hour on the wall there."""
    return when.starts_iso, when.host.starts_iso


def part_entry_cancelled(message: OutboxMessage) -> Facts | None:
    """The entry leaves the calendar: the event is called off, or the person no longer takes part."""
    found = _held(message, is_held=False)
    if found is None:
        return None
    entry, event = found
    called_off = event.state is EventState.CANCELLED
    reason = message.payload.get("reason", "")
    return _facts(message, entry, event, "CANCEL", called_off=called_off, reason=reason)


def _held(message: OutboxMessage, *, is_held: bool) -> tuple[ParticipantEntry, Event] | None:
    entry = db.session.get(ParticipantEntry, message.payload["entry"])
    if entry is None or entry.is_held is not is_held:
        return None
    event = db.session.get_one(Event, entry.event_id)
    return (event.time and (entry, event)) or None


def _facts(
    message: OutboxMessage, entry: ParticipantEntry, event: Event, method: ics.Method, **more: Any
) -> Facts:
    organiser = invitation.organiser_of(event)
    revision = calendar_entries.current(event.id)
    calendar = None
    if revision is not None:
        calendar = ics.personal(
            revision.vevent,
            method=method,
            organiser=organiser,
            attendee=Attendee(name=message.to_name, email=message.to_email, partstat="ACCEPTED", rsvp=False),
            stamp=gateways().clock.now(),
            sequence=entry.sequence,
        )
    return Facts(
        context={
            "title": event.title,
            "name": entry.name,
            "when": _when(event, entry),
            "event_url": addresses.absolute("program.event", slug=event.slug),
            **more,
        },
        calendar=calendar,
        method=method if calendar else None,
        in_reply_to=_thread_of(message, entry),
        from_name=organiser.name,
    )


def _when(event: Event, entry: ParticipantEntry) -> When:
    when = when_of(event, _zone(entry))
    if when is None:
        raise ValueError("nobody is announced for an event without an hour")
    return when


def _old_time(before: dict[str, str] | None, entry: ParticipantEntry) -> When | None:
    if not before:
        return None
    starts_at, ends_at = (datetime.fromisoformat(before[name]) for name in ("starts_at", "ends_at"))
    wall = datetime.fromisoformat(before["wall_start"]) if "wall_start" in before else None
    return when_span(starts_at, ends_at, before["zone"], _zone(entry), wall)


def _zone(entry: ParticipantEntry) -> str | None:
    zone = db.session.get_one(Person, entry.person_id).zone
    return zone if zone in available_names() else None


def _own_items(event: Event, entry: ParticipantEntry) -> list[OwnItem]:
    """Return the items the person stands in, each with its own hours."""
    mine = select(Participation.id).where(
        Participation.event_id == event.id, Participation.person_id == entry.person_id
    )
    part, items = db.session.scalar(mine), agenda_of(event.id)
    times = agenda.slots([agenda.Item(one.key, one.kind, one.minutes) for one in items], event.starts_at)
    zone = event.announced_time.zone
    return [
        OwnItem(
            item.title or event.title,
            when_span(slot.starts_at, slot.ends_at, zone, _zone(entry))
            if slot.starts_at and slot.ends_at
            else None,
        )
        for item, slot in zip(items, times, strict=True)
        if part in {speaker.participation_id for speaker in item.speakers}
    ]


def _thread_of(message: OutboxMessage, entry: ParticipantEntry) -> str | None:
    """Return the Message-ID of the first message about this entry, which later ones answer to."""
    first = db.session.scalar(
        select(OutboxMessage.key)
        .where(OutboxMessage.event_id == entry.event_id, OutboxMessage.kind == "part_entry")
        .where(OutboxMessage.to_email == entry.email)
        .order_by(OutboxMessage.id)
        .limit(1)
    )
    return None if first in {None, message.key} else addresses.message_id(str(first))
