"""Parts of a file as a player asks for them (RFC 9110 section 14)."""

import re

_ONE = re.compile(r"bytes\s*=\s*(?:(\d{1,18})\s*-\s*(\d{1,18})?|-\s*(\d{1,18}))\s*", re.IGNORECASE | re.ASCII)


class RangeNotSatisfiable(Exception):
    """The part lies wholly behind the end; the answer is 416 with the real size."""


def part_of(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the part [start, stop) of `size` bytes that a Range header asks for; None means the whole.

    A header that cannot be read, counts in another unit or asks for several parts is ignored, as section 14.2
    allows: the whole file is then the right answer. Raises RangeNotSatisfiable.
    """
    found = _ONE.fullmatch(header.strip()) if header else None
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        if int(suffix) == 0 or size == 0:
            raise RangeNotSatisfiable
        return max(0, size - int(suffix)), size
    start = int(first)
    if last is not None and int(last) < start:
        return None  # "5-4" is not a range at all
    if start >= size:
        raise RangeNotSatisfiable
    return start, size if last is None else min(int(last) + 1, size)
