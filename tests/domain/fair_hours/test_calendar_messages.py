"""What goes to the process that reads a calendar file and what comes back says the same on both sides."""

from datetime import date

import pytest

from app.domain.calendars.foreign.refusals import Why
from app.domain.fair_hours.busy_calendar import (
    BusyTimes,
    CalendarTooLarge,
    CalendarTooLong,
    CalendarUnreadable,
    UnreadEntry,
)
from app.domain.fair_hours.calendar_messages import answered, question, understood
from tests.support.fair_hours_cases import span

WINDOW = span("2027-03-01T00:00", "2027-04-01T00:00")
FILE = b"BEGIN:VCALENDAR\r\n\xff\n{}\nEND:VCALENDAR\r\n"
ASKED = {"zone": "Africa/Lagos", "window": WINDOW, "owners": frozenset({"amara@example.org"})}
AT_MOST = lambda *_asked: None  # noqa: E731 - handed on, never called here


def told(read):
    return understood(answered(question(FILE, **ASKED), read, AT_MOST))


def test_the_reader_is_asked_exactly_what_was_asked():
    heard = {}

    def read(data, **asked):
        heard.update(asked, data=data)
        return BusyTimes((), 0, (), ())

    assert told(read) == BusyTimes((), 0, (), ())
    assert heard == ASKED | {"data": FILE, "at_most": AT_MOST}


def test_what_it_read_comes_back_whole():
    unread = (UnreadEntry(Why.NO_START, date(2027, 3, 2), "Surgery"), UnreadEntry(Why.REPEATS))
    busy = BusyTimes((span("2027-03-02T10:00", "2027-03-02T11:30"),), 7, unread, ("Ward 7",))
    assert told(lambda *_asked, **_more: busy) == busy


@pytest.mark.parametrize("kind", [CalendarTooLarge, CalendarTooLong, CalendarUnreadable])
def test_what_it_refused_is_refused_here(kind):
    def read(*_asked, **_more):
        raise kind

    with pytest.raises(kind):
        told(read)
