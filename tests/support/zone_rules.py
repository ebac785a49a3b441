"""Two releases of the zone data side by side, and events that were promised under the older one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from app.domain.clocks.promised_time import promise
from app.domain.clocks.zones import use_packaged_zone_data, use_zone_data_in
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.calendars import event_entries
from tests.support import desk
from tests.support.sources import DATA

OLDER = DATA / "tzdata-2025b"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEN = datetime(2026, 12, 1, 10, 0)  # noqa: DTZ001 - a wall time

# zone -> hours in UTC that 10:00 on 1 December 2026 was by release 2025b, and is by 2026f
MOVED = {
    "America/Vancouver": (18, 17),
    "America/Edmonton": (17, 16),
    "Africa/Casablanca": (9, 10),
    "America/Winnipeg": (16, 15),
    "America/Inuvik": (17, 16),
    "America/Havana": (15, 14),
}


@contextmanager
def older_rules() -> Iterator[None]:
    """Let release 2025b answer for the length of the block; afterwards the upgrade has happened."""
    use_zone_data_in(OLDER)
    try:
        yield
    finally:
        use_packaged_zone_data()


def event_in(zone: str, *, state: EventState = EventState.PUBLISHED, slug: str = "", **more: Any) -> Event:
    """Return an event at 10:00 on 1 December 2026 in `zone`, with its calendar entry when it is public.

    Call it under `older_rules()`.
    """
    slug = slug or zone.rpartition("/")[2].lower().replace("_", "-")
    time = asdict(promise(wall_start=more.pop("wall", TEN), zone=zone, minutes=90))
    event = desk.event(slug, state=state, **(time | {"wall": None, "title": f"Talks in {slug}"} | more))
    if state is not EventState.DRAFT:
        event_entries.issue(event, now=NOW)
    db.session.commit()
    return event


def december(hour: int) -> datetime:
    """Return that hour of 1 December 2026 in UTC."""
    return datetime(2026, 12, 1, hour, tzinfo=UTC)


def register(event: Event, name: str = "Chie", zone: str = "Asia/Tokyo") -> Registration:
    """Register somebody at NOW and commit."""
    details = AttendeeDetails(name=name, country="JP", zone=zone)
    email = f"{name.lower()}@example.org"
    made = registrations.register(event=event, email=email, details=details, locale="en_GB", now=NOW)
    db.session.commit()
    return made
