"""Busy times as somebody types them, a line each, by the own clock: 2027-08-18 14:00-16:00 (row T10)."""

import re
from datetime import date, datetime, time, timedelta

from app.domain.errors import DomainError
from app.domain.fair_hours.clock_track import readings
from app.domain.span import Span
from app.domain.words import N_

MOST_LINES = 200
_LINE = re.compile(
    r"(?P<first>\d{4}-\d\d?-\d\d?)(?:\s*(?:to|–|—|\.\.)\s*(?P<last>\d{4}-\d\d?-\d\d?))?"
    r"(?:[\s,]+(?P<start>\d\d?[:.]\d\d)\s*(?:-|–|—|to)\s*(?P<end>\d\d?[:.]\d\d))?"
)


class BusyTextUnreadable(DomainError):
    """A line is not written as a day, days, or a day and hours."""

    message = N_(
        "“%(line)s” is not a busy time. Write a day and hours such as 2027-08-18 14:00-16:00, "
        "a whole day such as 2027-08-19, or days such as 2027-08-20 to 2027-08-24."
    )
    field = "busy"
    status = 422

    def __init__(self, line: str) -> None:
        super().__init__(line=line[:80])


class TooManyBusyLines(DomainError):
    """More lines than anybody types."""

    message = N_("At most %(limit)d lines, please. Upload a calendar file for more.")
    field = "busy"
    status = 422


def read_busy(text: str, zone: str) -> tuple[Span, ...]:
    """Read the lines as spans in `zone`; hours that end before they begin run into the next day.

    Days with hours are busy at those hours on each of the days. Raises BusyTextUnreadable, TooManyBusyLines.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise TooManyBusyLines(limit=MOST_LINES)
    return tuple(span for line in lines for span in _spans(line, zone))


def _spans(line: str, zone: str) -> list[Span]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BusyTextUnreadable(line)
    try:
        first = _day(found["first"])
        last = _day(found["last"]) if found["last"] else first
        if not timedelta() <= last - first <= timedelta(days=366):
            raise BusyTextUnreadable(line)
        if found["start"] is None:
            return [_span(datetime.combine(first, time()), _midnight_after(last), zone)]
        start, end = _minutes(found["start"]), _minutes(found["end"])
        return [
            _span(_at(day, start), _at(day, end if end > start else end + 1440), zone)
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        ]
    except (ValueError, OverflowError) as error:
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
