"""What a wall time can mean, and the refusals of one that does not mean exactly one instant."""

from datetime import datetime, timedelta

from app.domain.clocks.wall_time import Gap, Overlap, WallTimeMissing, WallTimeTooFar, WallTimeTwice, clock
from app.domain.clocks.zones import instant_of, resolve


def wall(text):
    return datetime.fromisoformat(text)


def refusal(kind, text, zone):
    try:
        instant_of(wall(text), zone)
    except kind as error:
        return error
    raise AssertionError("not refused")


def test_an_hour_of_the_same_day_is_written_as_an_hour_and_another_whole():
    assert clock(wall("2027-03-28T03:30"), wall("2027-03-28T02:30")) == "03:30"
    assert clock(wall("2027-03-29T00:30"), wall("2027-03-28T23:30")) == wall("2027-03-29T00:30")


def test_a_skipped_hour_offers_its_neighbours_and_knows_the_jump():
    error = refusal(WallTimeMissing, "2027-03-28T02:30", "Europe/Zurich")
    assert str(error) == (
        "On 2027-03-28 clocks in Zurich go forward from 02:00 straight to 03:00, so 02:30 does not exist "
        "there. Choose 01:30 or 03:30."
    )
    assert (error.field, error.status, error.gap.before.wall, error.gap.after.wall) == (
        "wall_time",
        422,
        wall("2027-03-28T01:30"),
        wall("2027-03-28T03:30"),
    )
    gap = resolve(wall("2027-03-28T02:30"), "Europe/Zurich")
    assert isinstance(gap, Gap)
    assert gap.instant == instant_of(wall("2027-03-28T03:00"), "Europe/Zurich")


def test_a_doubled_hour_tells_its_two_readings_apart():
    error = refusal(WallTimeTwice, "2027-10-31T02:30", "Europe/Zurich")
    assert str(error) == (
        "On 2027-10-31 clocks in Zurich go back, so 02:30 happens twice: first in CEST, UTC+2, then again in "
        "CET, UTC+1. Say which one is meant."
    )
    assert isinstance(error.overlap, Overlap)
    assert error.overlap.second.instant - error.overlap.first.instant == timedelta(hours=1)


def test_a_slip_of_the_pen_lies_outside_of_the_years_with_rules():
    assert str(refusal(WallTimeTooFar, "2727-03-28T02:30", "Europe/Zurich")) == (
        "Choose a year between 1900 and 2199."
    )
