"""The calendar entry of an event: one row per SEQUENCE, whose bytes downloads, feeds and mails share (R3, R5)."""

import hashlib
from datetime import datetime

from babel.dates import format_date
from sqlalchemy import select

from app.domain import ics, zones
from app.domain.calendar_entry import STATUS_OF_STATE, Entry
from app.extensions import db
from app.models import CalendarRevision, Event
from app.services import addresses


def current(event_id: int) -> CalendarRevision | None:
    """Return the newest revision, None for an event that was never published."""
    return db.session.scalar(
        select(CalendarRevision)
        .where(CalendarRevision.event_id == event_id)
        .order_by(CalendarRevision.sequence.desc())
        .limit(1)
    )


def issue(event: Event, *, now: datetime) -> CalendarRevision:
    """Write the entry's next revision and return it; the present one when it would say just the same.

    SEQUENCE starts at 0 and grows by one with every difference, text included: Outlook passes over a change
    under an old SEQUENCE (RFC 5546 section 2.1.4 asks for it on a change of time or status).
    """
    before = current(event.id)
    if before is not None:
        same = _entry(event, sequence=before.sequence, stamp=before.stamped_at)
        if ics.vevent(same) == before.vevent:
            return before
        event.sequence = before.sequence + 1
    entry = _entry(event, sequence=event.sequence, stamp=now)
    body = ics.vevent(entry)
    revision = CalendarRevision(
        event_id=event.id,
        sequence=entry.sequence,
        stamped_at=entry.stamp,
        vevent=body,
        sha256=hashlib.sha256(body).hexdigest(),
        facts=_facts(event),
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def _entry(event: Event, *, sequence: int, stamp: datetime) -> Entry:
    assert event.starts_at is not None
    assert event.ends_at is not None
    page = addresses.absolute("program.event", slug=event.slug)
    return Entry(
        uid=event.uid,
        sequence=sequence,
        stamp=stamp,
        created=event.created_at,
        modified=stamp,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=event.title,
        description="\n\n".join(part for part in (event.aim, _time_in_words(event), page) if part),
        location=event.meeting_url if event.meeting_is_public and event.meeting_url else page,
        url=page,
        status=STATUS_OF_STATE[event.state],
        categories=tuple(event.themes),
        transparent=event.state.value == "postponed",
        zone=event.zone,
    )


def _time_in_words(event: Event) -> str:
    """The promise in words, since the file itself holds UTC: "Tue 2 May 2023, 10:00-11:30 New York (EDT, UTC−4)"."""
    assert event.starts_at is not None
    assert event.ends_at is not None
    assert event.zone is not None
    start, end = zones.wall_at(event.starts_at, event.zone), zones.wall_at(event.ends_at, event.zone)
    day = format_date(start.date(), "EEE d MMM y", locale="en_GB")
    place = f"{zones.city(event.zone)} ({zones.zone_text(event.starts_at, event.zone)})"
    return f"{day}, {start:%H:%M}–{end:%H:%M} {place} = {event.starts_at:%H:%M}–{event.ends_at:%H:%M} UTC"


def _facts(event: Event) -> dict[str, str]:
    assert event.starts_at is not None
    assert event.ends_at is not None
    return {
        "title": event.title,
        "zone": event.zone or "",
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "state": event.state.value,
    }
