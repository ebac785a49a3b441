"""Whole numbers from outside: read within their bounds, or not at all."""

import pytest

from app.web.http.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), (" 90 ", 90), ("007", 7), ("2147483647", 2**31 - 1)])
def test_a_number_within_bounds_is_read(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", None, "-1", "2147483648", "9" * 4400, "1e3", "1.5", "٣", "½", "0x10", "1_000", "+1", "NaN", "\x00"],
)
def test_anything_else_is_no_number(text):
    assert whole_number(text) is None


def test_bounds_are_those_asked_for():
    assert [whole_number(text, least=-2, most=5) for text in ("-2", "-3", "5", "6")] == [-2, None, 5, None]
