"""The strip of one local day: bands, session, ticks, also on days of 23 and 25 hours (rows T5, T7)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.day_ribbon import (
    BANDS,
    PARTS_OF_DAY,
    LightBand,
    SessionStretch,
    Tick,
    part_of_day,
    ribbon,
)
from app.domain.clocks.zones import available_names, is_place, wall_at

PLACES = sorted(name for name in available_names() if is_place(name))
STI = datetime(2023, 5, 2, 14, tzinfo=UTC)
PACIFIC = datetime(2027, 8, 17, 21, tzinfo=UTC)


def strip(start, zone, minutes=90, day_of=None):
    return ribbon(start, start + timedelta(minutes=minutes), zone, day_of=day_of)


def at(text):
    return datetime.fromisoformat(text)


def test_the_day_of_the_host():
    line = strip(STI, "America/New_York", day_of=date(2023, 5, 2))
    assert (line.zone, line.date, line.day_shift, line.end_shift) == (
        "America/New_York",
        date(2023, 5, 2),
        0,
        0,
    )
    assert (line.wall_start, line.wall_end) == (at("2023-05-02T10:00"), at("2023-05-02T11:30"))
    assert (line.part, line.day_minutes) == ("morning", 1440)
    assert line.bands == (
        LightBand(0, 6 / 24, "night"),
        LightBand(6 / 24, 8 / 24, "dawn"),
        LightBand(8 / 24, 19 / 24, "day"),
        LightBand(19 / 24, 22 / 24, "dusk"),
        LightBand(22 / 24, 1, "night"),
    )
    assert line.pieces == (SessionStretch(10 / 24, 11.5 / 24, continues=False),)
    assert line.ticks == (Tick(6, 0.25), Tick(12, 0.5), Tick(18, 0.75))


@pytest.mark.parametrize(
    ("start", "zone", "host_date", "shift", "part"),
    [
        (STI, "Pacific/Auckland", date(2023, 5, 2), 1, "night"),
        (STI, "Asia/Kolkata", date(2023, 5, 2), 0, "evening"),
        (STI, "Europe/Rome", date(2023, 5, 2), 0, "afternoon"),
        (PACIFIC, "Pacific/Apia", date(2027, 8, 18), 0, "morning"),
        (PACIFIC, "Pacific/Pago_Pago", date(2027, 8, 18), -1, "morning"),
        (PACIFIC, "Europe/Paris", date(2027, 8, 18), -1, "late-evening"),
    ],
)
def test_the_day_of_others_is_told_from_the_host(start, zone, host_date, shift, part):
    line = strip(start, zone, day_of=host_date)
    assert (line.day_shift, line.part) == (shift, part)
    assert line.date == host_date + timedelta(days=shift)


def test_a_session_over_midnight_is_cut_there_and_says_so():
    line = strip(PACIFIC, "Europe/Paris")
    assert line.pieces == (SessionStretch(23 / 24, 1, continues=True),)
    assert (line.end_shift, line.wall_end) == (1, at("2027-08-18T00:30"))


def test_a_session_that_ends_at_midnight_does_not_go_on():
    line = strip(PACIFIC, "Europe/Paris", minutes=60)
    assert line.pieces == (SessionStretch(23 / 24, 1, continues=False),)
    assert line.end_shift == 1


def test_a_day_without_an_hour_is_shorter():
    line = strip(datetime(2027, 3, 28, 8, tzinfo=UTC), "Europe/Zurich")  # 10:00, nine hours after midnight
    assert line.day_minutes == 23 * 60
    assert line.bands[0] == LightBand(0, 5 / 23, "night")
    assert line.pieces == (SessionStretch(9 / 23, 10.5 / 23, continues=False),)


def test_a_day_with_an_hour_twice_is_longer():
    line = strip(datetime(2023, 11, 5, 6, 30, tzinfo=UTC), "America/New_York", minutes=30)  # the second 01:30
    assert line.day_minutes == 25 * 60
    assert line.bands[0] == LightBand(0, 7 / 25, "night")
    assert line.pieces == (SessionStretch(2.5 / 25, 3 / 25, continues=False),)


@pytest.mark.parametrize(
    ("start", "zone", "day", "hours"),
    [
        ("2023-09-03T15:00Z", "America/Santiago", date(2023, 9, 3), 23),  # the day begins at 01:00
        ("2024-04-07T02:30Z", "America/Santiago", date(2024, 4, 6), 25),  # its last hour happens twice
        ("2024-04-07T03:30Z", "America/Santiago", date(2024, 4, 6), 25),
        ("2024-04-06T14:45Z", "Australia/Lord_Howe", date(2024, 4, 7), 24.5),
        ("2011-12-30T09:00Z", "Pacific/Apia", date(2011, 12, 29), 24),  # before the day that was left out
        (
            "2010-11-07T03:00Z",
            "America/St_Johns",
            date(2010, 11, 6),
            25,
        ),  # 23:30 again: at 00:01 back to 23:01
    ],
)
def test_changes_around_midnight(start, zone, day, hours):
    line = strip(at(start), zone, minutes=30)
    assert (line.date, line.day_minutes) == (day, hours * 60)
    assert line.pieces[0].width == pytest.approx(30 / line.day_minutes)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (5, "night"), (6, "early-morning"), (8, "morning"), (12, "afternoon"), (17, "afternoon"),
     (18, "evening"), (22, "late-evening"), (23, "late-evening")],
)  # fmt: skip
def test_what_people_call_the_hour(hour, part):
    assert part_of_day(at(f"2023-05-02T{hour:02}:59")) == part


moments = st.datetimes(at("1990-01-01T00:00"), at("2060-01-01T00:00")).map(
    lambda value: value.replace(second=0, microsecond=0, tzinfo=UTC)
)


@settings(deadline=None, max_examples=400)
@given(moments, st.integers(1, 1440), st.sampled_from(PLACES))
def test_the_strip_is_whole_and_in_order(start, minutes, zone):
    line = strip(start, zone, minutes)
    assert line.bands[0].start == 0
    assert line.bands[-1].end == 1
    assert all(earlier.end == later.start for earlier, later in pairwise(line.bands))
    assert sum(band.width for band in line.bands) == pytest.approx(1)
    assert all(band.width > 0 for band in line.bands)
    assert {band.kind for band in line.bands} <= {kind for kind, _ in BANDS}
    assert sorted(tick.at for tick in line.ticks) == [tick.at for tick in line.ticks]
    assert line.part in dict(PARTS_OF_DAY)
    [piece] = line.pieces
    assert 0 <= piece.start <= piece.end <= 1
    ends = start + timedelta(minutes=minutes)
    if line.day_minutes == 1440 and not piece.continues:
        assert piece.width * 1440 == pytest.approx(minutes)
    if piece.continues:
        assert piece.end == 1
        assert wall_at(ends, zone) > wall_at(start, zone).replace(hour=0, minute=0)
    elif line.end_shift:
        assert (line.wall_end.hour, line.wall_end.minute, line.end_shift) == (
            0,
            0,
            1,
        ) or line.day_minutes != 1440
