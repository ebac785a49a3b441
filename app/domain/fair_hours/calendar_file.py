"""Read when somebody is busy out of that person's own calendar file. Nothing else of it is kept (row T10)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from app.domain.calendars.content_lines import one_line
from app.domain.calendars.content_reader import Component, CutShort, Property, read_calendars, text_of
from app.domain.calendars.foreign.entries import Entry, read_entry
from app.domain.calendars.foreign.moments import moment
from app.domain.calendars.foreign.occurrences import Occurrence, occurrences
from app.domain.calendars.foreign.refusals import AtMost, Unreadable, Why
from app.domain.calendars.foreign.zones import FileZones, definitions, parted
from app.domain.clocks.zones import use_packaged_zone_data, zone_info
from app.domain.fair_hours.busy_calendar import (
    ENTRIES_LIMIT,
    SIZE_LIMIT,
    BusyTimes,
    CalendarTooLarge,
    CalendarTooLong,
    CalendarUnreadable,
    UnreadEntry,
)
from app.domain.fair_hours.calendar_messages import answered
from app.domain.fair_hours.clock_track import readings
from app.domain.span import Span, merge

LINES_LIMIT = 200_000
LONGEST_NAME = 60
MOST_ZONE_NAMES = 20
_FIRST_WALL, _LAST_WALL = datetime(1901, 1, 1), datetime(2199, 1, 1)  # noqa: DTZ001 - what clocks are known for
_FREE = {"FREE", "WORKINGELSEWHERE"}


def busy_times(
    data: bytes,
    *,
    zone: str,
    window: Span,
    owners: frozenset[str],
    at_most: AtMost,
) -> BusyTimes:
    """Read the busy spans that touch `window`; times without a zone and whole days are in `zone`.

    Cancelled entries, those marked as free and those that one of `owners` (lower-cased addresses) declined
    take no time. `at_most` bounds the work for one entry. Raises CalendarTooLarge, CalendarTooLong and
    CalendarUnreadable.
    """
    if len(data) > SIZE_LIMIT:
        raise CalendarTooLarge
    try:
        calendars = list(read_calendars(text_of(data), lines=LINES_LIMIT))
    except CutShort as error:
        raise CalendarUnreadable from error
    if not calendars:
        raise CalendarUnreadable
    reader = _Reader(window, at_most)
    defined = definitions(calendars)
    for calendar in calendars:
        reader.read(calendar, FileZones(calendar, defined, zone_info(zone)), owners)
    return BusyTimes(
        tuple(merge(reader.spans)),
        reader.entries,
        tuple(sorted(reader.unread.values(), key=lambda one: one.day or date.max)),
        tuple(sorted(reader.unknown_zones)[:MOST_ZONE_NAMES]),
    )


class _Reader:
    """A file being read, calendar by calendar."""

    def __init__(self, window: Span, at_most: AtMost) -> None:
        self.entries = 0
        self.spans: list[Span] = []
        self.unread: dict[int, UnreadEntry] = {}  # one reason for each entry
        self.unknown_zones: set[str] = set()
        self._window, self._at_most = window, at_most

    def read(self, calendar: Component, zones: FileZones, owners: frozenset[str]) -> None:
        """Read one calendar. Raises CalendarTooLong."""
        owners |= {calendar.text("X-WR-CALNAME").lower()}  # Google names a calendar by its owner's address
        called_off = calendar.text("METHOD").upper() == "CANCEL"
        for core, overrides in _series(list(self._entries(calendar, zones))):
            found, why = occurrences(core, overrides, self._window, self._at_most)
            if why:
                self._not_read((core or overrides[0]).component, zones, why)
            for one in found:
                if not called_off and takes_time(one.entry.component, owners):
                    self.spans += filter(None, [_span(one, self._window)])
        self.unknown_zones |= {name[:LONGEST_NAME] for name in zones.unknown.values()}

    def _entries(self, calendar: Component, zones: FileZones) -> Iterator[Entry]:
        for event in _events(calendar):
            self.entries += 1
            if self.entries > ENTRIES_LIMIT:
                raise CalendarTooLong
            try:
                yield read_entry(event, zones)
                if zones.has_unknown(event):
                    self._not_read(event, zones, Why.UNKNOWN_ZONE)
            except Unreadable as error:
                self._not_read(event, zones, error.why)
            except OverflowError:
                self._not_read(event, zones, Why.BAD_TIME)

    def _not_read(self, event: Component, zones: FileZones, why: Why) -> None:
        try:
            start = moment(event, "DTSTART", zones)
        except Unreadable:
            start = None
        day = date(*start.wall.timetuple()[:3]) if start else None
        title = one_line(event.text("SUMMARY"))[:LONGEST_NAME]
        self.unread[id(event)] = UnreadEntry(why, day, title)


def takes_time(event: Component, owners: frozenset[str]) -> bool:
    """Tell whether an entry keeps its owner from anything else.

    Microsoft's mark says more than TRANSP, which says only whether others see the time as taken.
    """
    if event.text("STATUS").upper() == "CANCELLED":
        return False
    mark = event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    if mark in _FREE or (not mark and event.text("TRANSP").upper() == "TRANSPARENT"):
        return False
    return not any(
        attendee.parameters.get("PARTSTAT", "").upper() == "DECLINED" and _addresses(attendee) & owners
        for attendee in event.all("ATTENDEE")
    )


def _addresses(attendee: Property) -> set[str]:
    """Apple names people by a number and puts their address beside it (RFC 7986 section 6.2)."""
    named = unquote(attendee.value.strip().rpartition(":")[2]).lower()
    return {named, attendee.parameters.get("EMAIL", "").lower()} - {""}


def _events(calendar: Component) -> Iterator[Component]:
    """Yield the calendar's events, and each busy time of a free/busy answer as an event of its own."""
    for component in calendar.components:
        if component.name == "VEVENT":
            yield component
        elif component.name == "VFREEBUSY":
            for line in component.all("FREEBUSY"):
                if line.parameters.get("FBTYPE", "BUSY").upper() != "FREE":
                    yield from _busy_periods(line)


