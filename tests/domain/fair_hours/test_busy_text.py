"""Busy times as people type them."""

import pytest

from app.domain.fair_hours.busy_text import BusyTextUnreadable, TooManyBusyLines, read_busy


def spans(text, zone="Africa/Lagos"):
    return [f"{span.start:%m-%d %H:%M}/{span.end:%m-%d %H:%M}" for span in read_busy(text, zone)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-08-18 14:00-16:00", ["08-18 13:00/08-18 15:00"]),
        ("2027-8-18, 9.30 – 10.45", ["08-18 08:30/08-18 09:45"]),
        ("2027-08-18", ["08-17 23:00/08-18 23:00"]),
        ("2027-08-18 to 2027-08-20", ["08-17 23:00/08-20 23:00"]),
        ("2027-08-18 to 2027-08-19 09:00-10:00", ["08-18 08:00/08-18 09:00", "08-19 08:00/08-19 09:00"]),
        ("2027-08-18 22:00-02:00", ["08-18 21:00/08-19 01:00"]),
        ("\n  \n2027-08-18 22:00-24:00\n", ["08-18 21:00/08-18 23:00"]),
        ("", []),
    ],
)
def test_lines_are_read_in_the_own_time(text, expected):
    assert spans(text) == expected


def test_an_hour_that_clocks_show_twice_is_covered_whole():
    assert spans("2026-11-01 01:00-01:30", "America/New_York") == ["11-01 05:00/11-01 06:30"]


@pytest.mark.parametrize(
    "line",
    ["tomorrow", "2027-02-30", "2027-08-18 25:00-26:00", "2027-08-18 9-10", "2027-08-20 to 2027-08-18",
     "2027-01-01 to 2037-01-01", "9999-12-31", "0000-00-00", "2027-08-18 09:00", "<b>"],
)  # fmt: skip
def test_what_is_no_busy_time_is_said(line):
    with pytest.raises(BusyTextUnreadable):
        read_busy(line, "Africa/Lagos")


def test_nobody_types_more_than_200_lines():
    with pytest.raises(TooManyBusyLines):
        read_busy("2027-08-18\n" * 201, "Africa/Lagos")


def test_a_stretch_runs_from_an_hour_to_an_hour():
    assert spans("2 Feb 2027 22:00 to 3 Feb 2027 06:00") == ["02-02 21:00/02-03 05:00"]
