"""When repeating entries happen: UNTIL, exceptions and moved times, by the clock of the place."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.span import Span
from tests.support.calendar_files import CountedWork, calendar, read, reasons, starts, times


def series(*events, **asked):
    """Return when entries under one UID, of an hour each, begin; nothing of them may be left out."""
    body = "".join(
        f"BEGIN:VEVENT\nUID:s\n{event}\n{'' if 'DTEND' in event else 'DURATION:PT1H'}\nEND:VEVENT\n"
        for event in events
    )
    found = read(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".encode(), **asked)
    assert found.unread == ()
    return starts(found)


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        # An instant is compared as one: the morning of the 18th in Auckland is the evening before in UTC.
        (";TZID=Pacific/Auckland:20270816T090000", "20270817T210000Z", ["15 21:00", "16 21:00", "17 21:00"]),
        (";TZID=Pacific/Auckland:20270816T090000", "20270817T205959Z", ["15 21:00", "16 21:00"]),
        (";TZID=Pacific/Honolulu:20270816T180000", "20270818T040000Z", ["17 04:00", "18 04:00"]),
        (";TZID=Pacific/Honolulu:20270816T180000", "20270818T035959Z", ["17 04:00"]),
        # A day counts whole, by the clock of the entry.
        (";TZID=Pacific/Auckland:20270816T090000", "20270818", ["15 21:00", "16 21:00", "17 21:00"]),
        (";TZID=Pacific/Honolulu:20270816T180000", "20270818", ["17 04:00", "18 04:00", "19 04:00"]),
        (":20270816T230000Z", "20270817", ["16 23:00", "17 23:00"]),
        # A time without Z is by the clock of the entry.
        (";TZID=Pacific/Honolulu:20270816T180000", "20270817T180000", ["17 04:00", "18 04:00"]),
        (":20270816T120000", "20270817T120000", ["16 00:00", "17 00:00"]),
    ],
)
def test_until_is_an_instant_or_the_whole_of_a_day(start, until, expected):
    assert series(f"DTSTART{start}\nRRULE:FREQ=DAILY;UNTIL={until}") == expected


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Europe/Berlin", "20270818"),
        ("Europe/Berlin", "20270817T220000Z"),  # the midnight of the place, as Outlook writes it
        ("Pacific/Auckland", "20270817T120000Z"),
        ("Pacific/Honolulu", "20270818T100000Z"),
        ("Pacific/Honolulu", "20270818T000000Z"),  # the day, with zeros behind it
        ("America/New_York", "20270818T000000"),
    ],
)
def test_until_takes_in_the_last_of_whole_days(zone, until):
    found = read(calendar(f"DTSTART;VALUE=DATE:20270816\nRRULE:FREQ=DAILY;UNTIL={until}"), zone=zone)
    assert [span.minutes for span in found.spans] == [3 * 24 * 60]


def test_of_count_and_until_both_hold():
    event = "DTSTART:20270816T090000Z\nRRULE:FREQ=DAILY;COUNT=5;UNTIL=20270817T235959Z"
    assert series(event) == ["16 09:00", "17 09:00"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=WE;BYHOUR=9;BYMINUTE=0;BYSECOND=0", ["04", "11", "18", "25"]),
        ("FREQ=WEEKLY;BYHOUR=9;BYMINUTE=30,0", ["04", "04", "11", "11", "18", "18", "25", "25"]),
        ("FREQ=MONTHLY;BYDAY=1WE;BYMONTH=8", ["04"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,4", ["04", "31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["04", "31"]),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE", ["04", "15", "18", "29"]),
        ("FREQ=YEARLY;BYWEEKNO=33;BYDAY=WE", ["04", "18"]),
        ("FREQ=YEARLY;BYYEARDAY=220", ["04", "08"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=2;RSCALE=GREGORIAN;SKIP=OMIT", ["04", "14"]),
        ("RSCALE=GREGORIAN;FREQ=DAILY;INTERVAL=10;COUNT=2;", ["04", "14"]),
        ("freq=daily;interval=10;count=2", ["04", "14"]),
        ("FREQ=HOURLY;INTERVAL=240;COUNT=3", ["04", "14", "24"]),
    ],
)
def test_rules_of_every_kind_are_worked_out(rule, expected):
    event = f"DTSTART:20270804T090000Z\nDTEND:20270804T091000Z\nRRULE:{rule}"
    assert [start[:2] for start in series(event)] == expected


def test_a_weekly_meeting_follows_its_place_through_a_clock_change():
    event = "DTSTART;TZID=Europe/Rome:20270325T100000\nRRULE:FREQ=WEEKLY;COUNT=2"
    spring = Span(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC))
    assert series(event, window=spring) == ["25 09:00", "01 08:00"]


def test_a_long_series_of_the_past_reaches_the_window_and_ends_of_long_entries_do():
    event = "DTSTART;TZID=Pacific/Fiji:19990104T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2"
    assert series(event) == ["08 21:00", "22 21:00"]
    long = "DTSTART:20270101T000000Z\nDTEND:20270111T000000Z\nRRULE:FREQ=DAILY;INTERVAL=30;COUNT=8"
    assert times(read(calendar(long))) == ["01 00:00 to 09 00:00"]


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ("EXDATE:20270816T210000Z", ["15 21:00", "17 21:00"]),
        ("EXDATE;TZID=Pacific/Fiji:20270817T090000", ["15 21:00", "17 21:00"]),
        ("EXDATE;TZID=Asia/Tokyo:20270817T060000", ["15 21:00", "17 21:00"]),
        ("EXDATE;VALUE=DATE:20270817", ["15 21:00", "17 21:00"]),
        ("EXDATE:20270817", ["15 21:00", "17 21:00"]),
        ("EXDATE:20270815T210000Z,20270816T210000Z", ["17 21:00"]),
        ("EXDATE:20270815T210000Z\nEXDATE;VALUE=DATE:20270817", ["17 21:00"]),
        ("EXDATE:20270817T090000Z", ["15 21:00", "16 21:00", "17 21:00"]),  # no time of this series
    ],
)
def test_times_that_were_left_out_are_free(without, expected):
    event = f"DTSTART;TZID=Pacific/Fiji:20270816T090000\nRRULE:FREQ=DAILY;COUNT=3\n{without}"
    assert series(event) == expected


def test_of_two_times_a_day_only_the_one_that_was_left_out_is_free():
    """Nine in the evening in UTC is nine in the morning in Fiji: the other time of the same day stays."""
    event = "DTSTART;TZID=Pacific/Fiji:20270816T090000\nRRULE:FREQ=DAILY;BYHOUR=9,21;COUNT=4"
    assert series(f"{event}\nEXDATE:20270816T210000Z") == ["15 21:00", "16 09:00", "17 09:00"]


@pytest.mark.parametrize(
    "without",
    ["VALUE=DATE:20270817", "VALUE=DATE-TIME:20270817T000000", "TZID=Europe/Berlin:20270817T000000"],
)
def test_a_whole_day_is_left_out_however_it_is_written(without):
    event = f"DTSTART;VALUE=DATE:20270816\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;{without}"
    assert times(read(calendar(event), zone="Europe/Berlin")) == [
        "15 22:00 to 16 22:00",
        "17 22:00 to 18 22:00",
    ]


@pytest.mark.parametrize(
    "which",
    [
        ";TZID=Pacific/Fiji:20270817T090000",
        ":20270816T210000Z",
        ";TZID=Asia/Tokyo:20270817T060000",
        ";VALUE=DATE:20270817",
        ":20270817",
    ],
)
def test_a_moved_time_takes_the_place_of_the_one_it_names(which):
    daily = "DTSTART;TZID=Pacific/Fiji:20270816T090000\nRRULE:FREQ=DAILY;COUNT=3"
    moved = f"RECURRENCE-ID{which}\nDTSTART:20270817T050000Z"
    assert series(daily, moved) == ["15 21:00", "17 05:00", "17 21:00"]


def test_a_moved_time_stands_before_or_behind_its_series_and_its_newest_revision_counts():
    daily = "DTSTART:20270816T090000Z\nRRULE:FREQ=DAILY;COUNT=2\nSEQUENCE:1"
    older, newer = (
        f"RECURRENCE-ID:20270817T090000Z\nDTSTART:20270817T{hour}0000Z\nSEQUENCE:{number}"
        for hour, number in ((12, 1), (15, 2))
    )
    assert series(newer, daily, older) == ["16 09:00", "17 15:00"]


def test_a_whole_day_that_got_a_time_takes_only_that():
    days = "DTSTART;VALUE=DATE:20270816\nDTEND;VALUE=DATE:20270817\nRRULE:FREQ=DAILY;COUNT=3"
    timed = "RECURRENCE-ID;VALUE=DATE:20270817\nDTSTART:20270817T100000Z"
    expected = ["15 22:00", "17 10:00", "17 22:00"]
    assert series(days, timed, zone="Europe/Berlin") == expected
    as_midnight = timed.replace("VALUE=DATE:20270817", "TZID=Europe/Berlin:20270817T000000")
    assert series(days, as_midnight, zone="Europe/Berlin") == expected


def test_a_time_that_became_a_whole_day_takes_that_day():
    daily = "DTSTART:20270816T090000Z\nDTEND:20270816T100000Z\nRRULE:FREQ=DAILY;COUNT=2"
    day = "RECURRENCE-ID:20270817T090000Z\nDTSTART;VALUE=DATE:20270817\nDTEND;VALUE=DATE:20270818"
    assert series(daily, day, zone="Europe/Berlin") == ["16 09:00", "16 22:00"]


@pytest.mark.parametrize("which", [":20270817T090000Z", ";VALUE=DATE:20270817"])
def test_this_and_future_moves_all_from_there_on(which):
    daily = "DTSTART:20270816T090000Z\nRRULE:FREQ=DAILY;COUNT=4"
    later = f"RECURRENCE-ID;RANGE=THISANDFUTURE{which}\nDTSTART:20270817T110000Z\nSEQUENCE:1"
    assert series(daily, later) == ["16 09:00", "17 11:00", "18 11:00", "19 11:00"]


def test_after_this_and_future_single_times_can_still_be_moved_left_out_or_cancelled():
    daily = "DTSTART:20270816T090000Z\nRRULE:FREQ=DAILY;COUNT=6\nEXDATE:20270819T090000Z"
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20270817T090000Z\nDTSTART:20270817T110000Z"
    one = "RECURRENCE-ID:20270818T090000Z\nDTSTART:20270818T150000Z"
    off = "RECURRENCE-ID:20270820T090000Z\nDTSTART:20270820T110000Z\nSTATUS:CANCELLED"
    assert series(daily, later, one, off) == ["16 09:00", "17 11:00", "18 15:00", "21 11:00"]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("RDATE:20270817T050000Z", ["15 21:00", "17 05:00"]),
        ("RDATE;TZID=Asia/Tokyo:20270817T140000,20270818T140000", ["15 21:00", "17 05:00", "18 05:00"]),
        ("RDATE;VALUE=DATE:20270820", ["15 21:00", "19 21:00"]),
        ("RDATE;VALUE=PERIOD;TZID=Asia/Tokyo:20270817T140000/PT3H", ["15 21:00", "17 05:00"]),
        ("RDATE;VALUE=PERIOD:20270817T050000Z/20270817T080000Z", ["15 21:00", "17 05:00"]),
        ("RDATE:20270815T210000Z", ["15 21:00"]),
        ("RDATE:20270817T050000Z\nEXDATE:20270815T210000Z", ["17 05:00"]),
    ],
)
def test_extra_times_are_added_to_the_first(extra, expected):
    assert series(f"DTSTART;TZID=Pacific/Fiji:20270816T090000\n{extra}") == expected


HOURS, MINUTES = (",".join(map(str, range(most))) for most in (24, 60))
EVERY_SECOND = f"BYHOUR={HOURS};BYMINUTE={MINUTES};BYSECOND={MINUTES}"
BOMBS = {
    "by the second": "DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY",
    "by the minute, counted": "DTSTART:19700101T000000Z\nRRULE:FREQ=MINUTELY;COUNT=999999999",
    "every second of every day": f"DTSTART:20270801T000000Z\nRRULE:FREQ=DAILY;{EVERY_SECOND}",
    "a month of seconds": f"DTSTART:20270101T000000Z\nRRULE:FREQ=YEARLY;BYMONTH=8;{EVERY_SECOND}",
    "30 February, by day": "DTSTART:20270801T000000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "30 February, by hour": "DTSTART:20270801T000000Z\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "an interval of nothing": "DTSTART:20270801T000000Z\nRRULE:FREQ=DAILY;INTERVAL=0",
    "two rules": "DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY\nRRULE:FREQ=MINUTELY",
    "left out once": "DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=9999999\nEXDATE:20270801T000000Z",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_rule_without_an_end_in_sight_is_left_and_its_first_time_counts(name):
    work = CountedWork()
    found = read(
        calendar(f"{BOMBS[name]}\nDURATION:PT1M", "DTSTART:20270810T090000Z\nDURATION:PT1H"), work=work
    )
    assert (reasons(found), times(found)[-1]) == ({"too_often": 1}, "10 09:00 to 10:00")
    assert work.calls <= work.most + 20_000  # what a block does once it is left, and the other entry


def test_a_file_of_bombs_takes_no_more_work_than_five():
    event = "DTSTART:20270801T000000Z\nDURATION:PT1M\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
    work = CountedWork(calls=20_000)
    found = read(calendar(*[event] * 300), work=work)
    assert (reasons(found), times(found)) == ({"too_often": 300}, ["01 00:00 to 00:01"])
    assert work.calls <= 5 * work.most + 300 * 100


def test_thousands_of_exceptions_are_read_once_each():
    days = (datetime(2000, 1, 1, 9, tzinfo=UTC) + timedelta(days=number) for number in range(20_000))
    event = "DTSTART:20270816T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=10000"
    without = "\n".join(f"EXDATE:{day:%Y%m%dT%H%M%SZ}" for day in days if day.year != 2027 or day.day % 10)
    work = CountedWork(calls=2_000_000)
    assert starts(read(calendar(f"{event}\n{without}"), work=work)) == ["20 09:00", "30 09:00"]


def test_a_period_lasts_as_long_as_it_says():
    periods = "20270817T090000Z/PT3H,20270818T090000Z/20270818T093000Z"
    found = read(calendar(f"DTSTART:20270816T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:{periods}"))
    assert times(found) == ["16 09:00 to 10:00", "17 09:00 to 12:00", "18 09:00 to 09:30"]
