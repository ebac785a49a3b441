"""Read a whole number that came from outside, the one way in: bounded before it is a number (row X5)."""

import re

_DIGITS = re.compile(r"-?\d{1,12}", re.ASCII)


def whole_number(text: object, *, least: int = 0, most: int = 2**31 - 1) -> int | None:
    """Return the number that `text` writes, within [least, most]; None for anything else.

    Python refuses to read thousands of digits with an exception, and databases hold no more than `most`.
    """
    written = str(text or "").strip()
    if not _DIGITS.fullmatch(written):
        return None
    number = int(written)
    return number if least <= number <= most else None
