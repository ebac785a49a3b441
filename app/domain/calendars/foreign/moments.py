"""Times as somebody's calendar file writes them, and what the clock of a series shows at them."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from icalendar import vDDDTypes, vDuration

from app.domain.calendars.content_reader import Component, Property
from app.domain.calendars.foreign.refusals import Unreadable, Why
from app.domain.calendars.foreign.zones import FileZones, parted


class Moment(NamedTuple):
    """A day, or a wall time (naive), in `zone`. Days are those of the calendar's owner."""

    wall: date
    zone: tzinfo


class Period(NamedTuple):
    """A repetition with a length of its own (RDATE;VALUE=PERIOD, FREEBUSY)."""

    start: Moment
    end: Moment


class Clock(NamedTuple):
    """What a series counts by: its zone, whether it is of whole days, and when its first one begins."""

    zone: tzinfo
    whole_days: bool
    first: time

    @classmethod
    def of(cls, start: Moment, *, whole_days: bool) -> "Clock":
        """The clock of a series that begins at `start`."""
        first = start.wall.time() if isinstance(start.wall, datetime) else time()
        return cls(start.zone, whole_days, first)

    def shows(self, moment: Moment) -> date:
        """Return the wall time at `moment`; the day itself where whole days are counted."""
        wall, zone = moment
        if not isinstance(wall, datetime):
            if self.whole_days:
                return wall
            wall = datetime.combine(wall, time())
        if zone is not self.zone:
            wall = wall.replace(tzinfo=zone).astimezone(self.zone).replace(tzinfo=None)
        return wall.date() if self.whole_days else wall

    def names(self, moment: Moment, *, at: time | None = None) -> date:
        """Return the wall time or day of the repetition that `moment` names.

        A mere day among times is meant at the usual time, or at `at`. Midnight among whole days is that day,
        in whatever zone it was written.
        """
        wall = moment.wall
        if not isinstance(wall, datetime) and not self.whole_days:
            return datetime.combine(wall, self.first if at is None else at)
        if isinstance(wall, datetime) and self.whole_days and wall.time() == time():
            return wall.date()
        return self.shows(moment)


def moments(component: Component, name: str, zones: FileZones) -> list[Moment | Period]:
    """Return all values of a property of times, in order. Raises Unreadable."""
    return [one for found in component.all(name) for one in values(found, zones)]


def moment(component: Component, name: str, zones: FileZones) -> Moment | None:
    """Return the first value of a property that holds one time. Raises Unreadable."""
    found = component.property(name)
    one = values(found, zones)[0] if found else None
    if isinstance(one, Period):
        raise Unreadable(Why.BAD_TIME)
    return one


def values(found: Property, zones: FileZones) -> list[Moment | Period]:
    """Return the values of one line. Raises Unreadable."""
    tzid, text = parted(found)
    zone = zones.zone(tzid)
    try:
        return [_value(one.strip().upper(), zone, zones.own) for one in text.split(",")]
    except (ValueError, OverflowError) as error:
        raise Unreadable(Why.BAD_TIME) from error


def length(component: Component) -> timedelta | None:
    """Return the value of DURATION, None without one. Raises Unreadable."""
    text = component.text("DURATION").upper()
    try:
        return vDuration.from_ical(text) if text else None
    except ValueError as error:
        raise Unreadable(Why.BAD_TIME) from error


def _value(text: str, zone: tzinfo, own: tzinfo) -> Moment | Period:
    value = vDDDTypes.from_ical(text)
    if isinstance(value, tuple):
        start = _moment(value[0], zone, own)
        if isinstance(value[1], timedelta):
            return Period(start, Moment(start.wall + value[1], start.zone))
        return Period(start, _moment(value[1], zone, own))
    return _moment(value, zone, own)


def _moment(value: object, zone: tzinfo, own: tzinfo) -> Moment:
    if isinstance(value, datetime):
        return Moment(value.replace(tzinfo=None), zone if value.tzinfo is None else UTC)
    if isinstance(value, date):
        return Moment(value, own)
    raise ValueError("neither a day nor a time")
