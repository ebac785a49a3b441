"""Whose time a sentence says it is: letters, hours from UTC, or a place."""

from datetime import timedelta

import pytest

from app.domain.typed_times.label_text import read_label
from tests.support.typed_times import read


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("10:00-11:30 (New York time)", "America/New_York"),
        ("10:00 Geneva time", "Europe/Zurich"),
        ("10:00 (heure de Paris)", "Europe/Paris"),
        ("10:00 hora de Madrid", "Europe/Madrid"),
        ("8:00 pm Delhi", "Asia/Kolkata"),
        ("10:00 in Nairobi", "Africa/Nairobi"),
        ("10:00 (India)", "Asia/Kolkata"),
        ("10:00 Indian Standard Time", "Asia/Kolkata"),
        ("10:00 (US)", None),
        ("10:00 in the main hall", None),
        ("10:00 on Zoom", None),
    ],
)
def test_a_place_is_heard(text, zone):
    assert read(text).zone == zone


def test_letters_hours_and_place_are_told_apart_and_cut_out():
    found = read_label("", " EST (New York time), hall 3")
    assert (found.letters, found.offset, found.zone, found.questions) == ("EST", None, "America/New_York", ())
    assert found.after.endswith(", hall 3")


def test_letters_that_contradict_their_own_number_are_asked():
    found = read_label("", " EST (UTC+2)")
    assert (found.letters, found.offset, found.questions) == (
        "EST",
        timedelta(hours=2),
        ("label-inconsistent",),
    )


@pytest.mark.parametrize("after", [" am", " doors open", " with ART", ""])
def test_a_word_is_no_label(after):
    assert read_label("", after).letters is None
