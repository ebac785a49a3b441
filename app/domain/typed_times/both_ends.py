"""Join a range whose ends both carry a date or a label: "10:00 EDT to 11:30 EDT" is "10:00 - 11:30 EDT"."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.clocks.zone_letters import meanings, offset_in, tidy
from app.domain.typed_times.clock_text import CLOCK, TO
from app.domain.typed_times.date_text import DateText, read_date
from app.domain.typed_times.spelling import clock_spelling
from app.domain.typed_times.stated_offsets import SIGN

_LABEL = rf"(?:\s?\(?(?P<{{0}}label>(?:[A-Za-z]\.?){{{{2,5}}}}(?![\w'])|{SIGN})\)?)?"
_DATED = r"[\s,]*(?P<{0}>\|)?[\s,]*"
_ENDS = re.compile(
    CLOCK.format("a") + _LABEL.format("a") + _DATED.format("begins") + TO
    + _DATED.format("ends") + r"(?:at\s|um\s|à\s|a\slas\s|alle\s|às\s)?"
    + CLOCK.format("b") + _LABEL.format("b") + _DATED.format("closes"),
    re.IGNORECASE,
)  # fmt: skip


class Joined(NamedTuple):
    """The text with its first range joined, the days that can begin it, the days to its end, if said."""

    text: str
    dates: tuple[date, ...]
    days: int | None


def join_ends(dated: DateText) -> Joined:
    """Join the first range of a text whose first date is out; a second date counts where it is the end's."""
    second = read_date(dated.rest, dated.dates[0]) if dated.dates else DateText((), (), "")
    if second.dates and (joined := _joined(clock_spelling(second.rest))):
        pairs = [(one, other) for one in dated.dates for other in second.dates if _follows(one, other)]
        begins = tuple(dict.fromkeys(one for one, _ in pairs))
        if begins:
            return Joined(joined, begins, (pairs[0][1] - pairs[0][0]).days)
    text = clock_spelling(dated.rest)
    return Joined(_joined(text) or text, dated.dates, None)


def _follows(begins: date, ends: date) -> bool:
    return timedelta() <= ends - begins <= timedelta(days=1)


def _joined(text: str) -> str | None:
    for found in _ENDS.finditer(text):
        labels = {tidy(label).upper() for side in "ab" if (label := found[f"{side}label"])}
        if len(labels) <= 1 and all(_is_label(label) for label in labels):
            joined = " ".join((_clock(found, "a"), "-", _clock(found, "b"), *labels))
            return f"{text[: found.start()]}{joined} {text[found.end() :]}"
    return None


def _clock(found: re.Match[str], side: str) -> str:
    minutes = f":{found[f'{side}m']}" if found[f"{side}m"] else ""
    return f"{found[f'{side}h']}{minutes}{found[f'{side}half'] or ''}"


def _is_label(text: str) -> bool:
    """Tell a label from a word, which is not thrown away."""
    return bool(re.fullmatch(SIGN, text)) or bool(meanings(text)) or offset_in(text) is not None
