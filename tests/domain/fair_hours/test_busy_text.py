"""Busy times as people type them."""

import pytest

from app.domain.fair_hours.busy_text import BusyTextUnreadable, TooManyBusyLines, exact_lines, read_busy


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


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("2 Feb 2027 10:00-12:00", ["2027-02-02 10:00-12:00"]),
        ("2027-02-02 10:00–12:00", ["2027-02-02 10:00–12:00"]),
        ("2 Feb 2027", ["2027-02-02"]),
        ("2 Feb 2027 (all day)", ["2027-02-02"]),
        ("Tue, 2 February 2027, 10am – noon", ["2027-02-02 10:00-12:00"]),
        ("Feb 2, 2027 9-11am", ["2027-02-02 09:00-11:00"]),
        ("2 février 2027 de 14h30 à 16h", ["2027-02-02 14:30-16:00"]),
        ("2.2.2027 10.00-12.00", ["2027-02-02 10:00-12:00"]),
        ("2027-02-02T10:00/2027-02-02T12:00", ["2027-02-02 10:00 to 2027-02-02 12:00"]),
        ("2 Feb 2027 22:00 to 3 Feb 2027 06:00", ["2027-02-02 22:00 to 2027-02-03 06:00"]),
        ("2 Feb to 4 Feb 2027", ["2027-02-02 to 2027-02-04"]),
        ("2 Feb 2027 - 4 Feb 2027 9:00-10:00", ["2027-02-02 to 2027-02-04 09:00-10:00"]),
        ("2-4 February 2027", ["2027-02-02 to 2027-02-04"]),
        ("Feb 2-4, 2027 10:00-12:00", ["2027-02-02 to 2027-02-04 10:00-12:00"]),
        ("2 and 4 Feb 2027", ["2027-02-02", "2027-02-04"]),
        ("2 Feb 2027 10:00-12:00, 14:00-15:00", ["2027-02-02 10:00-12:00", "2027-02-02 14:00-15:00"]),
        ("2 Feb 2027 10:00-12:00, 3 Feb 2027", ["2027-02-02 10:00-12:00", "2027-02-03"]),
        ("2027-02-02 10:00-12:00; 2027-02-03", ["2027-02-02 10:00-12:00", "2027-02-03"]),
        ("• 2 Feb 2027 22:00-24:00", ["2027-02-02 22:00-24:00"]),
        ("1. 2 Feb 2027 10:00, 90 min", ["2027-02-02 10:00-11:30"]),
    ],
)
def test_what_people_write_becomes_exact(typed, exact):
    assert exact_lines(typed) == (exact, "")
    assert read_busy(typed, "Africa/Lagos") == read_busy("\n".join(exact), "Africa/Lagos")


def test_a_stretch_runs_from_an_hour_to_an_hour():
    assert spans("2 Feb 2027 22:00 to 3 Feb 2027 06:00") == ["02-02 21:00/02-03 05:00"]


def test_with_what_somebody_is_busy_is_left_out():
    assert exact_lines("Dentist 2 Feb 2027 10:00-12:00\n- 3 Feb 2027: school run") == (
        ["2027-02-02 10:00-12:00", "2027-02-03"],
        "Dentist, school run",
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2/3/2027 10:00-12:00", "day and month can be read either way"),
        ("Monday 2 Feb 2027", "the weekday does not belong"),
        ("2 Feb 10:00-12:00", "with its year"),
        ("2 Feb 2027 2:00-4:00", "in the morning or in the afternoon"),
        ("2 Feb 2027 10:00", "until when?"),
        ("2 Feb 2027 10:00-12:00 EST", "leave out “EST”"),
        ("2 Feb 2027 10:00-12:00 London time", "leave out “Europe/London”"),
        ("not 2 Feb 2027 10:00-12:00", "is not a busy time"),
        ("2 Feb 2027 room 12", "is not a busy time"),
        ("4 Feb 2027 to 2 Feb 2027", "is not a busy time"),
        ("2 Feb 2027 10:00 to 2 Feb 2027 09:00", "is not a busy time"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_back(line, says):
    with pytest.raises(BusyTextUnreadable, match=says.replace("?", r"\?")):
        read_busy(line, "Africa/Lagos")
