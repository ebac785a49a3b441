"""Why an entry of somebody's calendar is not, or not wholly, understood; and what bounds the work for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum


class Why(StrEnum):
    """Why an entry could not be read in full.

    Of REPEATS and TOO_OFTEN the first time is read all the same, UNKNOWN_ZONE by the owner's clock.
    """

    NO_START = "no_start"
    BAD_TIME = "bad_time"
    ENDS_FIRST = "ends_first"
    REPEATS = "repeats"
    TOO_OFTEN = "too_often"
    UNKNOWN_ZONE = "unknown_zone"


class Unreadable(ValueError):
    """An entry cannot be read."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


AtMost = Callable[[], AbstractContextManager[None, bool]]
"""Bounds the work in its block. A block without an end in sight is left, and what stands behind it runs."""
