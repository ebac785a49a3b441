"""The burden of every start for one person: a week's table by local time, and the few starts it is wrong for.

As long as clocks do not change, a person's burden repeats every week, so 672 numbers answer for the whole
range. Starts near a clock change, on a holiday or in a busy time are worked out one by one and kept beside
the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise

from app.domain.fair_hours.clock_track import ClockTrack, clock_track, in_week
from app.domain.fair_hours.grid import StartGrid, seconds, starts_touching
from app.domain.fair_hours.humane_hours import NIGHT_UNIT, OUT_UNIT, quarter_value, week_values
from app.domain.fair_hours.measure import NIGHT, OUT
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.week_grid import QUARTERS_A_DAY, QUARTERS_A_WEEK, USUAL, WeekGrid

_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, eq=False, slots=True)
class PersonHours:
    """`burdens` has the burden (points, plus NIGHT, or OUT) of a start at each of the 672 local quarters of
    a week.

    `exceptions` has the burden of single starts, by quarter in UTC, wherever it may differ from the table.
    `busy` are the ranges of starts that a busy time rules out.
    """

    person: Participant
    track: ClockTrack
    weekend: frozenset[int]
    burdens: bytes
    exceptions: dict[int, int]
    busy: list[tuple[int, int]]

    def burden_at(self, start: int) -> int:
        """Points, plus NIGHT, or OUT, for the start at a quarter in UTC."""
        burden = self.exceptions.get(start)
        return self.usual_at(start) if burden is None else burden

    def usual_at(self, start: int) -> int:
        """What the week's table says about a start."""
        return self.burdens[in_week(self.track.local_quarter(start))]


def person_hours(person: Participant, request: MeetingRequest, grid: StartGrid) -> PersonHours:
    """Work out the burdens of one person for the starts of `grid`."""
    lead, never = person.lead_quarters, request.days_off is DaysOff.NEVER
    first = (grid.first - lead) * 900
    since = min(first, seconds(request.now)) if request.now else first
    track = clock_track(person.zone, since, (grid.last + request.quarters) * 900)
    weekend = person.own_weekend
    values = week_values(person.grid, weekend, days_off_out=never)
    burdens = week_burdens(values, lead, request.minutes)
    busy = _merged(_busy_starts(person, request, grid))
    hours = PersonHours(person, track, weekend, burdens, {}, busy)
    for begins, stops in _merged(_special_starts(hours, request, grid)):
        local = list(local_values(hours, begins - lead, stops + request.quarters, never=never))
        hours.exceptions.update(enumerate(sliding(local, lead, request.minutes, stops - begins), begins))
    for begins, stops in hours.busy:
        hours.exceptions.update(dict.fromkeys(range(begins, stops), OUT))
    return hours


def burden_line(hours: PersonHours, grid: StartGrid) -> bytearray:
    """The burden of every start of `grid`, closed ones included, in order."""
    line = bytearray()
    for first, last in pairwise(_edges(hours.track, grid)):
        begin = in_week(hours.track.local_quarter(first))
        week = hours.burdens[begin:] + hours.burdens[:begin]
        line += (week * ((last - first) // QUARTERS_A_WEEK + 1))[: last - first]
    for start, burden in hours.exceptions.items():
        line[start - grid.first] = burden
    return line


def _edges(track: ClockTrack, grid: StartGrid) -> list[int]:
    changes = [change.quarter for change in track.changes if grid.first < change.quarter < grid.last]
    return [grid.first, *changes, grid.last]


@lru_cache(maxsize=512)
def week_burdens(values: tuple[int, ...], lead: int, minutes: int) -> bytes:
    """The burden of a start at each local quarter of a week in which clocks do not change."""
    around = (*values[QUARTERS_A_WEEK - lead :], *values, *values[: -(-minutes // 15)])
    return sliding(around, lead, minutes, QUARTERS_A_WEEK)


def sliding(values: Sequence[int], lead: int, minutes: int, count: int) -> bytes:
    """The burdens of `count` starts one quarter apart; the first needs the time from `values[0]`.

    The mean over all minutes needed, from `lead` quarters before the start to `minutes` after it, rounded to
    whole points, a half up; OUT when a quarter is not accepted.
    """
    needed = lead * 15 + minutes
    whole, rest = divmod(needed, 15)
    sums = list(accumulate(values, initial=0))
    totals = [(late - early) * 15 for early, late in zip(sums, sums[whole : whole + count], strict=False)]
    if rest:
        totals = [total + rest * value for total, value in zip(totals, values[whole:], strict=False)]
    known = {total: _burden(total, needed) for total in set(totals)}
    return bytes(map(known.__getitem__, totals))


def local_values(hours: PersonHours, first: int, last: int, *, never: bool) -> Iterator[int]:
    """The values of the quarters in UTC from `first` up to `last`, clock changes and days off included."""
    person = hours.person
    week = week_values(person.grid, hours.weekend, days_off_out=never)
    cells = (person.grid or _NO_GRID).cells
    for quarter in range(first, last):
        local = hours.track.local_quarter(quarter)
        day = _FIRST_DAY + timedelta(days=local // QUARTERS_A_DAY)
        if day in person.days_off:
            cell = cells[in_week(local)]
            yield quarter_value(cell, local % QUARTERS_A_DAY, day_off=True, days_off_out=never)
        else:
            yield week[in_week(local)]


def _burden(total: int, needed: int) -> int:
    if total >= OUT_UNIT:
        return OUT
    points = (total % NIGHT_UNIT * 2 + needed) // (2 * needed)
    return points + NIGHT if total >= NIGHT_UNIT else points


def _special_starts(
    hours: PersonHours, request: MeetingRequest, grid: StartGrid
) -> Iterator[tuple[int, int]]:
    """Ranges of starts that need time on both sides of a clock change, or on a day off."""
    lead, quarters = hours.person.lead_quarters, request.quarters
    for change in hours.track.changes:
        yield _clipped(change.quarter - quarters + 1, change.quarter + lead, grid)
    for day in hours.person.days_off:
        local = (day - _FIRST_DAY).days * QUARTERS_A_DAY
        shifts = [segment.shift for segment in hours.track.segments]
        yield _clipped(local - max(shifts) - quarters, local + QUARTERS_A_DAY - min(shifts) + lead, grid)


def _busy_starts(person: Participant, request: MeetingRequest, grid: StartGrid) -> Iterator[tuple[int, int]]:
    for span in person.busy:
        if span.start < span.end:
            begin, end = seconds(span.start), seconds(span.end)
            stretch = starts_touching(begin, end, minutes=request.minutes, lead_quarters=person.lead_quarters)
            yield _clipped(*stretch, grid)


def _clipped(begins: int, stops: int, grid: StartGrid) -> tuple[int, int]:
    return max(begins, grid.first), min(stops, grid.last)


def _merged(ranges: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begins, stops in sorted(found for found in ranges if found[0] < found[1]):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stops, merged[-1][1]))
        else:
            merged.append((begins, stops))
    return merged


_NO_GRID = WeekGrid(bytes([USUAL]) * QUARTERS_A_WEEK)
