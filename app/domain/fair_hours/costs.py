"""The cost of every start, as one whole number each; the least is the fairest (row T10). Plain Python.

Between two clock changes the cost of all people together repeats every week, so one week of sums is copied
along the range. Where a clock changes, only the people who live by it are taken out and put back at their
new offset. In the end the exceptions of each person are put right.
"""

from collections.abc import Iterable
from itertools import pairwise
from operator import add, sub

from app.domain.fair_hours.clock_track import ClockTrack, in_week
from app.domain.fair_hours.grid import StartGrid
from app.domain.fair_hours.person_hours import PersonHours
from app.domain.fair_hours.week_grid import QUARTERS_A_WEEK

Prices = tuple[int, ...]
People = list[tuple[PersonHours, Prices]]


def start_costs(grid: StartGrid, people: People, closed: int) -> list[int]:
    """The cost of each start from `grid.first` on; `closed` for those not on offer.

    `people` come with the prices of their burdens (see fairness.prices).
    """
    alike = _by_clock(people)
    tracks = [those[0][0].track for those in alike]
    known: dict[tuple[bytes, int], list[int]] = {}
    rows = [_added(_priced(those, known)) * 2 for those in alike]  # twice: any week in it is one slice
    shifts = [track.shift_at(grid.first) for track in tracks]
    week = _added([_in_utc(row, shift) for row, shift in zip(rows, shifts, strict=True)])
    costs: list[int] = []
    for first, last in stretches(grid, tracks):
        for at, track in enumerate(tracks):
            shift = track.shift_at(first)
            if shift != shifts[at]:
                away, back = _in_utc(rows[at], shifts[at]), _in_utc(rows[at], shift)
                week = list(map(add, map(sub, week, away), back))
                shifts[at] = shift
        begin = first % QUARTERS_A_WEEK
        costs += (week[begin:] + week * ((last - first) // QUARTERS_A_WEEK + 1))[: last - first]
    _put_right(costs, grid, people, closed)
    return costs


def _by_clock(people: People) -> list[People]:
    """Put those together whose clocks go alike, whatever the names of their zones."""
    alike: dict[tuple[int, ...], People] = {}
    for hours, prices in people:
        alike.setdefault(hours.track.shape, []).append((hours, prices))
    return list(alike.values())


def stretches(grid: StartGrid, tracks: Iterable[ClockTrack]) -> list[tuple[int, int]]:
    """The range cut where any of the clocks changes."""
    changes = {change.quarter for track in tracks for change in track.changes}
    inside = {quarter for quarter in changes if grid.first < quarter < grid.last}
    return list(pairwise(sorted({grid.first, grid.last} | inside)))


def _put_right(costs: list[int], grid: StartGrid, people: People, closed: int) -> None:
    """Replace what the tables said about single starts by what is true of them."""
    for hours, prices in people:
        for start, burden in hours.exceptions.items():
            costs[start - grid.first] += prices[burden] - prices[hours.usual_at(start)]
    for start in grid.closed:
        costs[start - grid.first] = closed


def _priced(people: People, known: dict[tuple[bytes, int], list[int]]) -> list[list[int]]:
    """The prices of a week of starts, for each of the people; most share them, so they are kept in
    `known`.
    """
    for hours, prices in people:
        if (hours.burdens, id(prices)) not in known:
            known[hours.burdens, id(prices)] = list(map(prices.__getitem__, hours.burdens))
    return [known[hours.burdens, id(prices)] for hours, prices in people]


def _in_utc(twice: list[int], shift: int) -> list[int]:
    """A week by clocks `shift` quarters ahead, as a week of UTC from a multiple of 672 quarters since 1970
    on.
    """
    begin = in_week(shift)
    return twice[begin : begin + QUARTERS_A_WEEK]


def _added(rows: list[list[int]]) -> list[int]:
    return list(map(sum, zip(*rows, strict=True))) if len(rows) > 1 else rows[0]
