"""The cost of every start, as one whole number each; the least is the fairest (row T10). Plain Python.

Between two clock changes the cost of all people together repeats every week, so one table of 672 sums is
copied along the range. Only the exceptions of each person are then put right.
"""

from itertools import pairwise

from app.domain.clock_track import ClockTrack, in_week
from app.domain.person_hours import PersonHours
from app.domain.start_grid import StartGrid
from app.domain.week_grid import QUARTERS_A_WEEK

Prices = tuple[int, ...]


def start_costs(grid: StartGrid, people: list[tuple[PersonHours, Prices]], closed: int) -> list[int]:
    """The cost of each start from `grid.first` on; `closed` for those not on offer.

    `people` come with the prices of their burdens (see fairness.prices).
    """
    by_track: dict[ClockTrack, list[list[int]]] = {}
    for hours, prices in people:
        by_track.setdefault(hours.track, []).append(list(map(prices.__getitem__, hours.burdens)))
    weeks = {
        track: _added(rows) * 2 for track, rows in by_track.items()
    }  # twice: any week in it is one slice
    costs: list[int] = []
    for first, last in stretches(grid, list(weeks)):
        count = min(last - first, QUARTERS_A_WEEK)
        begins = {track: in_week(track.local_quarter(first)) for track in weeks}
        sums = _added([week[begins[track] : begins[track] + count] for track, week in weeks.items()])
        costs += (sums * ((last - first) // QUARTERS_A_WEEK + 1))[: last - first]
    put_right(costs, grid, people, closed)
    return costs


def stretches(grid: StartGrid, tracks: list[ClockTrack]) -> list[tuple[int, int]]:
    """The range cut where any of the clocks changes."""
    changes = {change.quarter for track in tracks for change in track.changes}
    inside = {quarter for quarter in changes if grid.first < quarter < grid.last}
    return list(pairwise(sorted({grid.first, grid.last} | inside)))


def put_right(
    costs: list[int], grid: StartGrid, people: list[tuple[PersonHours, Prices]], closed: int
) -> None:
    """Replace what the tables said about single starts by what is true of them."""
    for hours, prices in people:
        for start, burden in hours.exceptions.items():
            costs[start - grid.first] += prices[burden] - prices[hours.usual_at(start)]
    for start in grid.closed:
        costs[start - grid.first] = closed


def _added(rows: list[list[int]]) -> list[int]:
    return list(map(sum, zip(*rows, strict=True))) if len(rows) > 1 else rows[0]
