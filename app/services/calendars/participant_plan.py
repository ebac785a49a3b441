"""Who should hold which calendar entry of an event, and what it says: read anew at every change (row R4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from app.domain import agenda
from app.domain.calendars.calendar_entry import STATUS_OF_STATE
from app.domain.calendars.participant_entry import (
    EntryContent,
    EntryKind,
    OwnItem,
    has_known_slot,
    is_needed_throughout,
    spanning,
)
from app.domain.clocks import zones
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES, TAKING_PART, EventState, RegistrationState
from app.domain.people.same_person import is_one_person
from app.extensions import db
from app.models import Event, ParticipantEntry, Participation, Registration, TechCheck
from app.queries.agenda import agenda_of

ANEW = {"populate_existing": True}
"""Rows as they stand once the event is locked: a request may have loaded them before another's change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEntry:
    """One entry that somebody should hold; `kind` is what it becomes where there is none yet.

    `email` says where, `person_id` and `name` whose it is: one mailbox may serve several people.
    """

    person_id: int | None
    name: str
    email: str
    locale: str
    kind: EntryKind
    said: EntryContent

    def is_for(self, entry: ParticipantEntry) -> bool:
        """Whether this is what the holder of `entry` should hold instead of what it says.

        Who asked for the entry has no record as a person; then the name tells people of one mailbox apart.
        """
        is_check = entry.kind == EntryKind.CHECK
        if entry.email != self.email or is_check is not (self.kind is EntryKind.CHECK):
            return False
        if entry.person_id is not None and self.person_id is not None:
            return entry.person_id == self.person_id
        return is_one_person(entry.name, self.name)


def of(event: Event, *, now: datetime) -> list[PlannedEntry]:
    """Return what everybody should hold: parts, tech checks, and entries that somebody asked for."""
    if event.state is EventState.CANCELLED:
        return []
    planned = _checks(event, now)
    time = event.time
    if event.state in ANNOUNCED_EVENT_STATES and time is not None:
        whole = EntryContent(
            title=event.title,
            zone=time.zone,
            wall_start=time.wall_start,
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            begins_at=time.starts_at,
            until=time.ends_at,
            status=STATUS_OF_STATE[event.state],
        )
        parts = _parts(event, whole)
        planned += [*parts, *_asked_for(event, whole, parts)]
    return planned


def whole_hours(said: EntryContent) -> EntryContent:
    """Return the same with the event's own span: what stands under the event's UID."""
    return replace(said, begins_at=said.starts_at, until=said.ends_at)


def locale_of(language: str | None) -> str:
    """Return the language to write in; English as it is read around the world: day before month, 24 hours."""
    return "en_GB" if language in {None, "", "en"} else str(language)


def _parts(event: Event, whole: EntryContent) -> list[PlannedEntry]:
    rows = db.session.scalars(
        select(Participation)
        .where(Participation.event_id == event.id, Participation.state.in_(TAKING_PART))
        .order_by(Participation.position, Participation.id),
        execution_options=ANEW,
    ).all()
    emails = {part.person.email.lower() for part in rows if part.person.email}
    items, seated = _items(event) if rows else {}, _seated(event, emails)
    found = []
    for part in rows:
        if not part.person.email:
            continue
        email, own = part.person.email.lower(), items.get(part.id, [])
        has_seat = any(is_one_person(name, part.name_printed) for name in seated.get(email, ()))
        throughout = is_needed_throughout(part.roles) or not has_known_slot(own) or has_seat
        found.append(
            PlannedEntry(
                person_id=part.person_id,
                name=part.name_printed,
                email=email,
                locale=locale_of(part.person.language),
                kind=EntryKind.WHOLE if throughout else EntryKind.SLOT,
                said=spanning(whole, roles=part.roles, items=own, call_minutes=event.call_minutes),
            )
        )
    return found


def _items(event: Event) -> dict[int, list[OwnItem]]:
    """Return what each participation stands in, with the hours that follow from the event's start."""
    items = agenda_of(event.id, anew=True)
    times = agenda.item_times([agenda.Item(one.key, one.kind, one.minutes) for one in items], event.starts_at)
    found: dict[int, list[OwnItem]] = {}
    for item, slot in zip(items, times, strict=True):
        own = OwnItem(item.title or event.title, slot.starts_at, slot.ends_at)
        for speaker in item.speakers:
            found.setdefault(speaker.participation_id, []).append(own)
    return found


def _seated(event: Event, emails: Collection[str]) -> Mapping[str, list[str]]:
    """Return who has the event in the calendar from a seat, by address: the part takes that entry over."""
    rows = db.session.execute(
        select(Registration.email, Registration.name).where(
            Registration.event_id == event.id,
            Registration.state == RegistrationState.CONFIRMED,
            Registration.invited_sequence.is_not(None),
            Registration.email.in_(emails),
        )
    )
    found: dict[str, list[str]] = {}
    for email, name in rows:
        found.setdefault(email, []).append(name)
    return found


def _asked_for(event: Event, whole: EntryContent, parts: Sequence[PlannedEntry]) -> list[PlannedEntry]:
    """Return the entries of co-organisers and of the team who ticked that they want one, and have no part."""
    rows = db.session.scalars(
        select(ParticipantEntry).where(ParticipantEntry.event_id == event.id, ParticipantEntry.is_wanted),
        execution_options=ANEW,
    )
    return [
        PlannedEntry(
            person_id=None,
            name=row.name,
            email=row.email,
            locale=row.locale,
            kind=EntryKind.WHOLE,
            said=whole,
        )
        for row in rows
        if not any(part.is_for(row) for part in parts)
    ]


def _checks(event: Event, now: datetime) -> list[PlannedEntry]:
    rows = db.session.execute(
        select(TechCheck, Participation)
        .join(Participation, Participation.id == TechCheck.participation_id)
        .where(TechCheck.event_id == event.id, TechCheck.starts_at > now),
        execution_options=ANEW,
    )
    zone = event.zone or "Etc/UTC"
    found = []
    for check, part in rows:
        if not part.person.email:
            continue
        start, end = check.starts_at, check.starts_at + timedelta(minutes=check.minutes)
        said = EntryContent(
            title=event.title,
            zone=zone,
            wall_start=zones.wall_at(start, zone),
            starts_at=start,
            ends_at=end,
            begins_at=start,
            until=end,
        )
        found.append(
            PlannedEntry(
                person_id=part.person_id,
                name=part.name_printed,
                email=part.person.email.lower(),
                locale=locale_of(part.person.language),
                kind=EntryKind.CHECK,
                said=said,
            )
        )
    return found
