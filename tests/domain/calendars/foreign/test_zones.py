"""Which zone a TZID means. Every entry is at 09:00 on 10 August; read in Lagos, which is an hour ahead."""

from contextlib import nullcontext

import pytest

from tests.support.calendar_files import LAGOS, CountedWork, calendar, read, reasons, starts


def own_zone(name, *, standard="+0200", daylight=None, more=""):
    """Return a VTIMEZONE: a fixed offset, or one with summer from March to October."""
    lines = f"TZOFFSETFROM:{daylight or standard}\nTZOFFSETTO:{standard}\n"
    winter, summer = (
        f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}\n" if daylight else "" for month in (10, 3)
    )
    text = f"BEGIN:VTIMEZONE\nTZID:{name}\n{more}"
    text += f"BEGIN:STANDARD\nDTSTART:16010101T030000\n{winter}{lines}END:STANDARD\n"
    if daylight:
        lines = f"TZOFFSETFROM:{standard}\nTZOFFSETTO:{daylight}\n"
        text += f"BEGIN:DAYLIGHT\nDTSTART:16010101T020000\n{summer}{lines}END:DAYLIGHT\n"
    return f"{text}END:VTIMEZONE\n"


def at_nine(tzid, head=""):
    found = read(calendar(f"DTSTART;TZID={tzid}:20270810T090000\nDURATION:PT1H", head=head), zone=LAGOS)
    return (*starts(found), *reasons(found))


@pytest.mark.parametrize(
    ("tzid", "hour"),
    [
        ("Europe/Berlin", "07:00"),
        ("EUROPE/BERLIN", "07:00"),
        ('"Europe/Berlin"', "07:00"),
        ("/citadel.org/20210210_1/Europe/Berlin", "07:00"),
        ("W. Europe Standard Time", "07:00"),
        ("w. europe standard time", "07:00"),
        ("UTC", "09:00"),
        ("Etc/GMT+5", "14:00"),  # its sign is turned round, as in POSIX
        ("GMT+5", "04:00"),
        ("GMT-0800", "17:00"),
        ("UTC+05:30", "03:30"),
        ('"UTC+05:30"', "03:30"),
        ("UTC-03:30", "12:30"),
        ("+0200", "07:00"),
    ],
)
def test_names_and_offsets_are_known_without_a_definition(tzid, hour):
    assert at_nine(tzid) == (f"10 {hour}",)


@pytest.mark.parametrize(
    ("defined", "tzid"),
    [
        ("Customized Time Zone", "Customized Time Zone"),
        ("Mitteleuropäische Zeit", "Mitteleuropäische Zeit"),
        ("(UTC+01:00) Amsterdam\\, Bern", '"(UTC+01:00) Amsterdam, Bern"'),
        ("(UTC+01:00) Amsterdam\\, Bern", "(UTC+01:00) Amsterdam, Bern"),
        ("(UTC+01:00) Amsterdam\\, Bern", '"(UTC+01:00) Amsterdam\\, Bern"'),
        ("(GMT+01.00) Rome / Vienna", "(gmt+01.00)  Rome / Vienna"),
        ("tzone://Microsoft/Custom", '"tzone://Microsoft/Custom"'),
        ("1", "1"),
        ("CET", "CET"),  # a rule, not a place: it means what the file says
        ("GMT", "GMT"),
        ("GMT+0100", "GMT+0100"),
    ],
)
def test_other_names_mean_what_the_file_defines(defined, tzid):
    assert at_nine(tzid, own_zone(defined, standard="+0100", daylight="+0330")) == ("10 05:30",)


@pytest.mark.parametrize("tzid", ["Europe/Berlin", "W. Europe Standard Time", "/x.example/Europe/Berlin"])
def test_places_mean_what_our_zone_data_say_whatever_the_file_defines(tzid):
    assert at_nine(tzid, own_zone(tzid, standard="+0900")) == ("10 07:00",)


def test_a_definition_that_names_its_place_is_that_place():
    head = own_zone("My zone", standard="+0900", more="X-LIC-LOCATION:Europe/Berlin\n")
    assert at_nine("My zone", head) == ("10 07:00",)


def test_a_definition_by_dates_is_read():
    head = own_zone("Ramadan time").replace(
        "END:STANDARD", "RDATE:20270801T000000,20271001T000000\nEND:STANDARD"
    )
    assert at_nine("Ramadan time", head) == ("10 07:00",)


def test_a_definition_may_stand_behind_its_entries_and_in_another_calendar_of_the_file():
    event = "DTSTART;TZID=Here:20270810T090000\nDURATION:PT1H"
    behind = calendar(event).replace(b"END:VCALENDAR", own_zone("Here").encode() + b"END:VCALENDAR")
    assert starts(read(behind)) == ["10 07:00"]
    assert starts(read(calendar(event) + calendar(head=own_zone("Here")))) == ["10 07:00"]


@pytest.mark.parametrize(
    "head",
    [
        "",
        own_zone("There"),
        own_zone("Here").replace("TZOFFSETTO:+0200\n", ""),
        own_zone("Here").replace("+0200", "two hours"),
        own_zone("Here").replace("DTSTART:16010101T030000\n", ""),
        own_zone("Here").replace("BEGIN:STANDARD", "BEGIN:LUNCH").replace("END:STANDARD", "END:LUNCH"),
        "BEGIN:VTIMEZONE\nTZID:Here\nEND:VTIMEZONE\n",
        own_zone("Here", daylight="+0300").replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        own_zone("Here", daylight="+0300").replace("FREQ=YEARLY", "FREQ=YEARLY;BYHOUR=1,2,3;BYSECOND=1,2"),
    ],
)
def test_without_a_definition_that_can_be_read_the_own_clock_counts_and_that_is_said(head):
    assert at_nine("Here", head) == ("10 08:00", "unknown_zone")


def test_a_definition_through_a_thousand_years_takes_little_work():
    head = own_zone("Here", daylight="+0300").replace("16010101", "10010101")
    event = calendar("DTSTART;TZID=Here:20270810T090000\nDURATION:PT1H", head=head)
    with CountedWork(calls=100_000):
        found = read(event, work=nullcontext)
    assert starts(found) == ["10 06:00"]


def test_a_time_by_the_calendars_own_zone_is_read_by_it():
    event = "DTSTART:20270810T090000\nDURATION:PT1H"
    for name, hour in (
        ("Asia/Tokyo", "00:00"),
        ("tokyo standard time", "00:00"),
        ("Here", "07:00"),
        ("Gone", "08:00"),
    ):
        head = f"X-WR-TIMEZONE:{name}\n{own_zone('Here')}"
        assert starts(read(calendar(event, head=head), zone=LAGOS)) == [f"10 {hour}"]
    assert read(calendar(event, head="X-WR-TIMEZONE:Gone\n")).unknown_zones == ("Gone",)
