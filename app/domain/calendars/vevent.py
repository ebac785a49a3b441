"""The VEVENT of one revision, written once and stored. The only importer of icalendar.

UTC instants unless asked otherwise (requirement R3).
"""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from app.domain.calendars.calendar_entry import Entry
from app.domain.calendars.content_lines import escape, many_lines, one_line, uri
from app.domain.calendars.vtimezone import timezone_block
from app.domain.clocks.zone_data import zone_info

if TYPE_CHECKING:
    from icalendar.prop import vText


def vevent(entry: Entry, *, with_zone: bool = False) -> bytes:
    """Return the VEVENT of one revision: no METHOD, no ORGANIZER, no ATTENDEE, the same bytes every time.

    `with_zone` writes wall times with TZID and puts our own VTIMEZONE before the VEVENT; it falls back to
    UTC where readers would differ: no zone, a start or end in a doubled hour, rules that are not simple.
    """
    # Here, because pages and feeds read what is stored: a start without icalendar saves 40 ms and 3 MB.
    from icalendar import Event
    from icalendar.prop import vCategory, vDatetime, vInt, vUri

    text = _text_type()
    zone = entry.zone if with_zone else None
    block = timezone_block(zone, entry.starts_at, entry.ends_at) if zone else None
    zone = zone if block else None
    event = Event()
    event["UID"] = text(entry.uid)
    event["DTSTAMP"] = vDatetime(entry.stamp)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["CREATED"] = vDatetime(entry.created)
    event["LAST-MODIFIED"] = vDatetime(entry.modified)
    event["DTSTART"] = _time(entry.starts_at, zone)
    event["DTEND"] = _time(entry.ends_at, zone)
    event["SUMMARY"] = text(one_line(entry.title))
    if description := many_lines(entry.description).strip():
        event["DESCRIPTION"] = text(description)
    if location := one_line(entry.location):
        event["LOCATION"] = text(location)
        # RFC 7986 5.11, beside LOCATION: few clients show it. The event's page is no conference.
        if location.startswith(("https://", "http://")) and location != entry.url:
            event["CONFERENCE"] = vUri(uri(location), params={"VALUE": "URI", "FEATURE": "VIDEO"})
    if url := uri(entry.url):
        event["URL"] = vUri(url)
    event["STATUS"] = text(entry.status)
    event["TRANSP"] = text("TRANSPARENT" if entry.transparent else "OPAQUE")
    event["CLASS"] = text("PUBLIC")
    if categories := [word for word in map(one_line, entry.categories) if word]:
        event["CATEGORIES"] = listed = vCategory([])
        listed.cats = [text(word) for word in categories]
    return (block or b"") + event.to_ical(sorted=False)


@cache
def _text_type() -> "type[vText]":
    """Return TEXT values that escape as RFC 5545 3.3.11 says: the library's lose a backslash before N."""
    from icalendar.prop import vText

    class Text(vText):
        def to_ical(self) -> bytes:
            return escape(self).encode()

    return Text


def _time(instant: datetime, zone: str | None) -> object:
    """Return an instant as UTC, or as wall time with its TZID."""
    from icalendar.prop import vDatetime

    if zone is None:
        return vDatetime(instant.astimezone(UTC))
    value = vDatetime(instant.astimezone(zone_info(zone)).replace(tzinfo=None))
    value.params["TZID"] = zone
    return value
