"""The offsets of a zone over a stretch of time, found once, so that thousands of starts need no zone look-up.

Time is counted in *quarters*: quarter-hours since 1970-01-01T00:00Z. A quarter belongs to the offset in
force when it begins. Every function is exact for every zone, offsets with seconds and changes off the
quarter included.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.domain.zones import Gap, Overlap, resolve, zone_info

QUARTER = 900
DAY = 86_400
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
    """What clocks in `zone` do between two instants. `segments` is never empty; outside it the ends go on."""

    zone: str
    segments: tuple[Segment, ...]
    _instants: tuple[int, ...]
    _quarters: tuple[int, ...]

    @property
    def changes(self) -> tuple[Segment, ...]:
        """The segments that begin with a clock change."""
        return self.segments[1:]

    def offset_at(self, instant: int) -> int:
        """Seconds ahead of UTC at an instant in seconds."""
        return self.segments[max(0, bisect_right(self._instants, instant) - 1)].offset

    def shift_at(self, quarter: int) -> int:
        """Quarters ahead of UTC for a quarter that begins in UTC."""
        return self.segments[max(0, bisect_right(self._quarters, quarter) - 1)].shift

    def last_change(self, after: int, upto: int) -> Segment | None:
        """The last clock change later than `after` and not later than `upto` (seconds)."""
        at = bisect_right(self._instants, upto) - 1
        return self.segments[at] if at > 0 and self._instants[at] > after else None

    def wall(self, instant: int) -> datetime:
        """What a clock shows at an instant in seconds (naive)."""
        return _EPOCH + timedelta(seconds=instant + self.offset_at(instant))

    def local_quarter(self, quarter: int) -> int:
        """The quarter clocks show when the quarter `quarter` begins, counted from 1970-01-01T00:00 there."""
        return quarter + self.shift_at(quarter)


def clock_track(zone: str, first: int, last: int) -> ClockTrack:
    """The track of a zone that holds at least between two instants in seconds.

    Raises ZoneInfoNotFoundError for a zone that the data does not know.
    """
    return _track(zone, zone_info(zone), first // DAY, last // DAY + 1)


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
    """Look once a day and halve where the offset differs: no zone since 1970 kept an offset for under six
    days.

    `rules` is part of the key, so that other zone data makes another track.
    """
    segments = [Segment(first_day * DAY, _offset(rules, first_day * DAY))]
    for instant in range(first_day * DAY + DAY, last_day * DAY + 1, DAY):
        if _offset(rules, instant) != segments[-1].offset:
            segments.append(_change(rules, instant - DAY, instant))
    instants = tuple(segment.instant for segment in segments)
    return ClockTrack(zone, tuple(segments), instants, tuple(segment.quarter for segment in segments))


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
    offset = datetime.fromtimestamp(instant, UTC).astimezone(rules).utcoffset() or timedelta()
    return offset.days * DAY + offset.seconds
