"""The entries of a programme's people: found, given a secret way in, made into bytes (rows R4, R5)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.domain.calendars.calendar_entry import Entry, Status
from app.domain.calendars.participant_entry import EntryContent, EntryKind
from app.domain.calendars.vevent import vevent
from app.domain.clocks import zones
from app.domain.lifecycle import EventState
from app.domain.people.same_person import is_one_person
from app.extensions import db
from app.models import Event, ParticipantEntry
from app.queries.calendar_answers import PARTS
from app.services import tokens
from app.services.addresses import PagePath, absolute
from app.wording.dates import short_date

JOIN = "programme-join"


def by_uid(uid: str, emails: Collection[str]) -> ParticipantEntry | None:
    """Return the entry with a UID and one of the addresses, locked: answers come one after the other."""
    return db.session.scalar(
        select(ParticipantEntry)
        .where(ParticipantEntry.uid == uid, ParticipantEntry.email.in_(emails))
        .with_for_update()
    )


def of_address(event: Event, email: str) -> Sequence[ParticipantEntry]:
    """Return the entries of an event that go to an address, tech checks' left aside."""
    return db.session.scalars(
        select(ParticipantEntry)
        .where(
            ParticipantEntry.event_id == event.id,
            ParticipantEntry.email == email.lower(),
            ParticipantEntry.kind.in_(PARTS),
        )
        .order_by(ParticipantEntry.id)
    ).all()


def of_person(event: Event, *, email: str, name: str) -> ParticipantEntry | None:
    """Return the entry of an event that somebody has, told by name from others with the same mailbox."""
    theirs = of_address(event, email)
    return next((entry for entry in theirs if is_one_person(entry.name, name)), None)


def by_join_link(token: str) -> ParticipantEntry | None:
    """Return whose way in this is: of somebody who takes part still, or whose event was called off."""
    entry = db.session.scalar(
        select(ParticipantEntry).where(ParticipantEntry.join_hash == tokens.fingerprint(token))
    )
    if entry is None:
        return None
    called_off = db.session.get_one(Event, entry.event_id).state is EventState.CANCELLED
    return entry if entry.is_held or called_off else None


def give_secret(entry: ParticipantEntry) -> None:
    """Give the entry its own way in."""
    entry.salt = tokens.new_salt()
    entry.join_hash = tokens.fingerprint(tokens.token_for(JOIN, entry.salt))


def join_url(entry: ParticipantEntry) -> str:
    """Return the address that leads the person into the meeting, from the hour at which they meet."""
    return absolute(PagePath.JOIN, token=tokens.token_for(JOIN, entry.salt))


def location_of(entry: ParticipantEntry, event: Event) -> str | None:
    """Return the way in that the entry names: the person's own; None for a tech check, which is elsewhere."""
    return None if entry.kind == EntryKind.CHECK or not event.is_public else join_url(entry)


def vevent_of(entry: ParticipantEntry, event: Event, *, status: Status | None = None) -> bytes:
    """Return the VEVENT of what the entry's holder was told, in the language that is in force.

    The same bytes every time until they are told something else.
    """
    said = EntryContent.from_json(entry.said)
    page = absolute(PagePath.EVENT, slug=event.slug) if event.published_at else ""
    return vevent(
        Entry(
            uid=entry.uid,
            sequence=entry.sequence,
            stamp=entry.stamped_at,
            created=event.created_at,
            modified=entry.stamped_at,
            starts_at=said.begins_at,
            ends_at=said.until,
            title=title_of(entry, said),
            description="\n\n".join(filter(None, (in_words(entry, said), page))),
            location=page,
            url=page,
            status=status or said.status,
            transparent=said.status == "TENTATIVE",
            zone=said.zone,
        )
    )


def title_of(entry: ParticipantEntry, said: EntryContent) -> str:
    """Name the entry as a calendar shows it: the event first, so that what belongs together is found."""
    if entry.kind == EntryKind.CHECK:
        return str(_("Tech check: %(title)s", title=said.title))
    if entry.kind == EntryKind.SLOT and said.items:
        return str(_("Your part: %(title)s", title=said.title))
    return said.title


def in_words(entry: ParticipantEntry, said: EntryContent) -> str:
    """Say in lines what the span alone does not: when to be there, the own items, the event's own hours."""
    lines = (
        []
        if entry.kind == EntryKind.CHECK
        else [f"{said.title}: {_hours(said.starts_at, said.ends_at, said)}"]
    )
    if said.call_at:
        lines.append(_("Please be there at %(time)s.", time=_hour(said.call_at, said)))
    lines += [
        f"{item.title}: {_hours(item.starts_at, item.ends_at, said)}"
        for item in said.items
        if item.starts_at and item.ends_at
    ]
    return "\n".join(lines)


def _hours(start: datetime, end: datetime, said: EntryContent) -> str:
    there, until = zones.wall_at(start, said.zone), zones.wall_at(end, said.zone)
    place = f"{zones.city(said.zone)} ({zones.zone_text(start, said.zone)})"
    return f"{short_date(there.date())}, {there:%H:%M}–{until:%H:%M} {place} = {start:%H:%M}–{end:%H:%M} UTC"


def _hour(at: datetime, said: EntryContent) -> str:
    return f"{zones.wall_at(at, said.zone):%H:%M} {zones.city(said.zone)} ({at:%H:%M} UTC)"