def _busy_periods(line: Property) -> Iterator[Component]:
    tzid, text = parted(line)
    for period in text.split(","):
        start, _, end = period.partition("/")
        until = "DURATION" if end.strip()[:1] in {"P", "p"} else "DTEND"
        yield Component(
            "VEVENT",
            [Property(name, one, {"TZID": tzid}) for name, one in (("DTSTART", start), (until, end))],
        )


def _series(entries: list[Entry]) -> Iterator[tuple[Entry | None, list[Entry]]]:
    """Yield entries that repeat or stand alone, each with those that replace some of it.

    Of two revisions of one UID the newer counts. Programs that give one UID to several entries of the same
    revision mean all of them.
    """
    by_uid: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_uid[entry.component.text("UID") or entry].append(entry)
    for group in by_uid.values():
        overrides = [entry for entry in group if entry.replaces]
        cores = [entry for entry in group if not entry.replaces]
        newest = max((entry.sequence for entry in cores), default=0)
        yield from ((core, overrides) for core in cores if core.sequence == newest)
        if not cores:
            yield None, overrides


def _span(one: Occurrence, window: Span) -> Span | None:
    """Return what of an occurrence lies in the window; a time that clocks show twice is taken twice."""
    walls = (datetime.combine(wall, time()) if not isinstance(wall, datetime) else wall for wall in one[1:3])
    begin, finish = (min(max(wall, _FIRST_WALL), _LAST_WALL) for wall in walls)
    start, until = _instants(begin, one.zone)
    end, last = _instants(finish, one.zone)
    if isinstance(one.start, datetime):
        end = max(last, until + (finish - begin))
    return Span(start, max(start, end)).intersection(window)


def _instants(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first and the last instant at which a clock in `zone` shows `wall`."""
    if isinstance(zone, ZoneInfo):
        return readings(wall, zone.key)
    first, last = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, last


def work(question: bytes, at_most: AtMost) -> bytes:
    """Answer what the gateway asks a child process (app/gateways/calendar_reading.py)."""
    use_packaged_zone_data()
    return answered(question, busy_times, at_most)
