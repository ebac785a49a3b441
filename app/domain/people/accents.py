"""Text as people search for it: small letters, and Latin ones without their accents, one letter for one.

A database does the same with the same table, so that "Martínez" and "martinez" find each other in any text.
"""

import unicodedata

_LETTERS = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
_MARKS = "".join(map(chr, range(0x0300, 0x0370)))  # of letters that are written in two signs


def _base(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i"}.get(letter.lower(), plain)


_FOLDED = {letter: base for letter in map(chr, _LETTERS) if (base := _base(letter)).isascii()}
FROM = "".join(_FOLDED) + _MARKS
"""Letters with accents; the marks at the end, which TO has nothing for, go away."""
TO = "".join(_FOLDED.values())
_TABLE = str.maketrans(FROM[: len(TO)], TO, _MARKS)


def unaccented(text: str | None) -> str | None:
    """Return the text in small letters without accents; None stays None, as databases have it."""
    return None if text is None else text.lower().translate(_TABLE)
