"""Lists whose order is somebody's choice: numbered from 1, moved by one place or to a place."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in a list."""

    position: int


Row = TypeVar("Row", bound=Placed)


def number(rows: Sequence[Placed]) -> None:
    """Number the rows from 1 in the order given."""
    for place, row in enumerate(rows, 1):
        if row.position != place:
            row.position = place


def place(rows: Sequence[Row], row: Row, at: int) -> tuple[int, int]:
    """Put `row` at place `at` (1 is the first; beyond an end: that end), number all, return (old, new)."""
    others = [one for one in rows if one is not row]
    old = list(rows).index(row) + 1
    new = min(max(at, 1), len(rows))
    number([*others[: new - 1], row, *others[new - 1 :]])
    return old, new
