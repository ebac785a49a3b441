"""One start as people see it: everybody's local time and day, and who pays how much (row T10)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from app.domain.fair_hours.clock_track import QUARTER, ClockTrack, in_week, wall_of
from app.domain.fair_hours.grid import seconds
from app.domain.fair_hours.measure import DEEP_NIGHT, NIGHT, OUT, BurdenBand, Need, band_of
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.person_hours import PersonHours
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import Search
from app.domain.fair_hours.week_grid import NO


class Absence(StrEnum):
    """Why a person cannot come."""

    BUSY = "busy"
    OWN_HOURS = "own-hours"
    DAY_OFF = "day-off"


@dataclass(frozen=True, slots=True)
class ClockShift:
    """A clock change between now and the start, or during the event: offsets from UTC at both ends."""

    instant: datetime
    before: timedelta
    after: timedelta


@dataclass(frozen=True, slots=True)
class PersonTime:
    """A start in one person's own time. `begins` and `ends` are wall times of the event in `zone`.

    * `day_shift`: days the date there is ahead of the date in the zone of the request.
    * `points`: 0 to 120, None for who cannot come; `absence` then says why.
    * `night`: up between 00:00 and 05:00 and not content with it.
    * `day_off`: some of it on a weekend or holiday of the person.
    * `clock_shift`: the last change between now and the start that leaves another offset than now's.
    * `shift_during`: a change while the event (or the tech check before it) runs.
    """

    person: Participant
    begins: datetime
    ends: datetime
    offset: timedelta
    day_shift: int
    points: int | None
    band: BurdenBand | None
    absence: Absence | None
    night: bool
    day_off: bool
    clock_shift: ClockShift | None
    shift_during: ClockShift | None

    @property
    def ident(self) -> str:
        """The ident of the person."""
        return self.person.ident

    @property
    def name(self) -> str:
        """The name of the person or group."""
        return self.person.name

    @property
    def need(self) -> Need:
        """How much the event needs the person."""
        return self.person.need

    @property
    def zone(self) -> str:
        """The zone of the times."""
        return self.person.zone

    @property
    def weekday(self) -> int:
        """The weekday there at the start; Monday is 0."""
        return self.begins.weekday()


@dataclass(frozen=True, slots=True)
class MeetingOption:
    """A start, the wall time of it in the zone of the request, and what it means to each person, in their
    order.
    """

    start: int
    starts_at: datetime
    ends_at: datetime
    wall: datetime
    cost: int
    people: tuple[PersonTime, ...]

    @property
    def total(self) -> int:
        """The points of all who come, each line of the list counted once."""
        return sum(person.points or 0 for person in self.people)

    @property
    def worst(self) -> PersonTime | None:
        """Who has most points; the first of equals, None when nobody can come."""
        return max((one for one in self.people if one.points is not None), key=_points, default=None)

    @property
    def payers(self) -> list[PersonTime]:
        """Everybody for whom the hour is not good, the hardest hit first."""
        return sorted(
            (one for one in self.people if one.band not in {None, BurdenBand.GOOD}), key=_points, reverse=True
        )

    @property
    def absent(self) -> list[PersonTime]:
        """Everybody who cannot come."""
        return [one for one in self.people if one.points is None]

    @property
    def in_deep_night(self) -> list[PersonTime]:
        """Everybody whose mean is above 75 points."""
        return [one for one in self.people if one.points is not None and one.points > DEEP_NIGHT]


def option_at(found: Search, start: int) -> MeetingOption:
    """Describe the start at a quarter in UTC."""
    begins = start * QUARTER
    wall = found.grid.home.wall(begins)
    now = None if found.request.now is None else seconds(found.request.now)
    people = tuple(_person_time(hours, found.request, start, wall.date(), now) for hours in found.people)
    starts_at = datetime.fromtimestamp(begins, UTC)
    ends_at = starts_at + timedelta(minutes=found.request.minutes)
    return MeetingOption(start, starts_at, ends_at, wall, found.cost(start), people)


def _person_time(
    hours: PersonHours, request: MeetingRequest, start: int, home_day: date, now: int | None
) -> PersonTime:
    person, track = hours.person, hours.track
    first, last = start * QUARTER, start * QUARTER + request.minutes * 60
    offset = track.offset_at(first)
    begins, ends = wall_of(first + offset), track.wall(last)
    burden = hours.burden_at(start)
    points = None if burden == OUT else burden & (NIGHT - 1)
    return PersonTime(
        person=person,
        begins=begins,
        ends=ends,
        offset=timedelta(seconds=offset),
        day_shift=(begins.date() - home_day).days,
        points=points,
        band=None if points is None else band_of(points),
        absence=_absence(hours, request, start) if points is None else None,
        night=points is not None and burden >= NIGHT,
        day_off=_is_day_off(hours, begins, ends),
        clock_shift=None if now is None else _shift(track, min(now, first), first),
        shift_during=_shift(track, first - person.lead_quarters * QUARTER, last - 1),
    )


def _absence(hours: PersonHours, request: MeetingRequest, start: int) -> Absence:
    """A busy time first; then own hours, unless every quarter is open in them and only days off are left."""
    if any(begins <= start < stops for begins, stops in hours.busy):
        return Absence.BUSY
    grid = hours.person.grid
    if grid is None:
        return Absence.DAY_OFF
    needed = range(start - hours.person.lead_quarters, start + request.quarters)
    closed = any(grid.cells[in_week(hours.track.local_quarter(quarter))] == NO for quarter in needed)
    return Absence.OWN_HOURS if closed else Absence.DAY_OFF


def _is_day_off(hours: PersonHours, begins: datetime, ends: datetime) -> bool:
    """Tell whether a date the event touches is one; the day that begins when it ends is not touched."""
    day, last_day = begins.date(), (ends - timedelta(minutes=1)).date()
    if day.weekday() in hours.weekend or day in hours.person.days_off:
        return True
    return last_day > day and (last_day.weekday() in hours.weekend or last_day in hours.person.days_off)


def _shift(track: ClockTrack, first: int, last: int) -> ClockShift | None:
    """The last change after `first` and up to `last`, when it leaves another offset."""
    change = track.last_change(first, last)
    if change is None:
        return None
    before, after = track.offset_at(first), track.offset_at(last)
    if before == after:
        return None
    return _clock_shift(change.instant, before, after)


@lru_cache(maxsize=1024)
def _clock_shift(instant: int, before: int, after: int) -> ClockShift:
    return ClockShift(
        datetime.fromtimestamp(instant, UTC), timedelta(seconds=before), timedelta(seconds=after)
    )


def _points(person: PersonTime) -> int:
    return person.points or 0
