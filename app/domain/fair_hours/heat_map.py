"""The heat map: days by hours in any zone, the best start of each cell, and one person's own hours under
it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.fair_hours.clock_track import QUARTER, clock_track
from app.domain.fair_hours.measure import NIGHT, OUT, BurdenBand, Measure, band_of
from app.domain.fair_hours.search import Search


class CellState(StrEnum):
    """Whether a cell can be chosen."""

    OPEN = "open"
    """Everybody who must come can."""
    BLOCKED = "blocked"
    """On offer, but a must cannot come."""
    CLOSED = "closed"
    """In the range, but closed, avoided or past."""
    OUTSIDE = "outside"
    """No start of the range is there: before or after it, or an hour that clocks skip that day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The fairest start in an hour or quarter-hour of a local day.

    * `start`: its quarter in UTC (see option.option_at), None outside.
    * `points` and `band`: the load as one number on the scale of one person, such that equal points for
      everybody would weigh the same; for colours. None when not open.
    * `musts_out`, `others_out`, `at_night`: musts who cannot come; whether others cannot; whether anybody is
      up at night.
    """

    state: CellState
    start: int | None = None
    points: int | None = None
    band: BurdenBand | None = None
    musts_out: int = 0
    others_out: bool = False
    at_night: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One local day; 24 or 96 cells from midnight on. On a day with a doubled hour its cell has the fairer
    start.
    """

    day: date
    cells: tuple[Cell, ...]


OUTSIDE = Cell(CellState.OUTSIDE)


def heat_map(found: Search, zone: str, *, columns: int = 24) -> list[HeatRow]:
    """The starts of a search by local day and hour (`columns` 24) or quarter-hour (96) in `zone`.

    Raises ZoneInfoNotFoundError for a zone that the data does not know.
    """
    best = _best_starts(found, zone, columns)
    days = sorted({day for day, _ in best})
    weight = _whole_weight(found)
    return [
        HeatRow(
            date.fromordinal(day),
            tuple(
                _cell(found, best[day, column], weight) if (day, column) in best else OUTSIDE
                for column in range(columns)
            ),
        )
        for day in range(days[0], days[-1] + 1)
    ]


def person_bands(found: Search, ident: str, rows: list[HeatRow]) -> list[list[BurdenBand | None]]:
    """How the starts in the cells of a heat map are for one person; None where there is none or not coming.

    Raises KeyError for an ident that is not on the list.
    """
    hours = next((one for one in found.people if one.person.ident == ident), None)
    if hours is None:
        raise KeyError(ident)
    burdens = (
        [OUT if cell.start is None else hours.burden_at(cell.start) for cell in row.cells] for row in rows
    )
    return [[None if burden == OUT else band_of(burden & (NIGHT - 1)) for burden in row] for row in burdens]


def _best_starts(found: Search, zone: str, columns: int) -> dict[tuple[int, int], int]:
    """The fairest start of each cell, by the ordinal of the local day and the column."""
    first, last = found.grid.first, found.grid.last
    track, each = clock_track(zone, first * QUARTER, last * QUARTER), 96 // columns
    epoch = date(1970, 1, 1).toordinal()
    best: dict[tuple[int, int], int] = {}
    for start, cost in enumerate(found.costs, first):
        day, quarter = divmod(track.local_quarter(start), 96)
        key = epoch + day, quarter // each
        if key not in best or cost < found.costs[best[key] - first]:
            best[key] = start
    return best


def _cell(found: Search, start: int, weight: int) -> Cell:
    scale, cost = found.scale, found.cost(start)
    if cost == scale.closed:
        return Cell(CellState.CLOSED, start)
    musts_out, others_out = scale.musts_out(cost), scale.others_out(cost) > 0
    if musts_out:
        return Cell(CellState.BLOCKED, start, musts_out=musts_out, others_out=others_out)
    mean = scale.pain(cost) / weight
    points = round(mean if found.request.measure is Measure.LEAST_IN_TOTAL else mean**0.25)
    night = scale.at_night(cost) > 0
    return Cell(CellState.OPEN, start, points, band_of(points), others_out=others_out, at_night=night)


def _whole_weight(found: Search) -> int:
    turns = found.request.measure is Measure.TAKE_TURNS
    return sum(one.full_weight * (one.turn_factor if turns else 1) for one in found.request.people)
