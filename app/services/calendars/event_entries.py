"""The calendar entry of an event: one row a SEQUENCE; downloads, feeds, mails share its bytes (R3, R5)."""

import hashlib
from datetime import datetime

from babel.dates import format_date
from sqlalchemy import select

from app.domain.calendars.calendar_entry import STATUS_OF_STATE, Entry
from app.domain.calendars.personal_entry import under_own_uid
from app.domain.calendars.vevent import vevent
from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import EventState
from app.extensions import db
from app.installation import installation
from app.models import CalendarRevision, Event, Registration
from app.services.addresses import PagePath, absolute


def current(event_id: int) -> CalendarRevision | None:
    """Return the newest revision, None for an event that was never published."""
    return db.session.scalar(
        select(CalendarRevision)
        .where(CalendarRevision.event_id == event_id)
        .order_by(CalendarRevision.sequence.desc())
        .limit(1)
    )


def for_registration(body: bytes, registration: Registration) -> bytes:
    """Return the event's VEVENT under the UID of one registration (ADR 0013).

    Whose UID is not the event's shares a mailbox: there the title tells by the name whose entry it is.
    """
    event = registration.event
    if registration.uid == event.uid:
        return body
    return under_own_uid(body, uid=registration.uid, title=f"{event.title} ({registration.name})")


def issue(event: Event, *, now: datetime) -> CalendarRevision:
    """Write the entry's next revision and return it; the present one when it would say just the same.

    SEQUENCE starts at 0 and grows by one with every difference, text included: Outlook passes over a change
    under an old SEQUENCE (RFC 5546 section 2.1.4 asks for it on a change of time or status).
    """
    before = current(event.id)
    if before is not None:
        same = _entry(event, sequence=before.sequence, stamp=before.stamped_at)
        if _bytes(same) == before.vevent:
            return before
        event.sequence = before.sequence + 1
    entry = _entry(event, sequence=event.sequence, stamp=now)
    body = _bytes(entry)
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


def _bytes(entry: Entry) -> bytes:
    return vevent(entry, with_zone=installation().calendar_zones)


def _entry(event: Event, *, sequence: int, stamp: datetime) -> Entry:
    time = event.announced_time
    page = absolute(PagePath.EVENT, slug=event.slug)
    return Entry(
        uid=event.uid,
        sequence=sequence,
        stamp=stamp,
        created=event.created_at,
        modified=stamp,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        title=event.title,
        description="\n\n".join(part for part in (event.aim, _in_words(time), page) if part),
        location=event.meeting_url if event.meeting_is_public and event.meeting_url else page,
        url=page,
        status=STATUS_OF_STATE[event.state],
        categories=tuple(event.themes),
        transparent=event.state is EventState.POSTPONED,
        zone=time.zone,
    )


def _in_words(time: PromisedTime) -> str:
    """The promise in words, since the file holds UTC: "Tue 2 May 2023, 10:00–11:30 New York (EDT, UTC−4)"."""
    start, end = time.wall_start, time.wall_end
    day = format_date(start.date(), "EEE d MMM y", locale="en_GB")
    place = f"{zones.city(time.zone)} ({time.zone_text})"
    return f"{day}, {start:%H:%M}–{end:%H:%M} {place} = {time.starts_at:%H:%M}–{time.ends_at:%H:%M} UTC"


def _facts(event: Event) -> dict[str, str]:
    time = event.announced_time
    return {
        "title": event.title,
        "zone": time.zone,
        "starts_at": time.starts_at.isoformat(),
        "ends_at": time.ends_at.isoformat(),
        "state": event.state.value,
    }
