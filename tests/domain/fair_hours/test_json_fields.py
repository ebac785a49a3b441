"""A JSON document read field by field; what will not do is refused with its place and in one line."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from app.domain.fair_hours.json_fields import MOST_ITEMS, Fields, InputRefused, date_in, moment_in


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def fields(**values):
    return Fields(values, "people[2]", "name size open colour day at lines")


def refusal(job):
    with pytest.raises(InputRefused) as refused:
        job()
    return str(refused.value)


def test_values_of_every_kind_are_read():
    one = fields(
        name="  Ana \n Li ", size=3, open=True, colour="blue", day="2027-08-17", at="2027-08-17T23:00+02:00"
    )
    assert (
        one.text("name"),
        one.number("size", 1),
        one.flag("open"),
        one.choice("colour", Colour, Colour.RED),
    ) == (
        "Ana Li",
        3,
        True,
        Colour.BLUE,
    )
    assert (one.date("day"), one.instant("at")) == (date(2027, 8, 17), datetime(2027, 8, 17, 21, tzinfo=UTC))


def test_what_is_missing_has_its_default():
    one = fields(name=None)
    assert (one.has("name"), one.value("name"), one.text("colour", "x"), one.number("size", 7)) == (
        False,
        None,
        "x",
        7,
    )
    assert (one.flag("open"), one.choice("colour", Colour, Colour.RED), one.instant("at")) == (
        False,
        Colour.RED,
        None,
    )
    assert (list(one.items("lines")), list(one.texts("lines"))) == ([], [])


def test_items_carry_their_places():
    one = fields(lines=["a", "b"])
    assert list(one.items("lines")) == [("people[2].lines[0]", "a"), ("people[2].lines[1]", "b")]
    assert [text for _place, text in one.texts("lines")] == ["a", "b"]
    assert (one.at("name"), Fields({}, "", "name").at("name")) == ("people[2].name", "name")


@pytest.mark.parametrize(
    ("read", "values", "words"),
    [
        (lambda one: one.text("name"), {}, "people[2].name: is missing"),
        (lambda one: one.text("name"), {"name": " "}, "people[2].name: a text is wanted here"),
        (lambda one: one.text("name"), {"name": "\ud800"}, "people[2].name: a text is wanted here"),
        (lambda one: one.text("name"), {"name": 5}, "people[2].name: a text is wanted here"),
        (lambda one: one.number("size", 1), {"size": True}, "people[2].size: a whole number is wanted here"),
        (lambda one: one.number("size", 1), {"size": 1.5}, "people[2].size: a whole number is wanted here"),
        (lambda one: one.flag("open"), {"open": 1}, "people[2].open: true or false is wanted here"),
        (
            lambda one: one.choice("colour", Colour, Colour.RED),
            {"colour": "green"},
            "people[2].colour: “green” is none of red, blue",
        ),
        (
            lambda one: one.date("day"),
            {"day": "17.8.2027"},
            "people[2].day: “17.8.2027” is not a date such as 2027-08-17",
        ),
        (
            lambda one: one.instant("at"),
            {"at": "2027-08-17T21:00"},
            "people[2].at: an instant needs its offset, such as Z at the end",
        ),
        (
            lambda one: list(one.items("lines")),
            {"lines": {}},
            "people[2].lines: a list in brackets is wanted here",
        ),
        (
            lambda one: list(one.items("lines")),
            {"lines": [0] * (MOST_ITEMS + 1)},
            "people[2].lines: 5001 items are too many, the limit is 5000",
        ),
        (
            lambda one: list(one.texts("lines")),
            {"lines": ["a", 1]},
            "people[2].lines[1]: a text is wanted here",
        ),
    ],
)
def test_what_will_not_do_is_refused_with_its_place(read, values, words):
    assert refusal(lambda: read(fields(**values))) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "people[2]: an object in braces is wanted here"),
        ({"nmae": 1}, "people[2].nmae: is not a known field; is “name” meant?"),
        ({"zzz": 1}, "people[2].zzz: is not a known field; known are name, size"),
    ],
)
def test_a_slip_of_the_pen_is_not_passed_over(value, words):
    assert refusal(lambda: Fields(value, "people[2]", "name size")) == words


def test_days_and_moments_are_read_alone_too():
    assert date_in("2027-08-17", "first") == date(2027, 8, 17)
    assert moment_in("2027-08-17T14:00", "at") == datetime(2027, 8, 17, 14)  # noqa: DTZ001 - a wall time
    assert refusal(lambda: moment_in("noon", "at")) == "at: “noon” is not a time such as 2027-08-18T14:00"
    assert refusal(lambda: date_in("x" * 100, "first")).count("x") == 64
