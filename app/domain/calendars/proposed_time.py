"""A time in somebody else's calendar file as an instant, or None where there is any doubt."""

from datetime import UTC, datetime

from app.domain.calendars.content_reader import Property
from app.domain.calendars.tzids import zone_named
from app.domain.clocks.zones import Plain, WallTimeTooFar, resolve


def instant_in(found: Property | None) -> datetime | None:
    """Return the instant of DTSTAMP, DTSTART or DTEND, aware UTC.

    Understood: UTC, and wall times with an IANA name or one of Windows (Outlook) as TZID. A definition that
    came along is never read. None for whole days, times without a zone, unknown zones, and wall times that
    do not exist or exist twice there.
    """
    if found is None:
        return None
    value, zone = found.value.strip(), found.parameters.get("TZID", "").strip()
    try:
        if value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        wall = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall time beside its zone
    except ValueError:
        return None
    name = zone_named(zone)
    if name is None:
        return None
    try:
        answer = resolve(wall, name)
    except WallTimeTooFar:
        return None
    return answer.instant if isinstance(answer, Plain) else None
