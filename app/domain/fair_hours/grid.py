"""Which starts may be offered at all: the days asked for, minus what is closed, avoided, past or off the
step.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.errors import DomainError
from app.domain.fair_hours.clock_track import QUARTER, ClockTrack, clock_track, day_start
from app.domain.fair_hours.request import MeetingRequest
from app.domain.words import N_


class NoStartOpen(DomainError):
    """Everything in the range is closed, avoided or past, so there is nothing to rank."""

    message = N_("No start is left between %(first)s and %(last)s: all of it is closed, avoided or past.")
    field = "first"
    status = 422


@dataclass(frozen=True, slots=True)
class StartGrid:
    """Starts are the quarters `first` up to but not including `last`; those in `closed` are not offered."""

    first: int
    last: int
    closed: frozenset[int]
    home: ClockTrack

    @property
    def open(self) -> list[int]:
        """The starts on offer, in order."""
        return [start for start in range(self.first, self.last) if start not in self.closed]


def start_grid(request: MeetingRequest) -> StartGrid:
    """Lay out the starts of a request. Raises NoStartOpen when not one of them may be offered."""
    begin = day_start(request.first, request.zone)
    end = day_start(request.last + timedelta(days=1), request.zone)
    first, last = _ceil(begin), _ceil(end)
    home = clock_track(request.zone, begin, end + request.minutes * 60)
    closed: set[int] = set()
    for start, finish in _closed_stretches(request):
        begins, stops = starts_touching(start, finish, minutes=request.minutes)
        closed.update(range(max(first, begins), min(last, stops)))
    if request.now is not None:
        closed.update(range(first, min(last, _ceil(seconds(request.now)))))
    if request.step > 15:
        each = request.step // 15
        closed.update(start for start in range(first, last) if home.local_quarter(start) % each)
    if len(closed) >= last - first:
        raise NoStartOpen(first=request.first, last=request.last)
    return StartGrid(first, last, frozenset(closed), home)


def starts_touching(begin: int, end: int, *, minutes: int, lead_quarters: int = 0) -> tuple[int, int]:
    """The starts (from, up to) of which the time needed shares a moment with `begin` to `end` (seconds).

    The time needed runs from `lead_quarters` before the start to `minutes` after it. Touching is no overlap.
    """
    return (begin - minutes * 60) // QUARTER + 1, -(-(end + lead_quarters * QUARTER) // QUARTER)


def seconds(instant: datetime) -> int:
    """Whole seconds since 1970 of an aware instant, a begun one counting."""
    return -((_EPOCH - instant.astimezone(UTC)) // timedelta(seconds=1))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _closed_stretches(request: MeetingRequest) -> list[tuple[int, int]]:
    spans = [(seconds(span.start), seconds(span.end)) for span in request.closed if span.start < span.end]
    day_after = request.last + timedelta(days=1)  # an event of the last evening can run into it
    days = [
        (day_start(day, request.zone), day_start(day + timedelta(days=1), request.zone))
        for day in (*request.dates, day_after)
        if day in request.avoid_dates or day.weekday() in request.avoid_weekdays
    ]
    return spans + days


def _ceil(instant: int) -> int:
    return -(-instant // QUARTER)
