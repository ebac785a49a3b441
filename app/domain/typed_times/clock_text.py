"""Find the start and the end in a sentence whose date has been taken out."""

import re
from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from app.domain.typed_times.spelling import clock_spelling


class ClockText(NamedTuple):
    """`start` and `end` by the clock, the text before and after them, and what has to be asked.

    `questions` are "half-of-day" and "midnight".
    """

    start: time | None
    end: time | None
    ends_next_day: bool
    questions: tuple[str, ...]
    before: str
    after: str


NO_TIMES = ClockText(None, None, ends_next_day=False, questions=(), before="", after="")

CLOCK = (
    r"(?<![\d:.,])(?P<{0}h>\d{{1,2}})(?::(?P<{0}m>[0-5]\d)(?::[0-5]\d)?)?(?![\d:])"
    r"(?:\s?(?P<{0}half>[ap]m)\b)?"
)
TO = r"(?:\s?-\s?|\s(?:to|until|till|and|bis|à|au|a|às|al|alle|até|hasta|до|إلى)\s)"
_RANGE = re.compile(CLOCK.format("a") + TO + CLOCK.format("b"), re.IGNORECASE)
_SINGLE = re.compile(CLOCK.format("a"), re.IGNORECASE)
_LENGTH = re.compile(
    r"[(,]?\s?(?<!\d)(\d{1,3})[\s-]?(?:min|mins|minutes?|minuten|minutos|minuti)\b\.?\)?", re.IGNORECASE
)


def read_times(text: str) -> ClockText:
    """Read the first time, or the first two with "-" or "to" between; a length gives the end as well."""
    text = clock_spelling(text)
    length = _LENGTH.search(text)
    if length:
        text = f"{text[: length.start()]} {text[length.end() :]}"
    for found, start, last in _candidates(text):
        end = start + int(length[1]) if last is None and length else last
        return ClockText(
            _time(start),
            None if end is None else _time(end),
            ends_next_day=end is not None and end >= 1440,
            questions=_questions(found, start),
            before=text[: found.start()],
            after=text[found.end() :],
        )
    return NO_TIMES._replace(before=text)


def _candidates(text: str) -> Iterator[tuple[re.Match[str], int, int | None]]:
    """Matches with start and end in minutes of the first day. A bare number is none: it needs ":" or "pm"."""
    for found in _RANGE.finditer(text):
        if any(found[name] for name in ("am", "bm", "ahalf", "bhalf")):
            for start in _readings(found, "a", found["bhalf"]):
                ends = [end for end in _readings(found, "b", found["ahalf"]) if end > start]
                if ends and ends[0] - start <= 720:
                    yield found, start, ends[0]
            for start in _readings(found, "a", None)[:1]:
                ends = [end if end > start else end + 1440 for end in _readings(found, "b", None)]
                yield from ((found, start, end) for end in ends[:1] if end != start + 1440)
    for found in _SINGLE.finditer(text):
        if found["am"] or found["ahalf"]:
            yield from ((found, start, None) for start in _readings(found, "a", None)[:1])


def _readings(found: re.Match[str], side: str, other_half: str | None) -> list[int]:
    """Minutes of the day; without am or pm of its own a side takes the other's, or else the opposite."""
    hour, minute, half = int(found[f"{side}h"]), int(found[f"{side}m"] or 0), found[f"{side}half"]
    if hour * 60 + minute > 1440 or (half and (hour == 0 or (hour > 12 and half.lower() == "am"))):
        return []
    if half:
        return [_in_half(hour, minute, half)]
    if other_half and 1 <= hour <= 12:
        own = _in_half(hour, minute, other_half)
        return [own, (own + 720) % 1440]
    return [hour * 60 + minute]


def _in_half(hour: int, minute: int, half: str) -> int:
    return (hour % 12 + 12 * (half.lower() == "pm")) * 60 + minute if hour <= 12 else hour * 60 + minute


def _questions(found: re.Match[str], start: int) -> tuple[str, ...]:
    halves = any(found.groupdict().get(name) for name in ("ahalf", "bhalf"))
    if start == 1440:
        return ("midnight",)
    return ("half-of-day",) if not halves and re.match(r"[1-7](?!\d)", found[0]) else ()


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
