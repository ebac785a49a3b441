"""A range whose two ends both carry a date or a label."""

from datetime import time

import pytest

from app.domain.typed_times.both_ends import join_ends
from app.domain.typed_times.date_text import DateText
from tests.support.typed_times import MAY_2, read


def test_a_range_over_midnight_with_both_dates():
    typed = read("2023-05-02 22:00 to 2023-05-03 01:00 CET")
    assert (typed.date, typed.end, typed.ends_next_day, typed.minutes) == (MAY_2, time(1), True, 180)


def test_the_second_date_settles_which_number_is_the_day():
    typed = read("02/05/2023 22:00 - 03/05/2023 01:00")
    assert (typed.dates, typed.ends_next_day, typed.questions) == ((MAY_2,), True, ())


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("10:00 EDT to 11:30 EDT", "10:00 - 11:30 EDT"),
        ("10am EDT - 11:30am", "10am - 11:30am EDT"),
        ("10:00 EDT to 11:30 EST", None),
        ("10:00 doors to 11:30 doors", None),
    ],
)
def test_one_label_at_both_ends_stands_once_and_two_are_left_alone(text, joined):
    found = join_ends(DateText((), (), text))
    assert (" ".join(found.text.split()), found.dates, found.days) == (joined or text, (), None)


@pytest.mark.parametrize(
    ("rest", "begins", "days"),
    [
        ("| 22:00 - 3 May 2023 01:00", [MAY_2], 1),
        ("| 10:00 - 2 May 2023 11:30", [MAY_2], 0),
        ("| 10:00 - 9 May 2023 11:30", [MAY_2], None),
    ],
)
def test_a_second_date_counts_where_it_is_the_end_s(rest, begins, days):
    found = join_ends(DateText((MAY_2,), (), rest))
    assert (list(found.dates), found.days) == (begins, days)
