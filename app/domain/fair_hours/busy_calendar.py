"""When somebody is busy, read from that person's own calendar file (row T10). Nothing else of it is kept.

No title, place or name leaves this module: it takes bytes and gives back spans of time. Whoever can offer a
file can write these bytes, so sizes and the work for repeating entries are bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from app.domain.calendars.content_reader import Component, Property, read_calendar
from app.domain.calendars.proposed_time import zone_named
from app.domain.calendars.recurrence import RuleNotUnderstood, read_rule
from app.domain.errors import DomainError
from app.domain.fair_hours.clock_track import readings
from app.domain.span import Span, merge
from app.domain.words import N_

SIZE_LIMIT = 2 * 1024 * 1024
LINES_LIMIT = 200_000
WORK_LIMIT = 400_000
"""Days that all repeating entries of one file together may be asked for."""
MOST_NAMES = 20

_PERIOD = re.compile(r"(\d{8}T\d{6}Z)/(\d{8}T\d{6}Z|P[^,\s]+)")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_FREE = {"FREE", "WORKINGELSEWHERE"}


class CalendarUnreadable(DomainError):
    """The bytes are no iCalendar file."""

    message = N_("This is no calendar file that can be read. It should begin with BEGIN:VCALENDAR.")
    field = "calendar"
    status = 422


class CalendarTooLarge(DomainError):
    """More than anybody's calendar of some months holds."""

    message = N_("This calendar is too large: at most %(limit)d MB. Export only the months in question.")
    field = "calendar"
    status = 422

    def __init__(self) -> None:
        super().__init__(limit=SIZE_LIMIT // 1024**2)


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """Merged spans within the window, and what they do not say.

    `entries` were read, `passed_over` of them not understood. Of `repeats_unread` entries only the first time
    counts. `unknown_zones` are names that nobody knows; times in them were read by the own clock.
    """

    spans: tuple[Span, ...]
    entries: int
    passed_over: int
    repeats_unread: int = 0
    unknown_zones: tuple[str, ...] = ()


class _Moment(NamedTuple):
    """A start as written: the wall time, the zone it stands in, and whether it is a whole day."""

    wall: datetime
    zone: str
    whole_day: bool

    def instant(self, *, last: bool = False) -> datetime:
        return self.wall.replace(tzinfo=UTC) if self.zone == "UTC" else readings(self.wall, self.zone)[last]


def busy_times(data: bytes, *, zone: str, window: Span) -> BusyTimes:
    """Read the busy spans that touch `window`; times without a zone and whole days are in `zone`.

    Cancelled entries and those marked as free take no time. Raises CalendarTooLarge and CalendarUnreadable.
    """
    if len(data) > SIZE_LIMIT:
        raise CalendarTooLarge
    calendar = read_calendar(data.decode("utf-8-sig", "replace"), lines=LINES_LIMIT)
    if calendar is None:
        raise CalendarUnreadable
    reader = _Reader(calendar, zone, window)
    spans = [
        found
        for component in calendar.components
        for span in reader.spans(component)
        if (found := span.intersection(window)) is not None
    ]
    return BusyTimes(
        tuple(merge(spans)),
        reader.entries,
        reader.passed_over,
        reader.repeats_unread,
        tuple(sorted(reader.unknown_zones)),
    )


class _Reader:
    """One calendar being read, with the work that is left."""

    def __init__(self, calendar: Component, zone: str, window: Span) -> None:
        self.entries = self.passed_over = self.repeats_unread = 0
        self.unknown_zones: set[str] = set()
        self._zone = zone_named(calendar.text("X-WR-TIMEZONE")) or zone
        self._own_zone, self._window, self._work = zone, window, WORK_LIMIT
        self._moved = {
            (event.text("UID"), instant)
            for event in calendar.components
            if (instant := self._replaced(event)) is not None
        }

    def _replaced(self, event: Component) -> datetime | None:
        """The instant of the repetition that this entry stands for."""
        try:
            moment = self._moment(event.property("RECURRENCE-ID"))
            return moment.instant() if moment else None
        except (ValueError, OverflowError, DomainError):
            return None

    def spans(self, component: Component) -> list[Span]:
        """The busy spans of a VEVENT or VFREEBUSY; none for what cannot be understood, which is counted."""
        if component.name not in {"VEVENT", "VFREEBUSY"}:
            return []
        self.entries += 1
        try:
            found = self._free_busy(component) if component.name == "VFREEBUSY" else self._event(component)
            return list(found)
        except (ValueError, OverflowError, DomainError):
            self.passed_over += 1
            return []

    def _free_busy(self, component: Component) -> Iterator[Span]:
        for line in component.all("FREEBUSY"):
            if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            for start, end in _PERIOD.findall(line.value):
                begins = _utc(start)
                yield Span(begins, _utc(end) if end.endswith("Z") else begins + _duration(end))

    def _event(self, event: Component) -> Iterator[Span]:
        if _is_free(event):
            return
        start = self._moment(event.property("DTSTART"))
        if start is None:
            raise ValueError("no start that means an instant")
        length = self._length(event, start)
        for moment in self._starts(event, start):
            if start.whole_day:
                until = moment._replace(wall=moment.wall + length)
                yield Span(moment.instant(), until.instant())
            else:
                yield Span(moment.instant(), moment.instant(last=True) + length)

    def _length(self, event: Component, start: _Moment) -> timedelta:
        end, duration = self._moment(event.property("DTEND")), event.text("DURATION")
        if end is not None:
            gap = end.wall - start.wall if start.whole_day else end.instant() - start.instant()
            return max(gap, timedelta())
        return _duration(duration) if duration else timedelta(days=start.whole_day)

    def _starts(self, event: Component, start: _Moment) -> Iterator[_Moment]:
        """The start and its repetitions, minus those taken out or moved to another time."""
        rule = event.property("RRULE")
        days = [start.wall.date()]
        if rule is not None and event.property("RECURRENCE-ID") is None:
            days = list(dict.fromkeys([*days, *self._repeated(rule.value, days[0])]))
        moments = [start._replace(wall=datetime.combine(day, start.wall.time())) for day in days]
        moments += [one for line in event.all("RDATE") for one in self._moments(line)]
        without = {one.instant() for line in event.all("EXDATE") for one in self._moments(line)}
        if event.property("RECURRENCE-ID") is None:
            without |= {instant for uid, instant in self._moved if uid == event.text("UID")}
        return (moment for moment in moments if moment.instant() not in without)

    def _repeated(self, text: str, start: date) -> Iterator[date]:
        """The days of a rule around the window; none, and counted, where it is not worked out."""
        since = self._window.start.date() - timedelta(days=32)
        upto = self._window.end.date() + timedelta(days=2)
        try:
            rule = read_rule(text, start)
        except RuleNotUnderstood:
            self.repeats_unread += 1
            return iter(())
        self._work -= rule.cost(upto, since)
        if self._work < 0:
            self.repeats_unread += 1
            return iter(())
        return rule.days(upto, since)

    def _moment(self, found: Property | None) -> _Moment | None:
        return next(iter(self._moments(found)), None) if found else None

    def _moments(self, found: Property) -> list[_Moment]:
        named = found.parameters.get("TZID", "").strip()
        zone = zone_named(named)
        if named and zone is None and len(self.unknown_zones) < MOST_NAMES:
            self.unknown_zones.add(named[:40])
        zone = zone or self._zone
        return [_moment(text.strip(), zone, self._own_zone) for text in found.value.split(",")[:5000]]


def _moment(text: str, zone: str, own_zone: str) -> _Moment:
    if len(text) == 8:
        return _Moment(datetime.strptime(text, "%Y%m%d"), own_zone, whole_day=True)  # noqa: DTZ007 - a wall
    if text.endswith("Z"):
        return _Moment(_utc(text).replace(tzinfo=None), "UTC", whole_day=False)
    return _Moment(datetime.strptime(text, "%Y%m%dT%H%M%S"), zone, whole_day=False)  # noqa: DTZ007 - a wall


def _utc(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _duration(text: str) -> timedelta:
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError(text[:40])
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _is_free(event: Component) -> bool:
    marks = {event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper(), event.text("TRANSP").upper()}
    return event.text("STATUS").upper() == "CANCELLED" or bool(marks & {*_FREE, "TRANSPARENT"})
