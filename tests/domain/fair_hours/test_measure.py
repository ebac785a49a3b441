"""The measure itself: the table, the bands, what is carried on, and how a cost is put together (row T10)."""

import pytest

from app.domain.fair_hours.humane_hours import (
    NIGHT_UNIT,
    OUT_UNIT,
    POINTS_BY_QUARTER,
    week_values,
    weekend_of,
)
from app.domain.fair_hours.measure import (
    NIGHT,
    OUT,
    BurdenBand,
    Measure,
    Need,
    Scale,
    band_of,
    carried,
    prices,
)
from app.domain.fair_hours.week_grid import NO, USUAL, WeekGrid

SATURDAY_SUNDAY = frozenset({5, 6})


def test_the_table_is_met_at_half_past_and_straight_in_between():
    assert [POINTS_BY_QUARTER[hour * 4 + 2] for hour in range(24)] == [
        *(70, 85, 100, 100, 100, 90, 50, 15, 4, 0, 0, 0, 1, 0, 0, 0, 0, 3, 8, 12, 20, 32, 45, 60),
    ]
    assert POINTS_BY_QUARTER[20:31] == (95, 92, 90, 80, 70, 60, 50, 41, 32, 23, 15)


def test_no_quarter_of_the_usual_working_day_costs_more_than_one_point():
    gentle = [at for at, points in enumerate(POINTS_BY_QUARTER) if points <= 1]
    assert gentle == list(range(9 * 4 + 1, 17 * 4 + 1))


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, BurdenBand.GOOD),
        (5, BurdenBand.GOOD),
        (6, BurdenBand.FAIR),
        (20, BurdenBand.FAIR),
        (21, BurdenBand.TIRING),
        (45, BurdenBand.TIRING),
        (46, BurdenBand.BAD),
        (75, BurdenBand.BAD),
        (76, BurdenBand.DEEP_NIGHT),
        (120, BurdenBand.DEEP_NIGHT),
    ],
)
def test_bands(points, band):
    assert band_of(points) is band


def test_a_weekend_adds_twenty_points_to_the_whole_local_day():
    values = week_values(None, SATURDAY_SUNDAY, days_off_out=False)
    friday, saturday = values[4 * 96 : 5 * 96], values[5 * 96 : 6 * 96]
    added = [late % NIGHT_UNIT - early % NIGHT_UNIT for early, late in zip(friday, saturday, strict=True)]
    assert added == [20] * 96


def test_a_painted_cell_is_the_owners_own_word_at_night_and_on_weekends():
    grid = WeekGrid(bytes([0]) * 96 + bytes([NO]) * 96 + bytes([USUAL]) * 384 + bytes([40]) * 96)
    values = week_values(grid, SATURDAY_SUNDAY, days_off_out=False)
    assert (set(values[:96]), set(values[96:192]), set(values[576:])) == ({0}, {OUT_UNIT}, {40})


@pytest.mark.parametrize(
    ("country", "days"),
    [
        ("SA", {4, 5}),
        ("il", {4, 5}),
        ("BD", {4, 5}),
        ("IR", {4}),
        ("BN", {4, 6}),
        ("AE", {5, 6}),
        ("DE", {5, 6}),
        (None, {5, 6}),
        ("ZZ", {5, 6}),
    ],
)
def test_weekends_by_country(country, days):
    assert weekend_of(country) == days


@pytest.mark.parametrize(
    ("earlier", "brought"),
    [((), 0), ((72,), 72), ((72, 0), 36), ((72, 0, 0), 18), ((10, 20, 40), 52), ((1, 0), 0)],
)
def test_points_of_earlier_events_fade_by_half_with_each_event(earlier, brought):
    assert carried(earlier) == brought


def test_the_parts_of_a_cost_can_be_read_back():
    scale = Scale.for_people([4, 4, 2, 1], [1, 1, 1, 1])
    must = prices(scale, Measure.FEWEST_HURT, Need.MUST, 4, 1)
    should = prices(scale, Measure.FEWEST_HURT, Need.SHOULD, 2, 1)
    optional = prices(scale, Measure.FEWEST_HURT, Need.OPTIONAL, 1, 1)
    cost = must[OUT] + must[76] + should[OUT] + optional[3]
    parts = (scale.musts_out(cost), scale.others_out(cost), scale.at_night(cost), scale.pain(cost))
    assert parts == (1, 2, 4, 4 * 76**4 + 3**4)


def test_no_part_of_a_cost_runs_over_into_the_next():
    weights, factors = [400] * 200, [241] * 200
    scale = Scale.for_people(weights, factors)
    worst = prices(scale, Measure.TAKE_TURNS, Need.MUST, 400, 241)
    cost = 200 * worst[120]
    parts = (scale.others_out(cost), scale.at_night(cost), scale.pain(cost))
    assert parts == (0, 80_000, 200 * 400 * 241 * 120**4)
    assert 200 * worst[OUT] < scale.closed


def test_only_nobody_at_night_minds_a_night_that_is_not_deep():
    scale = Scale.for_people([4], [1])
    tables = {measure: prices(scale, measure, Need.MUST, 4, 1) for measure in Measure}
    assert {measure: scale.at_night(table[60 + NIGHT]) for measure, table in tables.items()} == {
        Measure.FEWEST_HURT: 0,
        Measure.NOBODY_AT_NIGHT: 4,
        Measure.LEAST_IN_TOTAL: 0,
        Measure.TAKE_TURNS: 0,
    }
