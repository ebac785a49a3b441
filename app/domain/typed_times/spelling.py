"""Bring the many ways to write digits, dashes and hours to one, before a sentence is read."""

import re
import unicodedata

from app.domain.typed_times.stated_offsets import SIGN

_TWELVE = r"\b(?:(?:12|24)(?::00|h00)?(?:\s?[ap]m)?\s?)?"  # "12:00 midnight" is one hour, not two
_HOUR = r"(?<![\d:.,])(\d{1,2}(?::[0-5]\d)?)"


def _halves(found: re.Match[str]) -> str:
    """Write "2p-3:30p" as "2pm-3:30pm"."""
    return f"{found[1]}{found[2] + 'm' if found[2] else ''}{found[3]}{found[4]}{found[5]}m"


_TEXT = (
    (r"[‐-―−~〜]", "-"),
    (r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z\b", r" \1 (UTC)"),
    (r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?([+-]\d\d(?::?\d\d)?)\b", r" \1 (UTC\2)"),
    (r"(\d{4}-\d\d-\d\d)T(?=\d)", r"\1 "),
    (r"(\d\d:\d\d):\d\d(?:\.\d+)?Z\b", r"\1 (UTC)"),
    (r"\b([ap])\.\s?m\b\.?", r"\1m"),
    (r"(?<=\d)([ap])\.\s?m\b\.?", r"\1m"),
    (rf"{_TWELVE}\(?(?:noon|midday|midi|mediodía|meio-dia|mezzogiorno|mittags?|полдень)\b\)?", "12:00"),
    (r"\b0?0:00\s?\(?(?:midnight|minuit|medianoche|meia-noite|mezzanotte|mitternacht|полночь)\b\)?", "0:00"),
    (rf"{_TWELVE}\(?(?:midnight|minuit|medianoche|meia-noite|mezzanotte|mitternacht|полночь)\b\)?", "24:00"),
    (rf"{_HOUR}([ap])?(\s?-\s?){_HOUR}([ap])(?![^\W\d_])", _halves),
    (rf"{_HOUR}([ap])(?=\s\(?(?-i:[A-Z]{{2,5}})\b)", r"\1\2m"),
)

_LABEL = rf"(?=\s?(?:hrs|hours|h\b|\(?(?:[A-Z]{{1,5}}\b|{SIGN})))"
_UNIT = r"(?:h|hrs|hours|uhr|o'clock|heures?(?!\sd)|horas?(?!\sd))(?![^\W\d_])"
_HOURS = (
    (r"(?<!\d)(\d{1,2})\s?h\s?([0-5]\d)(?!\d)", r"\1:\2"),
    (
        r"(?<!\d)(\d{1,2})\s?[時时点시]\s?(?:([0-5]\d)\s?[分분])?",
        lambda found: f"{found[1]}:{found[2] or '00'} ",
    ),
    (r"(?<![\d.:])(\d{1,2})\.([0-5]\d)(?![\d.])", r"\1:\2"),
    (rf"(?<!\d)(\d{{1,2}}:\d\d)\s?{_UNIT}", r"\1"),
    (rf"(?<![\d:])(\d{{1,2}})\s?{_UNIT}", r"\1:00"),
    (
        rf"(?<![\d:])([01]\d|2[0-4])([0-5]\d)\s?-\s?([01]\d|2[0-4])([0-5]\d){_LABEL}",
        r"\1:\2-\3:\4",
    ),
    (rf"(?<![\d:])([01]\d|2[0-4])([0-5]\d){_LABEL}", r"\1:\2"),
    (rf"(?<!\d)(\d{{1,2}}:\d\d)\s?{_UNIT}", r"\1"),
)


def one_spelling(text: str) -> str:
    """Plain digits, hyphens for all dashes, single spaces, "pm" for "p.m.", noon and midnight in figures."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    text = " ".join(text.split())
    for pattern, spelling in _TEXT:
        text = re.sub(pattern, spelling, text, flags=re.IGNORECASE)
    return text


def clock_spelling(text: str) -> str:
    """Write "14h30", "10.00 Uhr", "16 h", "1430 GMT" or "10時" with a colon; the date is out already."""
    for pattern, spelling in _HOURS:
        flags = 0 if "[A-Z]" in pattern else re.IGNORECASE
        text = re.sub(pattern, spelling, text, flags=flags)
    return text
