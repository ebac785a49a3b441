"""Hours from UTC are told from the end of a meeting, and come back as they were written."""

from datetime import time, timedelta

import pytest

from app.domain.typed_times.stated_offsets import FIRST, hide
from tests.support.typed_times import read


@pytest.mark.parametrize(
    ("text", "letters", "hours"),
    [
        ("10:00 (UTC-4)", "UTC-4", -4),
        ("10:00 UTC−04:00", "UTC-04:00", -4),
        ("16h00 GMT+2", "GMT+2", 2),
        ("19:30 UTC+5:30", "UTC+5:30", 5.5),
        ("10:00 (+0200)", "+0200", 2),
        ("2023-05-02T10:00:00-04:00", "UTC-04:00", -4),
        ("2023-05-02T14:00Z", "UTC", 0),
        ("14:00 UTC", "UTC", 0),
        ("14:00Z", "Z", 0),
        ("Tue, 02 May 2023 14:00:00 +0000", "UTC", 0),
        ("2023-05-02 14:00:00.000Z", "UTC", 0),
        ("2023-05-02 10:00 +02:00", "UTC+02:00", 2),
        ("2023-05-02 10:00+0200", "UTC+0200", 2),
        ("2023-05-02 14:00:00 -0300", "UTC-0300", -3),
        ("2023-05-02 14:00 -03:00", "UTC-03:00", -3),
        ("10:00 UTC+5.5", "UTC+5:30", 5.5),
        ("10:00 UTC+5.30", "UTC+5:30", 5.5),
        ("10:00 GMT+5,75", "GMT+5:45", 5.75),
        ("UTC-4 10:00", "UTC-4", -4),
    ],
)
def test_hours_from_utc_are_read(text, letters, hours):
    typed = read(text)
    assert (typed.letters, typed.offset, typed.questions) == (letters, timedelta(hours=hours), ())


def test_hours_from_utc_at_both_ends_are_no_clock():
    typed = read("10:00 UTC-4 to 11:30 UTC-4")
    assert (typed.start, typed.end, typed.letters, typed.rest) == (time(10), time(11, 30), "UTC-4", "")


def test_an_offset_is_hidden_behind_one_sign_and_written_back():
    hidden = hide("10:00+02:00 to 11:30+02:00, GMT+5,75")
    assert (hidden.offsets, hidden.questions) == (("GMT+5:45", "UTC+02:00"), ())
    assert "+" not in hidden.text
    assert hidden.shown(hidden.text) == "10:00 (UTC+02:00) to 11:30 (UTC+02:00), GMT+5:45"


@pytest.mark.parametrize("text", ["10:00-11:30", "2-4 May", "GMT+5.7", "10:00 +99:00", FIRST])
def test_what_is_no_offset_stays(text):
    hidden = hide(text)
    assert (hidden.offsets, hidden.text) == ((), text.replace(FIRST, " "))


def test_what_could_be_the_end_of_a_meeting_is_asked():
    assert hide("14:00 -03:00").questions == ()
    assert hide("02:00 -03:00").offsets == ()
    assert hide("14:00-03:00").questions == ()
