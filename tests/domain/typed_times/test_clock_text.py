"""The start and the end in a sentence whose date has been taken out."""

from datetime import time

import pytest

from app.domain.typed_times.clock_text import read_times
from tests.support.typed_times import read


def test_an_end_after_midnight_is_on_the_next_day():
    typed = read("22:00-00:30 CET, 17 August 2027")
    assert (typed.start, typed.end, typed.ends_next_day, typed.minutes) == (time(22), time(0, 30), True, 150)
    typed = read("22:00-24:00")
    assert (typed.end, typed.ends_next_day, typed.minutes) == (time(0), True, 120)


def test_a_length_gives_the_end():
    typed = read("15:00 CAT, 90 minutes, 2 May 2023")
    assert (typed.end, typed.minutes, typed.rest) == (time(16, 30), 90, "")
    typed = read("23:00 (90 min)")
    assert (typed.end, typed.ends_next_day) == (time(0, 30), True)


@pytest.mark.parametrize(
    ("text", "start", "end", "questions"),
    [
        ("10:00-11:30", "10:00", "11:30", ()),
        ("11-1pm", "11:00", "13:00", ()),
        ("4:00", "04:00", None, ("half-of-day",)),
        ("24:00", "00:00", None, ("midnight",)),
        ("room 12", None, None, ()),
        ("25:00", None, None, ()),
    ],
)
def test_hours_are_found_and_what_is_unclear_is_asked(text, start, end, questions):
    found = read_times(text)
    shown = [f"{one:%H:%M}" if one else None for one in (found.start, found.end)]
    assert (*shown, found.questions) == (start, end, questions)


def test_the_words_around_the_hours_are_given_back():
    found = read_times("Doors at 10:00-11:30, hall 3")
    assert (found.before, found.after) == ("Doors at ", ", hall 3")
