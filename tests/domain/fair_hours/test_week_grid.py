"""The week of one person, painted by hours (row T10)."""

import pytest

from app.domain.fair_hours.week_grid import (
    GOOD,
    IF_NEED_BE,
    NO,
    USUAL,
    HoursUnreadable,
    WeekGrid,
    quarters_in,
)


def test_strokes_cover_each_other_in_order():
    grid = WeekGrid.painted(
        [(range(5), "08:00-18:00", USUAL), ([2], "12:00-13:00", NO), ([0], "09:00-09:15", GOOD)]
    )
    wednesday = grid.cells[2 * 96 : 3 * 96]
    assert (wednesday[47], wednesday[48], wednesday[51], wednesday[52]) == (USUAL, NO, NO, USUAL)
    assert (grid.cells[36], grid.cells[37], grid.cells[5 * 96 + 40]) == (GOOD, USUAL, NO)


def test_hours_past_midnight_run_into_the_next_day_and_the_week_is_round():
    grid = WeekGrid.painted([([6], "22:00-02:00", IF_NEED_BE)])
    painted = [at for at, cell in enumerate(grid.cells) if cell == IF_NEED_BE]
    assert painted == [*range(8), *range(6 * 96 + 88, 7 * 96)]


def test_hours_can_be_painted_by_the_hour():
    grid = WeekGrid.of_hours([NO] * 24 + [GOOD] * 144)
    assert (set(grid.cells[:96]), set(grid.cells[96:])) == ({NO}, {GOOD})


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("09:00-12:30", [(36, 50)]),
        ("09:00-12:30 14:00-18:00", [(36, 50), (56, 72)]),
        ("09:00–10:00, 22:00 - 24:00", [(36, 40), (88, 96)]),
        ("00:00-24:00", [(0, 96)]),
        ("22:30-01:00", [(90, 100)]),
        ("", []),
    ],
)
def test_texts_of_hours(text, quarters):
    assert quarters_in(text) == quarters


@pytest.mark.parametrize(
    "text", ["nine to five", "09:00", "9-5", "09:10-10:00", "25:00-26:00", "10:00-10:00", "09:60-10:00"]
)
def test_texts_that_are_not_hours_are_refused(text):
    with pytest.raises(HoursUnreadable, match="not a list of hours"):
        quarters_in(text)


@pytest.mark.parametrize("cells", [b"", bytes(671), bytes([101]) + bytes(671)])
def test_a_grid_has_672_known_cells(cells):
    with pytest.raises(ValueError, match="672 cells"):
        WeekGrid(cells)
