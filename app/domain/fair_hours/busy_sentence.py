"""A busy time as people write it, "2 Feb 2027, 10am-noon", in the exact form that busy_text keeps (row T10).

What can be read in two ways is refused with the reason, never guessed. Words beside the times are left out:
with what somebody is busy is nobody's business here.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from app.domain.errors import DomainError
from app.domain.typed_times.clock_text import read_times
from app.domain.typed_times.date_text import DateText, read_date
from app.domain.typed_times.label_text import read_label
from app.domain.typed_times.spelling import one_spelling
from app.domain.typed_times.time_text import SMALL_WORDS
from app.domain.words import N_

_BULLET = re.compile(r"^(?:[-*•·–—]|\d{1,3}[.)])\s+")
_TO = re.compile(r"\s(?:to|until|till|through|bis|au|al|hasta|até)\s|\s?-\s?|/(?=\d{4}-)", re.IGNORECASE)
_DAYS = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|\.)?\s?(-|to|&|and)\s?(\d{1,2})(?![\d:])", re.IGNORECASE
)
_ITEMS = re.compile(r",\s|\s(?:and|&)\s", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_DENIED = re.compile(
    r"\b(?:not|no|free|available|except|unless|but|every|each|weekly|daily)\b", re.IGNORECASE
)
_ALL_DAY = re.compile(r"\b(?:all|whole)[\s-]day\b", re.IGNORECASE)
_EARLY = date(1, 1, 1)  # a year that is missing is asked for, so it does not matter from when it is counted

_WHY = {
    "date-order": N_("“%(line)s”: day and month can be read either way. Write 2027-03-02 or 2 March 2027."),
    "weekday-differs": N_("“%(line)s”: the weekday does not belong to this date."),
    "year-assumed": N_("“%(line)s”: write the whole date, with its year."),
    "several-days": N_("“%(line)s”: write each stretch of days in a line of its own."),
    "half-of-day": N_("“%(line)s”: is this hour in the morning or in the afternoon? Write 02:00 or 14:00."),
    "midnight": N_("“%(line)s”: which midnight? Write 00:00 and the day that begins with it."),
    "no-end": N_("“%(line)s”: until when? Write 10:00-12:00."),
    "label": N_("“%(line)s”: busy times are by the own clock. Change them to it and leave out “%(label)s”."),
}


class BusyTextUnreadable(DomainError):
    """A line is no busy time, or can be read in more than one way."""

    message = N_(
        "“%(line)s” is not a busy time. Write a day and hours such as 2027-08-18 14:00-16:00 or "
        "18 August 2027, 2pm-4pm, a whole day such as 2027-08-19, or days such as 2027-08-20 to 2027-08-24."
    )
    field = "busy"
    status = 422

    def __init__(self, line: str, why: str = "", label: str = "") -> None:
        super().__init__(_WHY.get(why), line=line[:80], label=label)


class Plainly(NamedTuple):
    """A line in its exact form, which may be several lines, and the words that were left out."""

    lines: tuple[str, ...]
    words: str


class _Hours(NamedTuple):
    start: time
    end: time | None


def plainly(line: str) -> Plainly:
    """Read a line as people write it. Raises BusyTextUnreadable."""
    text = one_spelling(_BULLET.sub("", line.strip()))[:300]
    if _DENIED.search(text):
        raise BusyTextUnreadable(line)
    items = _ITEMS.split(text)
    if len(items) > 1 and all(_is_whole(read_date(item, _EARLY)) for item in items):
        read = [_item(item, line) for item in items]
        return Plainly(
            tuple(one for each in read for one in each.lines), " ".join(each.words for each in read).strip()
        )
    return _item(text, line)


def _item(text: str, line: str) -> Plainly:
    for left, right in _halves(text):
        return _stretch(left, right, line)
    dated = read_date(text, _EARLY)
    if "several-days" in dated.questions and (found := _DAYS.search(text)):
        first, last = (f"{text[: found.start()]}{day}{text[found.end() :]}" for day in (found[1], found[3]))
        if found[2] in {"-", "to"}:
            return _stretch(read_date(first, _EARLY), read_date(last, _EARLY), line, same_hours=True)
        read = [_item(one, line) for one in (first, last)]
        return Plainly((*read[0].lines, *read[1].lines), read[0].words)
    day = _day(dated, line)
    hours, words = _hours(dated.rest, line)
    return Plainly(tuple(f"{day}{_written(one, line)}" for one in hours) or (f"{day}",), words)


def _halves(text: str) -> Iterator[tuple[DateText, DateText]]:
    """The two halves of "2 Feb to 4 Feb 2027", each with a date of its own; the year may stand once."""
    for found in _TO.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        if (year := _YEAR.search(right)) and not _YEAR.search(left):
            left = f"{left} {year[0]}"
        halves = read_date(left, _EARLY), read_date(right, _EARLY)
        if all(half.dates and "year-assumed" not in half.questions for half in halves):
            yield halves


def _stretch(left: DateText, right: DateText, line: str, *, same_hours: bool = False) -> Plainly:
    """Days from one to another, hours on each of them, or one stretch from an hour to another day's hour."""
    first, last = _day(left, line), _day(right, line)
    begins, words = _hours("" if same_hours else left.rest, line)
    ends, more = _hours(right.rest, line)
    if [one.end for one in (*begins, *ends)] == [None, None] and begins and ends:
        exact: tuple[str, ...] = (f"{first} {begins[0].start:%H:%M} to {last} {ends[0].start:%H:%M}",)
    elif begins:
        raise BusyTextUnreadable(line)
    else:
        exact = tuple(f"{first} to {last}{_written(one, line)}" for one in ends) or (f"{first} to {last}",)
    return Plainly(exact, f"{words} {more}".strip())


def _day(dated: DateText, line: str) -> date:
    if dated.questions:
        raise BusyTextUnreadable(line, dated.questions[0])
    if not dated.dates:
        raise BusyTextUnreadable(line)
    return dated.dates[0]


def _hours(text: str, line: str) -> tuple[list[_Hours], str]:
    """All hours in a text whose date is out, and its other words."""
    found, words = [], ""
    while (times := read_times(text)).start is not None:
        if times.questions:
            raise BusyTextUnreadable(line, times.questions[0])
        found.append(_Hours(times.start, times.end))
        label = read_label("", times.after)
        if label.letters or label.zone:
            raise BusyTextUnreadable(line, "label", label.letters or label.zone or "")
        words, text = f"{words} {times.before}", times.after
    words = " ".join(
        word
        for word in re.findall(r"[^\W_]+", _ALL_DAY.sub(" ", f"{words} {text}"))
        if word.casefold() not in SMALL_WORDS
    )
    if re.search(r"\d", words):
        raise BusyTextUnreadable(line)
    return found, words


def _written(hours: _Hours, line: str) -> str:
    if hours.end is None:
        raise BusyTextUnreadable(line, "no-end")
    end = "24:00" if hours.end == time() else f"{hours.end:%H:%M}"
    return f" {hours.start:%H:%M}-{end}"


def _is_whole(dated: DateText) -> bool:
    return bool(dated.dates) and not dated.questions
