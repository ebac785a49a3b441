"""How much work a piece of code does, counted instead of timed: the same on every machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most_calls(most: int) -> Iterator[None]:
    """Fail as soon as the block has called more than `most` functions that are written in Python."""
    count = 0

    def note(_frame: object, what: str, _value: object) -> None:
        nonlocal count
        count += what == "call"
        assert count <= most, f"more than {most} calls"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)
