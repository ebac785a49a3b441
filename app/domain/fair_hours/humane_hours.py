"""When it is humane to ask people to meet: points by the local hour, and the weekend of each country (row
T10).
"""

from functools import lru_cache

from app.domain.fair_hours.measure import BurdenBand, band_of
from app.domain.fair_hours.week_grid import NO, QUARTERS_A_DAY, USUAL, WeekGrid

POINTS_BY_HOUR = (70, 85, 100, 100, 100, 90, 50, 15, 4, 0, 0, 0, 1, 0, 0, 0, 0, 3, 8, 12, 20, 32, 45, 60)
"""What half past each hour, 00:30 to 23:30, costs a person without own hours. In between, a straight line."""

WEEKEND_POINTS = 20
"""What a day off adds, once."""

SATURDAY_SUNDAY = frozenset({5, 6})

_FRIDAY_SATURDAY = "BD BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE"
_WEEKENDS = {
    **dict.fromkeys(_FRIDAY_SATURDAY.split(), frozenset({4, 5})),
    **dict.fromkeys(("DJ", "IR", "SO"), frozenset({4})),
    **dict.fromkeys(("IN", "UG"), frozenset({6})),
    "AF": frozenset({3, 4}),
    "BN": frozenset({4, 6}),
    "NP": frozenset({5}),
}

NIGHT_UNIT = 1 << 20
"""Added to a quarter of the night that its owner finds bad. Above any sum of points times minutes."""

OUT_UNIT = 1 << 40
"""The value of a quarter its owner does not accept. Above any sum of the rest."""


def weekend_of(country: str | None) -> frozenset[int]:
    """Weekly days off (Monday is 0) in a country, by its ISO 3166 code; Saturday and Sunday when unknown.

    Source: the week data of CLDR, which knows no split weekend (Brunei) and leaves some countries out; those
    follow what their offices do. Regions that differ from their country need a person's own days.
    """
    return _WEEKENDS.get((country or "").upper(), SATURDAY_SUNDAY)


def _points_at(quarter: int) -> int:
    hour, past_half = divmod((quarter * 15 - 30) % 1440, 60)
    before, after = POINTS_BY_HOUR[hour], POINTS_BY_HOUR[(hour + 1) % 24]
    return (before * (60 - past_half) + after * past_half) // 60


POINTS_BY_QUARTER = tuple(_points_at(quarter) for quarter in range(QUARTERS_A_DAY))
"""The table by quarter-hours of the local day, read where the quarter begins, rounded down."""


@lru_cache(maxsize=512)
def week_values(grid: WeekGrid | None, weekend: frozenset[int], *, days_off_out: bool) -> tuple[int, ...]:
    """The 672 quarters of a week from Monday 00:00, as numbers that can be summed: points + NIGHT_UNIT or
    OUT_UNIT.

    `days_off_out`: nobody is asked on a day off. A cell painted in the grid is the person's own word: no
    weekend points on top.
    """
    day_off = {day: day in weekend for day in range(7)}
    cells = grid.cells if grid else bytes([USUAL]) * (7 * QUARTERS_A_DAY)
    return tuple(
        quarter_value(
            cell, at % QUARTERS_A_DAY, day_off=day_off[at // QUARTERS_A_DAY], days_off_out=days_off_out
        )
        for at, cell in enumerate(cells)
    )


def quarter_value(cell: int, quarter: int, *, day_off: bool, days_off_out: bool) -> int:
    """The value of one quarter (0..95 of the local day) for a cell of a week grid."""
    if cell == NO or (day_off and days_off_out and cell == USUAL):
        return OUT_UNIT
    points = POINTS_BY_QUARTER[quarter] if cell == USUAL else cell
    if day_off and cell == USUAL:
        points += WEEKEND_POINTS
    night = quarter < 5 * 4 and band_of(points) in {BurdenBand.BAD, BurdenBand.DEEP_NIGHT}
    return points + night * NIGHT_UNIT
