"""The same costs as start_costs, bit for bit, worked out with numpy where it is installed. Never needed."""

import numpy as np
from numpy.typing import NDArray

from app.domain.clock_track import ClockTrack, in_week
from app.domain.person_hours import PersonHours
from app.domain.start_costs import Prices, put_right, stretches
from app.domain.start_grid import StartGrid
from app.domain.week_grid import QUARTERS_A_WEEK

MOST_BITS = 62
"""Costs wider than this do not fit: the caller takes the plain way."""


def start_costs(grid: StartGrid, people: list[tuple[PersonHours, Prices]], closed: int) -> list[int]:
    """See start_costs.start_costs. Raises OverflowError for prices that need more than 62 bits."""
    weeks: dict[ClockTrack, NDArray[np.int64]] = {}
    for hours, prices in people:
        week = np.array(prices, dtype=np.int64)[np.frombuffer(hours.burdens, dtype=np.uint8)]
        weeks[hours.track] = weeks[hours.track] + week if hours.track in weeks else week
    parts = []
    for first, last in stretches(grid, list(weeks)):
        sums = np.zeros(QUARTERS_A_WEEK, dtype=np.int64)
        for track, week in weeks.items():
            begin = in_week(track.local_quarter(first))
            sums[: QUARTERS_A_WEEK - begin] += week[begin:]
            sums[QUARTERS_A_WEEK - begin :] += week[:begin]
        parts.append(np.resize(sums, last - first))
    costs: list[int] = np.concatenate(parts).tolist()
    put_right(costs, grid, people, closed)
    return costs
