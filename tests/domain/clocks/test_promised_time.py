"""A promise keeps the hour that people agreed on, whatever newer rules say of the instant."""

from datetime import datetime, timedelta

import pytest

from app.domain.clocks.promised_time import LengthRefused, PromisedTime, promise
from app.domain.clocks.zones import WallTimeMissing, WallTimeTwice, ZoneRefused, zone_data_version

HOUR = timedelta(hours=1)


def at(text):
    return datetime.fromisoformat(text)


def made(wall="2023-05-02T10:00", zone="America/New_York", minutes=90, fold=None):
    return promise(wall_start=at(wall), zone=zone, minutes=minutes, fold=fold)


def test_the_instants_follow_from_the_wall_time_and_the_place():
    time = made()
    assert (time.starts_at, time.ends_at) == (at("2023-05-02T14:00Z"), at("2023-05-02T15:30Z"))
    assert (time.fold, time.zone_data) == (None, zone_data_version())
    assert (time.holds, time.offset, time.zone_text) == (True, -4 * HOUR, "EDT, UTC−4")
    assert time.wall_end == at("2023-05-02T11:30")


def test_the_end_on_the_wall_knows_a_clock_change_in_between():
    assert made("2023-11-05T00:30", minutes=120).wall_end == at("2023-11-05T01:30")


def test_a_fold_is_kept_only_where_it_means_a_choice():
    assert made("2023-11-05T01:30", fold=1).fold == 1
    assert made(fold=1).fold is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"zone": "EST"}, ZoneRefused),
        ({"wall": "2023-03-12T02:30"}, WallTimeMissing),
        ({"wall": "2023-11-05T01:30"}, WallTimeTwice),
        ({"minutes": 4}, LengthRefused),
        ({"minutes": 1441}, LengthRefused),
    ],
)
def test_what_means_no_single_instant_is_refused(changes, refusal):
    with pytest.raises(refusal):
        made(**changes)


@pytest.mark.parametrize("zone", ["America/Vancouver", "America/Ciudad_Gone"])
def test_where_rules_changed_or_a_place_is_gone_the_promised_hour_stays_readable(zone):
    starts = at("2026-12-01T18:00Z")
    time = PromisedTime(at("2026-12-01T10:00"), zone, 90, None, starts, starts + 1.5 * HOUR, "2025b")
    assert (time.holds, time.offset, time.zone_text) == (False, -8 * HOUR, "UTC−8")
    assert time.wall_end == at("2026-12-01T11:30")
