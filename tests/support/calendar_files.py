"""Calendar files of others: made from a few lines, and read with the work counted instead of timed."""

import sys
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from app.domain.fair_hours.calendar_file import busy_times
from app.domain.span import Span

CALENDARS = Path("tests/data/calendars")
AUGUST = Span(datetime(2027, 8, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))
FIJI, LAGOS = "Pacific/Fiji", "Africa/Lagos"


class CountedWork(AbstractContextManager):
    """A bound for tests: a block is left after so many calls of functions, all after five times that."""

    def __init__(self, calls=50_000):
        self.calls, self.most = 0, calls

    def __call__(self):
        return self

    def __enter__(self):
        self.began = self.calls
        sys.setprofile(self._count)

    def __exit__(self, kind, *_error):
        sys.setprofile(None)
        return kind is _Left

    def _count(self, _frame, event, _argument):
        if event != "call":
            return
        self.calls += 1
        if self.calls - self.began > self.most or self.calls > 5 * self.most:
            raise _Left


class _Left(BaseException):
    pass


def calendar(*events, head=""):
    """Return a file with these events, each given by its lines."""
    body = "".join(
        f"BEGIN:VEVENT\nUID:{number}@example.org\n{event}\nEND:VEVENT\n"
        for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".encode()


def read(data, *, zone=FIJI, window=AUGUST, owners=(), work=None):
    """Return the busy times in a file."""
    return busy_times(data, zone=zone, window=window, owners=frozenset(owners), at_most=work or CountedWork())


def times(found):
    """Return the spans as text in UTC: "18 21:00 to 22:30", with the day of the end where it is another."""
    return [f"{span.start:%d %H:%M} to {_end(span)}" for span in found.spans]


def starts(found):
    """Return when the spans begin, as text in UTC: "18 21:00"."""
    return [f"{span.start:%d %H:%M}" for span in found.spans]


def _end(span):
    return f"{span.end:%H:%M}" if span.end.date() == span.start.date() else f"{span.end:%d %H:%M}"


def reasons(found):
    """Return why entries were not read in full."""
    return {why.value: count for why, count in found.reasons.items()}
