"""Promises made with an older release of the zone data, read with the one in use (row T9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clocks.promised_time import PromisedTime, promise
from app.domain.clocks.zone_watch import Verdict, keep_hour, keep_instant, watch
from app.domain.clocks.zones import (
    Gap,
    Overlap,
    WallTimeMissing,
    WallTimeTwice,
    ZoneRefused,
    use_packaged_zone_data,
    use_zone_data_in,
    wall_at,
    zone_data_version,
)
from tests.support.sources import DATA

OLDER = DATA / "tzdata-2025b"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(text):
    return datetime.fromisoformat(text)


def promised_long_ago(zone, wall="2026-12-01T10:00"):
    """Made before an upgrade, with release 2025b."""
    use_zone_data_in(OLDER)
    try:
        made = promise(wall_start=at(wall), zone=zone, minutes=90)
    finally:
        use_packaged_zone_data()
    assert made.zone_data == "2025b"
    return made


def a_promise(wall, zone, starts_at, fold=None):
    return PromisedTime(at(wall), zone, 90, fold, starts_at, starts_at + 1.5 * HOUR, "2020a")


@pytest.mark.parametrize(
    ("zone", "old", "new"),
    [
        ("America/Vancouver", 18, 17),
        ("America/Edmonton", 17, 16),
        ("America/Winnipeg", 16, 15),
        ("America/Inuvik", 17, 16),
        ("America/Havana", 15, 14),
        ("Africa/Casablanca", 9, 10),
    ],
)
def test_the_upgrades_of_2026_move_these_hours(zone, old, new):
    before = datetime(2026, 12, 1, old, tzinfo=UTC)
    after = datetime(2026, 12, 1, new, tzinfo=UTC)
    made = promised_long_ago(zone)
    verdict = watch(made, NOW)
    assert verdict == Verdict("moved", before, new=after)
    assert verdict.moved_by == after - before

    hour = keep_hour(made)
    assert (hour.wall_start, hour.starts_at, hour.ends_at) == (made.wall_start, after, after + 1.5 * HOUR)
    instant = keep_instant(made)
    assert (instant.starts_at, instant.ends_at) == (before, before + 1.5 * HOUR)
    assert instant.wall_start == wall_at(before, zone) == at("2026-12-01T10:00") - (after - before)
    for kept in (hour, instant):
        assert kept.zone_data == zone_data_version()
        assert watch(kept, NOW) == Verdict("unchanged", kept.starts_at)


def test_what_keeps_its_instant_is_not_listed():
    made = promised_long_ago("America/New_York")
    assert watch(made, NOW) == Verdict("unchanged", made.starts_at)
    assert watch(made, NOW).moved_by == timedelta()


def test_what_has_begun_never_moves():
    made = promised_long_ago("America/Vancouver")
    assert watch(made, made.starts_at).kind == "unchanged"
    assert watch(made, made.starts_at - timedelta(seconds=1)).kind == "moved"


def test_a_wall_time_that_fell_into_a_gap_offers_its_neighbours():
    made = a_promise("2027-03-28T02:30", "Europe/Zurich", datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    verdict = watch(made, NOW)
    assert (verdict.kind, type(verdict.meant)) == ("gap", Gap)
    assert verdict.meant.after.wall == at("2027-03-28T03:30")
    with pytest.raises(WallTimeMissing):
        keep_hour(made)
    assert keep_instant(made).wall_start == at("2027-03-28T03:30")


def test_a_wall_time_that_happens_twice_now_is_asked_unless_it_was_chosen():
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    made = a_promise("2027-10-31T02:30", "Europe/Zurich", first)
    verdict = watch(made, NOW)
    assert (verdict.kind, type(verdict.meant)) == ("overlap", Overlap)
    with pytest.raises(WallTimeTwice):
        keep_hour(made)
    assert keep_hour(made, fold=1).starts_at == first + HOUR
    assert (keep_instant(made).wall_start, keep_instant(made).fold) == (at("2027-10-31T02:30"), 0)
    chosen = replace(made, fold=1)
    assert watch(chosen, NOW) == Verdict("moved", first, new=first + HOUR)
    assert watch(replace(chosen, fold=0), NOW) == Verdict("unchanged", first)
    assert keep_hour(chosen).starts_at == first + HOUR


def test_a_chosen_fold_is_dropped_where_the_hour_happens_once_now():
    made = a_promise("2027-12-01T10:00", "Europe/Zurich", datetime(2027, 12, 1, 9, tzinfo=UTC), fold=1)
    assert watch(made, NOW).kind == "unchanged"
    assert keep_hour(made).fold is None


def test_a_zone_that_vanished_needs_another_place():
    made = a_promise("2027-12-01T10:00", "America/Ciudad_Gone", datetime(2027, 12, 1, 16, tzinfo=UTC))
    assert watch(made, NOW) == Verdict("vanished", made.starts_at)
    with pytest.raises(ZoneRefused):
        keep_instant(made)
    with pytest.raises(ZoneRefused):
        keep_hour(made)
    kept = keep_instant(made, zone="America/Ojinaga")
    assert (kept.zone, kept.wall_start) == ("America/Ojinaga", at("2027-12-01T10:00"))
