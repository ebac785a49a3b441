"""Busy times as somebody types them, a line each, by the own clock: 2027-08-18 14:00-16:00 (row T10).

Lines in this exact form are what is kept. How else people write is understood by the module busy_sentence.
"""

import re
from datetime import date, datetime, time, timedelta

from app.domain.errors import DomainError
from app.domain.fair_hours.busy_sentence import BusyTextUnreadable, plainly
from app.domain.fair_hours.clock_track import readings
from app.domain.span import EndBeforeStart, Span
from app.domain.words import N_

MOST_LINES = 200
LONGEST = timedelta(days=366)
_LINE = re.compile(
    r"(?P<first>\d{4}-\d\d?-\d\d?)(?:\s*(?:to|–|—|\.\.)\s*(?P<last>\d{4}-\d\d?-\d\d?))?"
    r"(?:[\s,]+(?P<start>\d\d?[:.]\d\d)\s*(?:-|–|—|to)\s*(?P<end>\d\d?[:.]\d\d))?"
)

_STRETCH = re.compile(
    r"(?P<first>\d{4}-\d\d-\d\d) (?P<start>\d\d:\d\d) to (?P<last>\d{4}-\d\d-\d\d) (?P<end>\d\d:\d\d)"
)


class TooManyBusyLines(DomainError):
    """More lines than anybody types."""

    message = N_("At most %(limit)d lines, please. Upload a calendar file for more.")
    field = "busy"
    status = 422


def exact_lines(text: str) -> tuple[list[str], str]:
    """Return the lines in the exact form, and the words that stood beside the times and are left out.

    Raises BusyTextUnreadable, TooManyBusyLines.
    """
    exact, left_out = [], []
    for line in (part.strip() for part in re.split(r"[\n\r;]+", text)):
        if _exact(line):
            exact.append(line)
        elif line:
            read = plainly(line)
            exact += read.lines
            left_out += [read.words] if read.words else []
        if len(exact) > MOST_LINES:
            raise TooManyBusyLines(limit=MOST_LINES)
    for line in exact:
        _spans(line, "UTC")
    return exact, ", ".join(left_out)


def read_busy(text: str, zone: str) -> tuple[Span, ...]:
    """Read the lines as spans in `zone`; hours that end before they begin run into the next day.

    Days with hours are busy at those hours on each of the days. Raises BusyTextUnreadable, TooManyBusyLines.
    """
    return tuple(span for line in exact_lines(text)[0] for span in _spans(line, zone))


def _exact(line: str) -> re.Match[str] | None:
    return _LINE.fullmatch(line) or _STRETCH.fullmatch(line)


def _spans(line: str, zone: str) -> list[Span]:
    found = _exact(line)
    if found is None:
        raise BusyTextUnreadable(line)
    try:
        first = _day(found["first"])
        last = _day(found["last"]) if found["last"] else first
        if not timedelta() <= last - first <= LONGEST:
            raise BusyTextUnreadable(line)
        if found["start"] is None:
            return [_span(datetime.combine(first, time()), _midnight_after(last), zone)]
        start, end = _minutes(found["start"]), _minutes(found["end"])
        if found.re is _STRETCH:
            return [_span(_at(first, start), _at(last, end), zone)]
        return [
            _span(_at(day, start), _at(day, end if end > start else end + 1440), zone)
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        ]
    except (ValueError, OverflowError, EndBeforeStart) as error:
        raise BusyTextUnreadable(line) from error


def _span(start: datetime, end: datetime, zone: str) -> Span:
    """Doubled times are covered whole, skipped ones take no time."""
    return Span(readings(start, zone)[0], readings(end, zone)[1])


def _day(text: str) -> date:
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day))


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time())


def _minutes(text: str) -> int:
    hour, minute = (int(part) for part in text.replace(".", ":").split(":"))
    if not (0 <= minute < 60 and 0 <= hour * 60 + minute <= 1440):
        raise ValueError(text)
    return hour * 60 + minute


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
