"""The offsets of a zone over a stretch of time (row T6)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo
from zoneinfo._zoneinfo import ZoneInfo as ReadableZone

import pytest

from app.domain.clocks.zones import available_names, clock_changes, use_packaged_zone_data
from app.domain.fair_hours.clock_track import (
    LOOK_EVERY,
    ClockTrack,
    clock_track,
    day_start,
    in_week,
    readings,
)

use_packaged_zone_data()

FIRST, LAST = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)


def track(zone: str) -> ClockTrack:
    return clock_track(zone, int(FIRST.timestamp()), int(LAST.timestamp()))


@pytest.mark.parametrize(
    "zone",
    [
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Gaza",
        "America/New_York",
        "Asia/Tokyo",
        "Antarctica/Troll",
    ],
)
def test_changes_are_those_of_the_zone(zone):
    assert [datetime.fromtimestamp(change.instant, UTC) for change in track(zone).changes] == [
        change.instant for change in clock_changes(zone, FIRST, LAST)
    ]


def test_no_zone_since_1970_kept_an_offset_for_less_than_the_distance_between_two_looks():
    shortest = min(
        late - early
        for name in sorted(available_names())
        for early, late in _neighbours(ReadableZone.no_cache(name)._trans_utc)
    )
    assert shortest > 2 * LOOK_EVERY


def test_offsets_and_walls_on_both_sides_of_a_change_off_the_hour():
    lord_howe, zone = track("Australia/Lord_Howe"), ZoneInfo("Australia/Lord_Howe")
    change = lord_howe.changes[0].instant
    for instant in (change - 901, change - 1, change, change + 1, change + 900):
        local = datetime.fromtimestamp(instant, zone)
        assert lord_howe.wall(instant) == local.replace(tzinfo=None, fold=0)
        assert lord_howe.offset_at(instant) == local.utcoffset().total_seconds()


def test_zones_whose_clocks_go_alike_have_one_shape():
    assert track("Europe/Zurich").shape == track("Europe/Rome").shape
    assert track("Asia/Tokyo").shape == track("Asia/Seoul").shape
    assert track("Europe/Zurich").shape != track("Europe/London").shape


def test_the_last_change_between_two_instants():
    zurich = track("Europe/Zurich")
    autumn, spring = (change.instant for change in zurich.changes)
    assert zurich.last_change(autumn - 1, spring - 1).instant == autumn
    assert zurich.last_change(autumn - 1, spring).instant == spring
    assert zurich.last_change(autumn, spring - 1) is None


def test_a_week_begins_on_monday():
    monday = int(datetime(2027, 1, 11, tzinfo=UTC).timestamp()) // 900
    assert [in_week(monday + n) for n in (0, 1, 671, 672, -1)] == [0, 1, 671, 0, 671]


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2027, 1, 13), "Asia/Kathmandu", datetime(2027, 1, 12, 18, 15, tzinfo=UTC)),
        (
            date(2011, 12, 30),
            "Pacific/Apia",
            datetime(2011, 12, 30, 10, 0, tzinfo=UTC),
        ),  # the day Samoa skipped
        (date(2026, 4, 24), "Africa/Cairo", datetime(2026, 4, 23, 22, 0, tzinfo=UTC)),  # has no midnight
        (
            date(2026, 11, 1),
            "America/Havana",
            datetime(2026, 11, 1, 4, 0, tzinfo=UTC),
        ),  # has two in most years
    ],
)
def test_a_day_begins_with_the_first_instant_that_shows_its_date(day, zone, instant):
    assert datetime.fromtimestamp(day_start(day, zone), UTC) == instant
    assert (instant - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() < day


def test_readings_of_plain_doubled_and_skipped_wall_times():
    zurich = "Europe/Zurich"
    plain = datetime(2027, 1, 13, 9, 0, tzinfo=UTC)
    change = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    first, second = datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert readings(datetime.fromisoformat("2027-01-13T10:00"), zurich) == (plain, plain)
    assert readings(datetime.fromisoformat("2027-03-28T02:40"), zurich) == (change, change)
    assert readings(datetime.fromisoformat("2027-10-31T02:30"), zurich) == (first, second)


def _neighbours(transitions: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(instant for instant in transitions if instant >= 0))
