"""The date in a pasted sentence, and what has to be asked about it."""

from datetime import date

import pytest

from app.domain.typed_times.date_text import read_date
from tests.support.typed_times import MAY_2, TODAY, read


@pytest.mark.parametrize("text", ["03/04/2023 10:00", "3-4-2023, 10:00", "10:00, 04/03/23"])
def test_day_and_month_that_may_be_swapped_are_asked(text):
    typed = read(text)
    assert typed.date is None
    assert set(typed.dates) == {date(2023, 4, 3), date(2023, 3, 4)}
    assert typed.questions == ("date-order",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday 02/05/2023", MAY_2),
        ("02/05/2023 (mardi)", MAY_2),
        ("Sunday, 02/05/2023", date(2023, 2, 5)),
        ("05/05/2023", date(2023, 5, 5)),
        ("02.05.2023", MAY_2),
        ("2.5.23", MAY_2),
    ],
)
def test_a_weekday_or_dots_or_equal_numbers_settle_it(text, day):
    assert (read(text).date, read(text).questions) == (day, ())


def test_a_year_that_is_missing_is_the_next_one():
    assert read("2 May").date == MAY_2
    assert read("1 April").date == TODAY
    assert read("31 March").date == date(2024, 3, 31)
    assert read("29 February").date == date(2024, 2, 29)
    assert read("Thursday 2 May").date == date(2024, 5, 2)
    assert read("Friday").date == date(2023, 4, 7)


def test_the_date_is_cut_out_of_its_sentence():
    found = read_date("Reefs, Tue 2 May 2023 at 10:00", TODAY)
    assert (found.dates, found.questions) == ((MAY_2,), ())
    assert " ".join(found.rest.split()) == "Reefs, | at 10:00"


@pytest.mark.parametrize(
    ("text", "dates", "questions"),
    [
        ("next Tuesday", [date(2023, 4, 4)], ("year-assumed",)),
        ("2-4 May 2023", [MAY_2], ("several-days",)),
        ("Monday 2 May 2023", [MAY_2], ("weekday-differs",)),
        ("31 April 2023", [], ()),
        ("nothing", [], ()),
    ],
)
def test_what_a_date_leaves_open_is_a_question(text, dates, questions):
    found = read_date(text, TODAY)
    assert (list(found.dates), found.questions) == (dates, questions)
