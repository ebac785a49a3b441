"""Who should hold which calendar entry of an event, and what it says: read anew at every change (row R4)."""

import uuid
from collections.abc import Collection, Mapping
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
from app.extensions import db
from app.installation import installation
from app.models import Event, ParticipantEntry, Participation, Registration, TechCheck
from app.queries.agenda import agenda_of

ANEW = {"populate_existing": True}
"""Rows as they stand once the event is locked: a request may have loaded them before another's change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEntry:
    """One entry that somebody should hold; `kind` is what it becomes where there is none yet."""

    person_id: int | None
    name: str
    locale: str
    kind: EntryKind
    said: EntryContent


def of(event: Event, *, now: datetime) -> Mapping[tuple[str, bool], PlannedEntry]:
    """Return what each address should hold, by address and whether it is a tech check's."""
    if event.state is EventState.CANCELLED:
        return {}
    wishes = {(email, True): wish for email, wish in _checks(event, now).items()}
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
        wishes |= {(email, False): wish for email, wish in _asked_for(event, whole).items()}
        wishes |= {(email, False): wish for email, wish in _parts(event, whole).items()}
    return wishes


def whole_hours(said: EntryContent) -> EntryContent:
    """Return the same with the event's own span: what stands under the event's UID."""
    return replace(said, begins_at=said.starts_at, until=said.ends_at)


def new_uid() -> str:
    """Return a UID for an entry that only one person holds."""
    return f"{uuid.uuid4()}@{installation().host}"


def locale_of(language: str | None) -> str:
    """Return the language to write in; English as it is read around the world: day before month, 24 hours."""
    return "en_GB" if language in {None, "", "en"} else str(language)


def _parts(event: Event, whole: EntryContent) -> dict[str, PlannedEntry]:
    rows = db.session.scalars(
        select(Participation)
        .where(Participation.event_id == event.id, Participation.state.in_(TAKING_PART))
        .order_by(Participation.position, Participation.id),
        execution_options=ANEW,
    ).all()
    emails = {part.person.email.lower() for part in rows if part.person.email}
    items, seated = _items(event) if rows else {}, _seated(event, emails)
    found: dict[str, PlannedEntry] = {}
    for part in rows:
        if not part.person.email:
            continue
        email, own = part.person.email.lower(), items.get(part.id, [])
        throughout = is_needed_throughout(part.roles) or not has_known_slot(own) or email in seated
        found[email] = PlannedEntry(
            person_id=part.person_id,
            name=part.name_printed,
            locale=locale_of(part.person.language),
            kind=EntryKind.WHOLE if throughout else EntryKind.SLOT,
            said=spanning(whole, roles=part.roles, items=own, call_minutes=event.call_minutes),
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


def _seated(event: Event, emails: Collection[str]) -> set[str]:
    """Return which of them have the event in their calendar from a seat: the part takes that entry over."""
    return set(
        db.session.scalars(
            select(Registration.email).where(
                Registration.event_id == event.id,
                Registration.state == RegistrationState.CONFIRMED,
                Registration.invited_sequence.is_not(None),
                Registration.email.in_(emails),
            )
        )
    )


def _asked_for(event: Event, whole: EntryContent) -> dict[str, PlannedEntry]:
    """Return the wishes of co-organisers and colleagues of the team who ticked that they want the entry."""
    rows = db.session.scalars(
        select(ParticipantEntry).where(ParticipantEntry.event_id == event.id, ParticipantEntry.is_wanted),
        execution_options=ANEW,
    )
    return {
        row.email: PlannedEntry(
            person_id=None, name=row.name, locale=row.locale, kind=EntryKind.WHOLE, said=whole
        )
        for row in rows
    }


def _checks(event: Event, now: datetime) -> dict[str, PlannedEntry]:
    rows = db.session.execute(
        select(TechCheck, Participation)
        .join(Participation, Participation.id == TechCheck.participation_id)
        .where(TechCheck.event_id == event.id, TechCheck.starts_at > now),
        execution_options=ANEW,
    )
    zone = event.zone or "Etc/UTC"
    found: dict[str, PlannedEntry] = {}
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
        found[part.person.email.lower()] = PlannedEntry(
            person_id=part.person_id,
            name=part.name_printed,
            locale=locale_of(part.person.language),
            kind=EntryKind.CHECK,
            said=said,
        )
    return found
