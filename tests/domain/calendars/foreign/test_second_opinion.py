"""Series as another reader of calendars sees them: the package `ical` works out the same times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from app.domain.span import Span, merge
from tests.support.calendar_files import CountedWork, read

YEAR = Span(datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC))
ZONES = (
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Europe/Rome",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Fiji",
)
RULES = ("DAILY", "DAILY;INTERVAL=3", "WEEKLY", "WEEKLY;INTERVAL=2;WKST=SU", "MONTHLY", "YEARLY")


def by_ical(text):
    events = IcsCalendarStream.calendar_from_ics(text).timeline_tz(UTC).overlapping(YEAR.start, YEAR.end)
    return tuple(merge(filter(None, (Span(one.start, one.end).intersection(YEAR) for one in events))))


@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2026, 11, 1), datetime(2027, 10, 31)),  # noqa: DTZ001 - wall times
    rule=st.sampled_from(RULES),
    count=st.none() | st.integers(1, 20),
    until=st.none() | st.integers(0, 90),
    without=st.lists(st.integers(0, 40), max_size=3),
)
@settings(max_examples=80, deadline=None)
def test_another_reader_finds_the_same_times(zone, start, rule, count, until, without):
    start = start.replace(
        hour=12 + start.hour // 2, second=0, microsecond=0
    )  # no clock changes at these hours
    last = (start + timedelta(days=until or 0)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = f";COUNT={count}" if count else f";UNTIL={last:%Y%m%dT%H%M%SZ}" if until is not None else ""
    out = "".join(f"EXDATE;TZID={zone}:{start + timedelta(days=day):%Y%m%dT%H%M%S}\n" for day in without)
    event = f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\nDURATION:PT1H\nRRULE:FREQ={rule}{end}\n{out}"
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20270101T000000Z\n"
    text = f"{head}{event}END:VEVENT\nEND:VCALENDAR\n"
    found = read(text.encode(), window=YEAR, work=CountedWork(calls=2_000_000))
    assert (found.spans, found.unread) == (by_ical(text), ())
