"""Hide hours from UTC ("UTC+5.5", "10:00 +0200") from the reader of clocks: "-04:00" is no end of a meeting.

Each becomes one sign of Unicode's private area, and is written back once the times are known.
"""

import re
from typing import NamedTuple

FIRST, LAST = "\ue000", "\uf8ff"
SIGN = f"[{FIRST}-{LAST}]"

_NAMED = re.compile(
    r"\b(?P<name>UTC|GMT|UT)\s?(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?P<more>[.,:]?\d{1,2})?(?!\d)"
)
_BEHIND = re.compile(
    r"(?P<clock>(?P<h>\d{1,2}):(?P<m>[0-5]\d))(?P<seconds>:[0-5]\d(?:\.\d+)?)?(?:\s?[ap]m\b)?"
    r"(?P<space>\s?)(?P<sign>[+-])(?P<hours>\d\d)(?P<colon>:?)(?P<minutes>[0-5]\d)?(?![\d:]|\s?[ap]m\b)",
    re.IGNORECASE,
)
_MINUTES = {"00": "00", "15": "15", "30": "30", "45": "45", "5": "30", "50": "30", "25": "15", "75": "45"}
"""What stands behind the hours, in minutes: 5.5 and 5.30 are one, as are 5.75 and 5.45."""


class Hidden(NamedTuple):
    """The text with a sign for each offset, the offsets in that order, and what has to be asked."""

    text: str
    offsets: tuple[str, ...]
    questions: tuple[str, ...] = ()

    def shown(self, text: str) -> str:
        """Write the offsets back into a part of the text."""
        return re.sub(SIGN, lambda found: self.offsets[ord(found[0]) - ord(FIRST)], text)


def hide(text: str) -> Hidden:
    """Hide every offset of `text`, which has plain digits and hyphens already (spelling.one_spelling)."""
    offsets: list[str] = []
    questions: list[str] = []

    def sign_for(offset: str) -> str:
        if offset not in offsets:
            offsets.append(offset)
        return chr(ord(FIRST) + offsets.index(offset))

    def named(found: re.Match[str]) -> str:
        more = found["more"] or ""
        if more[:1] in {".", ","}:
            if more[1:] not in _MINUTES:
                return found[0]
            return sign_for(f"{found['name']}{found['sign']}{found['hours']}:{_MINUTES[more[1:]]}")
        if more and len(more.lstrip(":")) != 2:
            return found[0]
        return sign_for(re.sub(r"\s", "", found[0]))

    def behind(found: re.Match[str]) -> str:
        if not _is_offset(found):
            return found[0]
        if _could_be_the_end(found):
            questions.append("end-or-offset")
        size = f"{found['hours']}{found['colon']}{found['minutes'] or ''}"
        offset = "UTC" if not size.strip("0:") else f"UTC{found['sign']}{size}"
        return f"{found[0][: found.start('space') - found.start()]} ({sign_for(offset)})"

    text = _NAMED.sub(named, re.sub(SIGN, " ", text))
    return Hidden(_BEHIND.sub(behind, text), tuple(offsets), tuple(questions))


def _is_offset(found: re.Match[str]) -> bool:
    """Tell "14:00 -03:00" from a range: by a plus, by seconds, or because no meeting is so long."""
    if int(found["hours"]) > 14:
        return False
    if found["sign"] == "+" or found["seconds"]:
        return True
    if not found["minutes"]:
        return False
    if not found["colon"]:
        return bool(found["space"])
    return _forward(found) >= 720 or bool(found["space"] and _forward(found) > 0 and _ends_earlier(found))


def _could_be_the_end(found: re.Match[str]) -> bool:
    return found["sign"] == "-" and bool(found["colon"]) and not found["seconds"] and _forward(found) < 720


def _forward(found: re.Match[str]) -> int:
    """Minutes from the clock to the hours behind it, read as the end."""
    return (_end(found) - int(found["h"]) * 60 - int(found["m"])) % 1440


def _ends_earlier(found: re.Match[str]) -> bool:
    return _end(found) <= int(found["h"]) * 60 + int(found["m"])


def _end(found: re.Match[str]) -> int:
    return int(found["hours"]) * 60 + int(found["minutes"])
