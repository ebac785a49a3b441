"""Calendar files read in a child process, as the pages do."""

from datetime import date, timedelta

import pytest

from app.domain.fair_hours.busy_calendar import (
    SIZE_LIMIT,
    CalendarTooCostly,
    CalendarTooLarge,
    CalendarTooLong,
    CalendarUnreadable,
)
from app.gateways import calendar_reading
from tests.support.calendar_files import AUGUST, CALENDARS, FIJI, calendar, read, reasons, times

MEI = frozenset({"mei@example.org"})


def in_child(data):
    return calendar_reading.busy_times(data, zone=FIJI, window=AUGUST, owners=MEI)


def test_the_child_says_all_that_was_read():
    doubtful = calendar(
        "DTSTART;TZID=Here:20270810T090000\nDURATION:PT1H\nSUMMARY:Zürich",
        "DTSTART:soon",
        "DTSTART:20270811T090000Z\nDURATION:PT1H\nATTENDEE;PARTSTAT=DECLINED:mailto:mei@example.org",
    )
    files = doubtful, (CALENDARS / "google-export.ics").read_bytes()
    assert [in_child(data) for data in files] == [read(data, owners=MEI) for data in files]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"<html>", CalendarUnreadable),
        (b"x" * (SIZE_LIMIT + 1), CalendarTooLarge),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 30_000 + b"END:VCALENDAR\n", CalendarTooLong),
    ],
)
def test_what_the_child_refuses_is_refused(data, refusal):
    with pytest.raises(refusal):
        in_child(data)


def test_a_rule_without_an_end_in_sight_costs_its_repetitions_only():
    bomb = "DTSTART:19700101T000000Z\nDURATION:PT1M\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
    found = in_child(calendar(bomb, "DTSTART:20270810T090000Z\nDURATION:PT1H"))
    assert (times(found), reasons(found)) == (["10 09:00 to 10:00"], {"too_often": 1})


def test_a_hundred_thousand_exceptions_are_heeded_or_on_a_slow_machine_said_to_be_too_many():
    days = (date(2027, 8, 10) + timedelta(days=number) for number in range(100_000) if number != 2)
    event = "DTSTART:20270810T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE:"
    found = in_child(calendar(event + ",".join(f"{day:%Y%m%dT090000Z}" for day in days)))
    assert (times(found), reasons(found)) in (
        (["12 09:00 to 10:00"], {}),
        (["10 09:00 to 10:00"], {"too_often": 1}),
    )


def test_a_file_that_takes_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(calendar_reading, "MEMORY", 20 * 1024**2)
    with pytest.raises(CalendarTooCostly):
        in_child(calendar())


def test_few_files_are_read_at_once(monkeypatch):
    monkeypatch.setattr(calendar_reading, "SECONDS", 0)
    for _ in range(calendar_reading.MOST_AT_ONCE):
        assert calendar_reading._places.acquire(blocking=False)
    try:
        with pytest.raises(CalendarTooCostly):
            in_child(calendar())
    finally:
        calendar_reading._places.release(calendar_reading.MOST_AT_ONCE)
