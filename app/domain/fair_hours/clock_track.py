"""The offsets of a zone over a stretch of time, found once, so that thousands of starts need no zone look-up.

Time is counted in *quarters*: quarter-hours since 1970-01-01T00:00Z. A quarter belongs to the offset in
force when it begins. Every function is exact for every zone, offsets with seconds and changes off the
quarter included.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.domain.clocks.zones import Gap, Overlap, resolve, zone_info

QUARTER = 900
DAY = 86_400
LOOK_EVERY = 3 * DAY
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - walls are counted from here
_MONDAY = 3 * 96
"""1970-01-01 was a Thursday: three days into its week."""


@dataclass(frozen=True, slots=True)
class Segment:
    """From `instant` (seconds since 1970, UTC) clocks are `offset` seconds ahead of UTC."""

    instant: int
    offset: int

    @property
    def quarter(self) -> int:
        """The first quarter that begins with this offset."""
        return -(-self.instant // QUARTER)

    @property
    def shift(self) -> int:
        """Quarters to add to a quarter in UTC for the quarter that clocks show, the begun one counting."""
        return self.offset // QUARTER


@dataclass(frozen=True, eq=False, slots=True)
class ClockTrack:
    """What clocks in `zone` do between two instants. `segments` is never empty; outside it the ends go on.

    `shape` is equal for zones whose clocks go alike all the time.
    """

    zone: str
    segments: tuple[Segment, ...]
    shape: tuple[int, ...]
    _changed: tuple[int, ...]
    _changed_quarters: tuple[int, ...]
    _offsets: tuple[int, ...]
    _shifts: tuple[int, ...]

    @property
    def changes(self) -> tuple[Segment, ...]:
        """The segments that begin with a clock change."""
        return self.segments[1:]

    def offset_at(self, instant: int) -> int:
        """Seconds ahead of UTC at an instant in seconds."""
        return self._offsets[bisect_right(self._changed, instant)]

    def shift_at(self, quarter: int) -> int:
        """Quarters ahead of UTC for a quarter that begins in UTC."""
        return self._shifts[bisect_right(self._changed_quarters, quarter)]

    def last_change(self, after: int, upto: int) -> Segment | None:
        """The last clock change later than `after` and not later than `upto` (seconds)."""
        at = bisect_right(self._changed, upto)
        return self.segments[at] if at and self._changed[at - 1] > after else None

    def wall(self, instant: int) -> datetime:
        """What a clock shows at an instant in seconds (naive)."""
        return wall_of(instant + self._offsets[bisect_right(self._changed, instant)])

    def local_quarter(self, quarter: int) -> int:
        """The quarter clocks show when the quarter `quarter` begins, counted from 1970-01-01T00:00 there."""
        return quarter + self._shifts[bisect_right(self._changed_quarters, quarter)]


def clock_track(zone: str, first: int, last: int) -> ClockTrack:
    """The track of a zone that holds at least between two instants in seconds.

    Raises ZoneInfoNotFoundError for a zone that the data does not know.
    """
    return _track(zone, zone_info(zone), first // DAY, last // DAY + 1)


def wall_of(seconds: int) -> datetime:
    """The wall time so many seconds after 1970-01-01T00:00 on the same clock."""
    return _EPOCH + timedelta(seconds=seconds)


def in_week(local_quarter: int) -> int:
    """The place 0..671 of a local quarter in its week, Monday 00:00 first."""
    return (local_quarter + _MONDAY) % 672


def day_start(day: date, zone: str) -> int:
    """The first instant, in seconds, at which clocks in `zone` show `day` or, where it is skipped, a later
    day.
    """
    first, _ = readings(datetime.combine(day, datetime.min.time()), zone)
    return int(first.timestamp())


def readings(wall: datetime, zone: str) -> tuple[datetime, datetime]:
    """The first and the last instant that a wall time can mean; for a skipped one, when clocks jump over it.

    Raises WallTimeTooFar.
    """
    meant = resolve(wall, zone)
    if isinstance(meant, Gap):
        return readings(meant.to_wall, zone)
    if isinstance(meant, Overlap):
        return meant.first.instant, meant.second.instant
    return meant.instant, meant.instant


@lru_cache(maxsize=2048)
def _track(zone: str, rules: ZoneInfo, first_day: int, last_day: int) -> ClockTrack:
    """Look every third day and halve where the offset differs: the shortest time that any zone kept an offset
    since 1970 is just under seven days.

    `rules` is part of the key, so that other zone data makes another track.
    """
    segments = [Segment(first_day * DAY, _offset(rules, first_day * DAY))]
    early = first_day * DAY
    while early < last_day * DAY:
        late = min(early + LOOK_EVERY, last_day * DAY)
        if _offset(rules, late) != segments[-1].offset:
            segments.append(_change(rules, early, late))
        early = late
    return _laid_out(zone, tuple(segments))


def _laid_out(zone: str, segments: tuple[Segment, ...]) -> ClockTrack:
    offsets = tuple(segment.offset for segment in segments)
    return ClockTrack(
        zone=zone,
        segments=segments,
        shape=(*(segment.instant for segment in segments), *offsets),
        _changed=tuple(segment.instant for segment in segments[1:]),
        _changed_quarters=tuple(segment.quarter for segment in segments[1:]),
        _offsets=offsets,
        _shifts=tuple(segment.shift for segment in segments),
    )


def _change(rules: ZoneInfo, early: int, late: int) -> Segment:
    before = _offset(rules, early)
    while late - early > 1:
        middle = (early + late) // 2
        if _offset(rules, middle) == before:
            early = middle
        else:
            late = middle
    return Segment(late, _offset(rules, late))


def _offset(rules: ZoneInfo, instant: int) -> int:
    offset = datetime.fromtimestamp(instant, rules).utcoffset() or timedelta()
    return offset.days * DAY + offset.seconds
