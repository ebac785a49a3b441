"""The hours one person accepts: a week of quarter-hours in that person's own time (row T10)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.domain.words import N_

QUARTERS_A_DAY = 96
QUARTERS_A_WEEK = 7 * QUARTERS_A_DAY

GOOD = 0
IF_NEED_BE = 30
USUAL = 254
"""A cell without an own word: the common table counts, weekend included."""
NO = 255
"""A cell in which the person cannot come."""

_SPAN = re.compile(r"(\d\d):(\d\d)\s*[-–]\s*(\d\d):(\d\d)")


class HoursUnreadable(DomainError):
    """A text of hours that is not written as 09:00-12:30 14:00-18:00."""

    message = N_(
        "“%(text)s” is not a list of hours such as 09:00-12:30 14:00-18:00, in whole quarters of an hour."
    )
    field = "hours"
    status = 422

    def __init__(self, text: str) -> None:
        super().__init__(text=text[:64])


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """672 cells, Monday 00:00 first: 0 to 100 points, USUAL or NO. Raises ValueError for any other cells."""

    cells: bytes

    def __post_init__(self) -> None:
        if len(self.cells) != QUARTERS_A_WEEK or any(100 < cell < USUAL for cell in self.cells):
            raise ValueError("A week grid has 672 cells of 0 to 100 points, USUAL or NO.")

    @classmethod
    def of_hours(cls, hours: Sequence[int]) -> "WeekGrid":
        """The grid painted by whole hours: 168 cells, Monday 00:00 first."""
        return cls(bytes(cell for cell in hours for _ in range(4)))

    @classmethod
    def painted(cls, strokes: Iterable[tuple[Iterable[int], str, int]], ground: int = NO) -> "WeekGrid":
        """Paint `strokes` (days from Monday 0, hours such as "09:00-12:30 14:00-18:00", cell) on a blank
        week.

        Later strokes cover earlier ones. Hours that end before they begin run into the next day; "24:00"
        ends a day. Raises HoursUnreadable.
        """
        cells = bytearray([ground]) * QUARTERS_A_WEEK
        for days, hours, cell in strokes:
            stretches = quarters_in(hours)
            for day in days:
                for start, end in stretches:
                    for quarter in range(start, end):
                        cells[(day * QUARTERS_A_DAY + quarter) % QUARTERS_A_WEEK] = cell
        return cls(bytes(cells))


def quarters_in(hours: str) -> list[tuple[int, int]]:
    """Read "09:00-12:30 22:00-02:00" as quarters of the day: [(36, 50), (88, 104)]. Raises
    HoursUnreadable.
    """
    if _SPAN.sub("", hours).strip(" ,;"):
        raise HoursUnreadable(hours)
    return [_stretch(hours, [int(number) for number in found]) for found in _SPAN.findall(hours)]


def _stretch(hours: str, clock: list[int]) -> tuple[int, int]:
    start, end = clock[0] * 60 + clock[1], clock[2] * 60 + clock[3]
    if (
        start >= 1440
        or end > 1440
        or clock[1] > 59
        or clock[3] > 59
        or start % 15
        or end % 15
        or start == end
    ):
        raise HoursUnreadable(hours)
    return start // 15, (end if end > start else end + 1440) // 15
