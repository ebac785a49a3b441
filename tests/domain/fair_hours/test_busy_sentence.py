"""A busy time as people write it becomes exact; what can be read in two ways is asked back."""

import pytest

from app.domain.fair_hours.busy_text import BusyTextUnreadable, exact_lines, read_busy


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
