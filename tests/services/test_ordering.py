"""Lists in an order that somebody chose."""

from dataclasses import dataclass

import pytest

from app.services import ordering


@dataclass
class Line:
    name: str
    position: int


def lines(text="abcd"):
    return [Line(name, number) for number, name in enumerate(text, 1)]


def order(rows):
    return "".join(row.name for row in sorted(rows, key=lambda row: row.position))


def test_rows_are_numbered_from_one_in_the_order_given():
    rows = [Line("a", 7), Line("b", 7), Line("c", 1)]
    ordering.number(rows)
    assert [row.position for row in rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "at", "places", "order_then"),
    [
        ("a", 3, (1, 3), "bcad"),
        ("d", 1, (4, 1), "dabc"),
        ("b", 2, (2, 2), "abcd"),
        ("b", 99, (2, 4), "acdb"),
        ("c", -5, (3, 1), "cabd"),
    ],
)
def test_a_row_goes_to_its_place_and_the_others_make_room(name, at, places, order_then):
    rows = lines()
    row = next(row for row in rows if row.name == name)
    assert ordering.place(rows, row, at) == places
    assert order(rows) == order_then
    assert sorted(row.position for row in rows) == [1, 2, 3, 4]
