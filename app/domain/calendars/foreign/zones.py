"""Which zone a TZID of somebody's calendar file means: our data, an offset, or the file's own VTIMEZONE."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from icalendar import Timezone

from app.domain.calendars.content_reader import Component, Property
from app.domain.calendars.tzids import fixed_offset, zone_named
from app.domain.clocks.zones import is_place, zone_info

_KEPT = {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}
_YEARLY = re.compile(
    r"(?:(?:FREQ=YEARLY|(?:BYMONTH|BYDAY|BYMONTHDAY|INTERVAL|COUNT|UNTIL|WKST)=[^;=]+)(?:;|$))+"
)
_PROBES = (datetime(1901, 1, 1), datetime(2199, 12, 31))  # noqa: DTZ001 - wall times that the zone must explain


class FileZones:
    """The zones of one calendar of a file; `unknown` holds the names that nobody knows, filled while reading.

    `file` are the definitions of the whole file. `own` is its owner's zone: that of days, and of times
    without a TZID where the calendar names no other. A name with a place in it is read by our zone data,
    which is newer than a definition that came along and knows more than the rule of one year. Other names
    mean what the calendar defines, else what the file does.
    """

    def __init__(self, calendar: Component, file: dict[str, Component], own: ZoneInfo) -> None:
        self.own = own
        self.unknown: dict[str, str] = {}
        self._definitions = ChainMap(definitions([calendar]), file)
        self._known: dict[str, tzinfo] = {"": own}
        self._known[""] = self.zone(calendar.text("X-WR-TIMEZONE"))

    def zone(self, tzid: str) -> tzinfo:
        """Return the zone that a TZID means: `own` where nobody knows, noted in `unknown`."""
        key = _key(tzid)
        if key not in self._known:
            found = self._meant(tzid.strip(), self._definitions.get(key))
            if found is None:
                self.unknown[key] = tzid.strip()
            self._known[key] = found or self.own
        return self._known[key]

    def has_unknown(self, event: Component) -> bool:
        """Tell whether any time of an entry is in a zone that nobody knows."""
        dated = (found for found in event.properties if "TZID" in found.parameters)
        return bool(self.unknown) and any(_key(parted(found)[0]) in self.unknown for found in dated)

    def _meant(self, tzid: str, definition: Component | None) -> tzinfo | None:
        named = zone_named(tzid)
        if definition is not None and not (named and is_place(named)):
            placed = zone_named(definition.text("X-LIC-LOCATION"))
            if found := zone_info(placed) if placed else _defined(definition):
                return found
        if named:
            return UTC if named in {"UTC", "Etc/UTC"} else zone_info(named)
        return fixed_offset(tzid)


def parted(found: Property) -> tuple[str, str]:
    """Return TZID and value; a TZID with a colon and without quotes ("UTC+02:00") reaches into the value."""
    rest, colon, text = found.value.rpartition(":")
    tzid = found.parameters.get("TZID", "")
    return (f"{tzid}:{rest.partition(';')[0]}", text) if colon else (tzid, text)


def _defined(definition: Component) -> tzinfo | None:
    """Return the zone that a VTIMEZONE describes; None for one that cannot be read, or is of no clock."""
    rules = [rule.value for part in definition.components for rule in part.all("RRULE")]
    if not all(_YEARLY.fullmatch(rule.strip().upper()) for rule in rules):
        return None
    try:
        read = cast(Timezone, Timezone.from_ical("\r\n".join(_lines(definition))))
        zone: tzinfo = read.to_tz(lookup_tzid=False)
        for wall in _PROBES:
            zone.utcoffset(wall)
    except Exception:  # noqa: BLE001 - a library on strangers' bytes: whatever it raises, the zone is unknown
        return None
    return zone


def definitions(calendars: Iterable[Component]) -> dict[str, Component]:
    """Return the VTIMEZONEs of calendars by the TZID that each defines."""
    parts = (part for calendar in calendars for part in calendar.components)
    return {_key(part.text("TZID")): part for part in parts if part.name == "VTIMEZONE"}


def _key(tzid: str) -> str:
    """Return a TZID without what differs between the places where a file writes it."""
    return " ".join(tzid.replace("\\", "").replace('"', "").casefold().split())


def _lines(definition: Component) -> Iterator[str]:
    yield "BEGIN:VTIMEZONE"
    yield "TZID:file"
    for part in definition.components:
        if part.name not in {"STANDARD", "DAYLIGHT"}:
            continue
        yield f"BEGIN:{part.name}"
        yield from (f"{found.name}:{found.value}" for found in part.properties if found.name in _KEPT)
        yield f"END:{part.name}"
    yield "END:VTIMEZONE"
