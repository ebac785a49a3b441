"""A zone as programs name it, and what is only like such a name."""

import pytest

from app.domain.typed_times.named_zone import take_named_zone
from tests.support.typed_times import read


@pytest.mark.parametrize(
    ("text", "zone", "letters"),
    [
        ("2 May 2023 10:00 America/New_York", "America/New_York", None),
        ("10:00 (asia/kolkata)", "Asia/Kolkata", None),
        ("10:00-11:30 W. Europe Standard Time", "Europe/Berlin", "CET"),
        ("10:00 W. Europe Daylight Time", "Europe/Berlin", "CEST"),
        ("10:00 SE Asia Standard Time", "Asia/Bangkok", None),
        ("10:00 Pacific Standard Time (Mexico)", "America/Tijuana", "PST"),
        ("10:00 Paraguay Standard Time", "America/Asuncion", None),
        ("10:00 Central European Time - Zurich", "Europe/Zurich", None),
        ("10:00 (GMT+02:00) Central European Time - Zurich", "Europe/Zurich", "GMT+02:00"),
        ("10:00 (Mountain Time - Arizona)", "America/Phoenix", None),
        ("10:00-11:30 (Eastern Time - New York)", "America/New_York", None),
        ("10:00 Eastern Daylight Time - Toronto", "America/Toronto", "EDT"),
    ],
)
def test_a_zone_is_read_as_programs_name_it(text, zone, letters):
    typed = read(text)
    assert (typed.zone, typed.letters, typed.questions, typed.rest) == (zone, letters, (), "")


@pytest.mark.parametrize(
    "text", ["10:00 Mars/Olympus", "10:00 Europe/Atlantis", "10:00 Company Time - Budget"]
)
def test_what_is_no_zone_stays_in_the_rest(text):
    assert read(text).zone is None
    assert read(text).rest != ""


def test_a_name_is_taken_out_of_the_text():
    found = take_named_zone("10:00 (America/New_York), hall 3")
    assert (found.zone, found.letters) == ("America/New_York", None)
    assert " ".join(found.text.split()) == "10:00 | , hall 3"


def test_text_without_a_zone_is_given_back_as_it_was():
    assert take_named_zone("10:00 in the hall") == (None, None, "10:00 in the hall")
