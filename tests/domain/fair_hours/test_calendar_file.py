"""Busy times out of calendar files: instants only, nothing else, and what is not understood is counted."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fair_hours.busy_calendar import (
    ENTRIES_LIMIT,
    SIZE_LIMIT,
    CalendarTooLarge,
    CalendarTooLong,
    CalendarUnreadable,
)
from app.domain.span import Span
from tests.support.calendar_files import CALENDARS, FIJI, LAGOS, calendar, read, reasons, times

MEI = "mei@example.org"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "until-instant-west-of-utc",
            [f"{day} 04:00 to 05:00" for day in range(11, 19)],  # the last on 17 August in Honolulu
        ),
        ("zone-by-display-name", ["18 06:00 to 07:30"]),
        ("zone-in-lower-case", ["18 06:00 to 07:30"]),
        ("zone-offset-with-colon", ["18 06:00 to 07:30"]),
        ("zone-offset-without-colon", ["18 06:00 to 07:30"]),
        ("extra-times-as-periods", ["16 21:00 to 22:00", "17 21:00 to 23:00", "18 21:00 to 22:00"]),
        ("left-out-day-of-timed", ["16 21:00 to 22:00", "18 21:00 to 22:00"]),
        ("free-busy-in-local-time", ["17 21:00 to 22:30", "18 10:00 to 11:00"]),
        ("rule-repeats-the-start", [f"{day} 21:00 to 22:30" for day in ("03", "10", "17", "24", "31")]),
        ("cr-cr-lf", ["17 21:00 to 22:30"]),
        (
            "outlook-published",
            ["05 13:00 to 14:00", "19 12:00 to 21 12:00", "24 12:00 to 12:30", "26 13:00 to 14:00"],
        ),
        ("google-export", ["16 00:00 to 00:30", "20 01:00 to 02:00", "30 00:00 to 00:30"]),
        (
            "apple-export",
            [
                "16 08:00 to 09:00",
                "17 00:00 to 01:00",
                "17 08:00 to 09:00",
                "17 23:00 to 23:45",
                *(f"{day} 10:00 to 10:30" for day in (18, 19, 20)),
            ],
        ),
        (
            "zimbra-and-nextcloud-in-one",
            ["18 10:30 to 11:30", "19 04:30 to 06:00", "20 12:00 to 22 12:00"],
        ),
    ],
)
def test_files_of_many_programs_are_read_whole(name, expected):
    found = read((CALENDARS / f"{name}.ics").read_bytes(), owners=[MEI])
    assert times(found) == expected
    assert (reasons(found), found.unknown_zones) == ({}, ())


def test_a_free_busy_answer_is_read_and_its_broken_time_is_counted():
    found = read((CALENDARS / "exchange-free-busy.ics").read_bytes())
    assert times(found) == [
        "16 01:00 to 02:00",
        "16 03:00 to 03:30",
        "17 01:00 to 02:00",
        "18 00:00 to 19 00:00",
        "23 12:30 to 13:30",
    ]
    assert (found.entries, reasons(found)) == (6, {"bad_time": 1})


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20270810T090000Z\nDTEND:20270810T100000Z", ["10 09:00 to 10:00"]),
        ("DTSTART:20270810T090000\nDTEND:20270810T100000", ["10 08:00 to 09:00"]),
        ("DTSTART:20270810T090000Z\nDURATION:PT1H30M", ["10 09:00 to 10:30"]),
        ("dtstart:20270810t090000z\nduration:pt30m", ["10 09:00 to 09:30"]),
        ("DTSTART;TZID=America/New_York:20270810T090000\nDURATION:PT30M", ["10 13:00 to 13:30"]),
        (
            "DTSTART;TZID=Asia/Tokyo:20270810T090000\nDTEND;TZID=Asia/Kolkata:20270810T090000",
            ["10 00:00 to 03:30"],
        ),
        ("DTSTART;VALUE=DATE:20270810", ["09 23:00 to 10 23:00"]),
        ("DTSTART:20270810", ["09 23:00 to 10 23:00"]),
        ("DTSTART;VALUE=DATE:20270810\nDTEND;VALUE=DATE:20270812", ["09 23:00 to 11 23:00"]),
        ("DTSTART;VALUE=DATE:20270810\nDTEND;VALUE=DATE:20270810", ["09 23:00 to 10 23:00"]),
        ("DTSTART;VALUE=DATE:20270810\nDURATION:P2D", ["09 23:00 to 11 23:00"]),
        ("DTSTART;VALUE=DATE:20270810\nDURATION:PT12H", ["09 23:00 to 10 11:00"]),
        ("DTSTART;VALUE=DATE:20270810\nDTEND:20270810T120000", ["09 23:00 to 10 11:00"]),
        ("DTSTART:20270810T120000\nDTEND;VALUE=DATE:20270811", ["10 11:00 to 23:00"]),
        ("DTSTART:20270810T090000Z", []),
        ("DTSTART:20250810T090000Z\nDTEND:20250810T100000Z", []),
        ("DTSTART:20270731T230000Z\nDTEND:20270801T010000Z", ["01 00:00 to 01:00"]),
        ("DTSTART:19000101T000000Z\nDTEND:99991231T000000Z", ["01 00:00 to 01 00:00"]),
    ],
)
def test_one_entry(event, expected):
    found = read(calendar(event), zone=LAGOS)
    assert (times(found), found.unread) == (expected, ())


@pytest.mark.parametrize(
    ("lines", "takes_time"),
    [
        ("TRANSP:OPAQUE", True),
        ("TRANSP:TRANSPARENT", False),
        ("STATUS:CANCELLED", False),
        ("STATUS:TENTATIVE", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\nTRANSP:OPAQUE", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF\nTRANSP:TRANSPARENT", True),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE\nTRANSP:OPAQUE", False),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:mei@example.org", False),
        ("ATTENDEE;CN=Mei;PARTSTAT=declined:MAILTO:Mei%40Example.org", False),
        ("ATTENDEE;PARTSTAT=DECLINED:mei@example.org", False),
        ('ATTENDEE;EMAIL="mei@example.org";PARTSTAT=DECLINED:urn:uuid:5f7a', False),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org", True),
        ("ATTENDEE;PARTSTAT=TENTATIVE:mailto:mei@example.org", True),
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:mei@example.org", True),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org\nATTENDEE:mailto:mei@example.org", True),
    ],
)
def test_what_takes_no_time_is_free(lines, takes_time):
    found = read(calendar(f"DTSTART:20270810T090000Z\nDURATION:PT1H\n{lines}"), owners=[MEI])
    assert times(found) == (["10 09:00 to 10:00"] if takes_time else [])
    assert found.unread == ()


def test_the_owner_of_a_google_calendar_is_known_by_its_name():
    event = "DTSTART:20270810T090000Z\nDURATION:PT1H\nATTENDEE;PARTSTAT=DECLINED:mailto:mei@example.org"
    assert times(read(calendar(event, head="X-WR-CALNAME:Mei@example.org\n"))) == []
    assert times(read(calendar(event, head="X-WR-CALNAME:Work\n"))) == ["10 09:00 to 10:00"]


@pytest.mark.parametrize("lines", ["STATUS:CANCELLED", "ATTENDEE;PARTSTAT=DECLINED:mailto:mei@example.org"])
def test_one_time_of_a_series_that_was_declined_or_cancelled_is_free(lines):
    series = "UID:s\nDTSTART:20270810T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"
    one = f"UID:s\nRECURRENCE-ID:20270811T090000Z\nDTSTART:20270811T090000Z\nDURATION:PT1H\n{lines}"
    assert times(read(same_uid(series, one), owners=[MEI])) == ["10 09:00 to 10:00", "12 09:00 to 10:00"]


def test_one_time_of_a_declined_series_that_was_accepted_is_busy():
    declined, accepted = (f"ATTENDEE;PARTSTAT={word}:mailto:{MEI}" for word in ("DECLINED", "ACCEPTED"))
    series = f"UID:s\nDTSTART:20270810T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\n{declined}"
    one = f"UID:s\nRECURRENCE-ID:20270811T090000Z\nDTSTART:20270811T090000Z\nDURATION:PT1H\n{accepted}"
    assert times(read(same_uid(series, one), owners=[MEI])) == ["11 09:00 to 10:00"]


def test_what_was_called_off_as_a_whole_is_free():
    event = "DTSTART:20270810T090000Z\nDURATION:PT1H"
    found = read(calendar(event, head="METHOD:CANCEL\n"))
    assert (found.entries, times(found)) == (1, [])


def same_uid(*events):
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".encode()


def test_entries_that_share_a_uid_all_count_and_of_revisions_the_newest():
    first, second = (f"UID:1\nDTSTART:202708{day}T090000Z\nDURATION:PT1H" for day in (10, 12))
    assert times(read(same_uid(first, second))) == ["10 09:00 to 10:00", "12 09:00 to 10:00"]
    assert times(read(same_uid(f"{first}\nSEQUENCE:1", f"{second}\nSEQUENCE:2"))) == ["12 09:00 to 10:00"]
    without = [event.replace("UID:1\n", "") for event in (first, second)]
    assert times(read(same_uid(*without))) == ["10 09:00 to 10:00", "12 09:00 to 10:00"]


def test_a_moved_time_counts_without_the_series_that_it_was_moved_from():
    one = "UID:s\nRECURRENCE-ID:20270811T090000Z\nDTSTART:20270811T150000Z\nDURATION:PT1H"
    assert times(read(same_uid(one))) == ["11 15:00 to 16:00"]


def test_all_calendars_of_a_file_are_read_each_with_its_own_zones():
    """Both define "Customized Time Zone", at +02:00 and at -03:00."""
    both = b"".join(
        calendar(
            "DTSTART;TZID=Customized Time Zone:20270810T090000\nDURATION:PT1H",
            head="BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n",
        )
        for offset in ("+0200", "-0300")
    )
    assert times(read(both)) == ["10 07:00 to 08:00", "10 12:00 to 13:00"]


def test_floating_times_are_in_the_calendars_zone_and_whole_days_in_the_owners():
    events = ("DTSTART:20270810T090000\nDURATION:PT1H", "DTSTART;VALUE=DATE:20270820")
    found = read(calendar(*events, head="X-WR-TIMEZONE:Asia/Tokyo\n"), zone=LAGOS)
    assert times(found) == ["10 00:00 to 01:00", "19 23:00 to 20 23:00"]


def test_a_time_that_clocks_show_twice_is_taken_twice():
    event = "DTSTART;TZID=Europe/Rome:20271031T023000\nDTEND;TZID=Europe/Rome:20271031T030000"
    autumn = Span(datetime(2027, 10, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC))
    assert times(read(calendar(event), window=autumn)) == ["31 00:30 to 02:00"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("20271030T220000", "30 20:00 to 31 05:00"),  # 06:00 comes after nine hours
        ("20270327T220000", "27 21:00 to 28 05:00"),  # 06:00 comes after seven
    ],
)
def test_a_night_over_a_clock_change_ends_at_the_later_of_hour_and_length(start, expected):
    event = f"DTSTART;TZID=Europe/Rome:{start}\nDURATION:PT8H"
    year = Span(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    assert times(read(calendar(event), window=year)) == [expected]


@pytest.mark.parametrize(
    ("event", "why", "day"),
    [
        ("SUMMARY:nothing", "no_start", None),
        ("DTSTART:soon", "bad_time", None),
        ("DTSTART:", "bad_time", None),
        ("DTSTART:20270230T090000Z", "bad_time", None),
        ("DTSTART:PT1H", "bad_time", None),
        ("DTSTART:20270810T090000Z/PT1H", "bad_time", None),
        ("DTSTART:20270810T090000Z\nDURATION:long", "bad_time", "2027-08-10"),
        ("DTSTART:20270810T090000Z\nDURATION:P9999999999D", "bad_time", "2027-08-10"),
        ("DTSTART:20270810T090000Z\nDURATION:P3000000D", "bad_time", "2027-08-10"),
        ("DTSTART:20270810T090000Z\nDTEND:later", "bad_time", "2027-08-10"),
        ("DTSTART:00010101T000000Z\nDTEND;TZID=Asia/Tokyo:00010101T000000", "bad_time", "0001-01-01"),
        ("DTSTART:20270810T090000Z\nDTEND:20270810T080000Z", "ends_first", "2027-08-10"),
        ("DTSTART:20270810T090000Z\nDURATION:-PT1H", "ends_first", "2027-08-10"),
        ("DTSTART:20270810T090000Z\nDURATION:PT1H\nRECURRENCE-ID:x", "bad_time", "2027-08-10"),
    ],
)
def test_what_cannot_be_understood_is_counted_with_its_reason_and_day(event, why, day):
    found = read(calendar(event, "DTSTART:20270811T090000Z\nDURATION:PT1H"))
    assert times(found) == ["11 09:00 to 10:00"]
    assert (found.entries, reasons(found)) == (2, {why: 1})
    assert [one.day.isoformat() if one.day else None for one in found.unread] == [day]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("RRULE:FREQ=NOW", "repeats"),
        ("RRULE:often", "repeats"),
        ("RRULE:FREQ=WEEKLY;COUNT", "repeats"),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX", "repeats"),
        ("RRULE:FREQ=WEEKLY;UNTIL=tomorrow", "repeats"),
        ("RRULE:FREQ=YEARLY;RSCALE=CHINESE", "repeats"),
        ("RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY", "repeats"),
        ("RRULE:FREQ=DAILY\nEXDATE:never", "bad_time"),
        ("RDATE:never", "bad_time"),
    ],
)
def test_of_a_repetition_that_is_not_worked_out_the_first_time_counts(lines, why):
    found = read(calendar(f"DTSTART:20270810T090000Z\nDURATION:PT1H\nSUMMARY:Choir\n{lines}"))
    assert times(found) == ["10 09:00 to 10:00"]
    assert [(one.why.value, one.title) for one in found.unread] == [(why, "Choir")]


def test_a_zone_that_nobody_knows_is_named_and_read_by_the_own_clock():
    event = "DTSTART;TZID=Customized Time Zone:20270810T090000\nDURATION:PT1H"
    found = read(calendar(event), zone=LAGOS)
    assert times(found) == ["10 08:00 to 09:00"]
    assert (found.unknown_zones, reasons(found)) == (("Customized Time Zone",), {"unknown_zone": 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>Sign in</html>",
        b"\x89PNG\r\n\x1a\n",
        b"BEGIN:VCALENDAR\r\n",
        calendar("DTSTART:20270810T090000Z")[:-20],
        calendar() + calendar("DTSTART:20270810T090000Z")[:-20],
        b"BEGIN:VCALENDAR\r\n" * 100_000,
    ],
)
def test_what_is_no_calendar_or_breaks_off_is_refused(data):
    with pytest.raises(CalendarUnreadable):
        read(data)


def test_a_calendar_of_50_mb_is_refused():
    with pytest.raises(CalendarTooLarge):
        read(b"x" * (SIZE_LIMIT + 1))


def test_a_calendar_of_countless_entries_is_refused():
    with pytest.raises(CalendarTooLong):
        read(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * (ENTRIES_LIMIT + 1) + b"END:VCALENDAR\n")


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_inside_an_entry_is_read_counted_or_refused_with_the_file(text):
    try:
        found = read(calendar(f"DTSTART:20270810T090000Z\n{text}"))
    except CalendarUnreadable:
        return
    assert found.entries >= len(found.unread)


@given(
    st.lists(
        st.sampled_from(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID"]),
        max_size=6,
    ),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_any_value_of_any_property_is_read_or_counted(names, data):
    values = st.text("0123456789TZPHMDW;=,:/+-UFREQNILYCOA", max_size=40)
    lines = [f"{name}:{data.draw(values)}" for name in names]
    found = read(calendar("\n".join(["DTSTART:20270810T090000Z", *lines])), zone=FIJI)
    assert found.entries == 1
