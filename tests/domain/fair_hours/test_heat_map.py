"""The heat map: days by hours in any zone (row T10)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.fair_hours.heat_map import CellState, heat_map, person_bands
from app.domain.fair_hours.measure import BurdenBand
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import Search, search
from app.domain.fair_hours.week_grid import GOOD
from tests.support.fair_hours_cases import AMARA, BO, CHIE, hours, span


def found(first: date, last: date, *people, zone="Africa/Lagos", **changes) -> Search:
    return search(MeetingRequest(people or (AMARA, CHIE), zone, first, last, **changes))


def test_each_cell_has_the_fairest_start_of_its_hour():
    result = found(date(2027, 1, 13), date(2027, 1, 14))
    rows = heat_map(result, "Africa/Lagos")
    quarters = heat_map(result, "Africa/Lagos", columns=96)
    assert [row.day for row in rows] == [date(2027, 1, 13), date(2027, 1, 14)]
    for row, fine in zip(rows, quarters, strict=True):
        for hour, cell in enumerate(row.cells):
            four = [result.cost(one.start) for one in fine.cells[hour * 4 : hour * 4 + 4]]
            assert result.cost(cell.start) == min(four)


def test_in_another_zone_the_days_begin_elsewhere():
    rows = heat_map(found(date(2027, 1, 13), date(2027, 1, 13)), "Asia/Tokyo")
    inside = {row.day: [hour for hour, cell in enumerate(row.cells) if cell.start] for row in rows}
    assert inside == {date(2027, 1, 13): list(range(8, 24)), date(2027, 1, 14): list(range(8))}


def test_colours_are_on_the_scale_of_one_person():
    rows = heat_map(found(date(2027, 1, 13), date(2027, 1, 13), AMARA), "Africa/Lagos", columns=96)
    cells = rows[0].cells
    assert [(cells[at].points, cells[at].band) for at in (10, 40, 86)] == [
        (100, BurdenBand.DEEP_NIGHT),
        (0, BurdenBand.GOOD),
        (40, BurdenBand.TIRING),
    ]
    assert (cells[10].at_night, cells[40].at_night) == (True, False)


def test_closed_hours_and_hours_that_a_must_does_not_accept_are_told_apart():
    early = replace(AMARA, ident="early", grid=hours(("06:00-10:00", GOOD)))
    closed = (span("2027-01-13T06:00", "2027-01-13T07:00"),)
    result = found(date(2027, 1, 13), date(2027, 1, 13), early, closed=closed)
    cells = heat_map(result, "Africa/Lagos", columns=96)[0].cells
    assert {f"{at // 4}:{at % 4 * 15:02}": cells[at].state.value for at in (20, 22, 23, 31, 32, 34, 35)} == {
        "5:00": "blocked",
        "5:30": "blocked",
        "5:45": "closed",
        "7:45": "closed",
        "8:00": "open",
        "8:30": "open",
        "8:45": "blocked",
    }


def test_a_skipped_hour_is_outside_and_a_doubled_hour_has_its_fairer_start():
    spring = found(date(2027, 3, 14), date(2027, 3, 14), BO, zone=BO.zone)
    cells = heat_map(spring, BO.zone)[0].cells
    assert [hour for hour, cell in enumerate(cells) if cell.state is CellState.OUTSIDE] == [2]
    autumn = found(date(2027, 11, 7), date(2027, 11, 7), BO, AMARA, zone=BO.zone)
    one = heat_map(autumn, BO.zone)[0].cells[1].start
    first = int(datetime(2027, 11, 7, 8, 0, tzinfo=UTC).timestamp()) // 900
    assert autumn.cost(one) == min(autumn.cost(first + n) for n in range(8))


def test_the_hours_of_one_person_lie_under_the_same_cells():
    result = found(date(2027, 1, 13), date(2027, 1, 13))
    rows = heat_map(result, "Africa/Lagos")
    bands = person_bands(result, "chie", rows)
    assert (bands[0][0], bands[0][12], bands[0][20]) == (
        BurdenBand.GOOD,
        BurdenBand.TIRING,
        BurdenBand.DEEP_NIGHT,
    )
    with pytest.raises(KeyError):
        person_bands(result, "nobody", rows)
