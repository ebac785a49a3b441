"""Busy times out of calendar files: instants only, nothing else, and no file that costs too much."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, CalendarTooLarge, CalendarUnreadable, busy_times
from app.domain.span import Span

WINDOW = Span(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
LAGOS = "Africa/Lagos"


def calendar(*events, head=""):
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT\r\n" for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}END:VCALENDAR\r\n".encode()  # fmt: skip


def read(*events, head="", zone=LAGOS):
    return busy_times(calendar(*events, head=head), zone=zone, window=WINDOW)


def times(found):
    return [f"{span.start:%m-%d %H:%M}/{span.end:%m-%d %H:%M}" for span in found.spans]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z", ["03-10 09:00/03-10 10:00"]),
        ("DTSTART:20270310T090000\nDTEND:20270310T100000", ["03-10 08:00/03-10 09:00"]),
        ("DTSTART;TZID=America/New_York:20270310T090000\nDURATION:PT30M", ["03-10 14:00/03-10 14:30"]),
        ("DTSTART;TZID=Tokyo Standard Time:20270310T090000\nDURATION:PT1H", ["03-10 00:00/03-10 01:00"]),
        ("DTSTART;TZID=/x.example/1/Europe/Rome:20270310T090000\nDURATION:PT1H", ["03-10 08:00/03-10 09:00"]),
        ("DTSTART;VALUE=DATE:20270310", ["03-09 23:00/03-10 23:00"]),
        ("DTSTART;VALUE=DATE:20270310\nDTEND;VALUE=DATE:20270312", ["03-09 23:00/03-11 23:00"]),
        ("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nSTATUS:CANCELLED", []),
        ("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("DTSTART:20250310T090000Z\nDTEND:20250310T100000Z", []),
        ("DTSTART:20270228T230000Z\nDTEND:20270301T010000Z", ["03-01 00:00/03-01 01:00"]),
    ],
)
def test_one_entry(event, expected):
    assert times(read(event)) == expected


def test_a_weekly_meeting_follows_its_place_through_a_clock_change():
    event = "DTSTART;TZID=Europe/Rome:20270325T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert times(read(event)) == ["03-25 09:00/03-25 10:00", "04-01 08:00/04-01 09:00"]


def test_repetitions_that_were_taken_out_or_moved_are_not_busy():
    series = (
        "UID:s\nDTSTART:20270301T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20270302T090000Z"
    )
    moved = "UID:s\nRECURRENCE-ID:20270303T090000Z\nDTSTART:20270303T150000Z\nDURATION:PT1H"
    events = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in (series, moved))
    text = f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n"
    found = busy_times(text.encode(), zone=LAGOS, window=WINDOW)
    assert times(found) == ["03-01 09:00/03-01 10:00", "03-03 15:00/03-03 16:00", "03-04 09:00/03-04 10:00"]


def test_free_busy_files_are_read():
    busy = "FREEBUSY;FBTYPE=BUSY:20270310T090000Z/PT1H,20270311T090000Z/20270311T093000Z"
    free = "FREEBUSY;FBTYPE=FREE:20270312T090000Z/PT1H"
    text = f"BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\n{busy}\n{free}\nEND:VFREEBUSY\nEND:VCALENDAR\n"
    found = busy_times(text.encode(), zone=LAGOS, window=WINDOW)
    assert times(found) == ["03-10 09:00/03-10 10:00", "03-11 09:00/03-11 09:30"]


def test_what_cannot_be_understood_is_counted():
    found = read("SUMMARY:no start", "DTSTART:soon", "DTSTART:20270310T090000Z\nDURATION:long")
    assert (found.entries, found.passed_over, found.spans) == (3, 3, ())


def test_of_a_repetition_that_is_not_worked_out_the_first_time_counts():
    found = read("DTSTART:20270310T090000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY")
    assert (times(found), found.repeats_unread, found.passed_over) == (["03-10 09:00/03-10 10:00"], 1, 0)


def test_a_zone_that_nobody_knows_is_named_and_read_by_the_own_clock():
    found = read("DTSTART;TZID=Customized Time Zone:20270310T090000\nDURATION:PT1H")
    assert (times(found), found.unknown_zones) == (["03-10 08:00/03-10 09:00"], ("Customized Time Zone",))


@pytest.mark.parametrize("data", [b"", b"<html>Sign in</html>", b"\x89PNG\r\n\x1a\n", b"BEGIN:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(CalendarUnreadable):
        busy_times(data, zone=LAGOS, window=WINDOW)


def test_a_calendar_of_50_mb_is_refused():
    with pytest.raises(CalendarTooLarge):
        busy_times(b"x" * (SIZE_LIMIT + 1), zone=LAGOS, window=WINDOW)


def test_a_file_made_to_cost_much_is_given_up_on():
    """Each of these repeats for ever without an hour; worked through, they would take minutes."""
    event = "DTSTART:19000101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=99999;BYMONTH=2;BYMONTHDAY=30"
    found = read(*[event] * 3000)
    assert found.repeats_unread > 2900


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_inside_an_entry_is_read_or_counted(text):
    found = busy_times(calendar(f"DTSTART:20270310T090000Z\n{text}"), zone=LAGOS, window=WINDOW)
    assert found.entries >= found.passed_over
