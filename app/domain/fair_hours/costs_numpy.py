"""The same costs as start_costs, bit for bit, worked out with numpy where it is installed. Never needed."""

import numpy as np
from numpy.typing import NDArray

from app.domain.fair_hours.clock_track import in_week
from app.domain.fair_hours.costs import People, by_clock, put_right, stretches
from app.domain.fair_hours.grid import StartGrid
from app.domain.fair_hours.week_grid import QUARTERS_A_WEEK

MOST_BITS = 62
"""Costs wider than this do not fit: the caller takes the plain way."""

Week = NDArray[np.int64]


def start_costs(grid: StartGrid, people: People, closed: int) -> list[int]:
    """See start_costs.start_costs. Raises OverflowError for prices that need more than 62 bits."""
    alike = by_clock(people)
    tracks = [those[0][0].track for those in alike]
    known: dict[tuple[bytes, int], Week] = {}
    rows = [_priced(those, known) for those in alike]
    shifts = [track.shift_at(grid.first) for track in tracks]
    week = sum((_in_utc(row, shift) for row, shift in zip(rows, shifts, strict=True)), start=_nothing())
    parts = []
    for first, last in stretches(grid, tracks):
        for at, track in enumerate(tracks):
            shift = track.shift_at(first)
            if shift != shifts[at]:
                week = week - _in_utc(rows[at], shifts[at]) + _in_utc(rows[at], shift)
                shifts[at] = shift
        parts.append(np.resize(np.roll(week, -(first % QUARTERS_A_WEEK)), last - first))
    costs: list[int] = np.concatenate(parts).tolist()
    put_right(costs, grid, people, closed)
    return costs


def _priced(people: People, known: dict[tuple[bytes, int], Week]) -> Week:
    """The prices of a week of starts, twice, so that any week in it is one slice."""
    week = _nothing()
    for hours, prices in people:
        key = hours.burdens, id(prices)
        if key not in known:
            known[key] = np.array(prices, dtype=np.int64)[np.frombuffer(hours.burdens, dtype=np.uint8)]
        week += known[key]
    return np.concatenate((week, week))


def _in_utc(twice: Week, shift: int) -> Week:
    begin = in_week(shift)
    return twice[begin : begin + QUARTERS_A_WEEK]


def _nothing() -> Week:
    return np.zeros(QUARTERS_A_WEEK, dtype=np.int64)
