"""Our own VTIMEZONE: right in every zone of the world, or not written at all."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from app.domain.calendars.calendar_file import calendar
from app.domain.calendars.vevent import vevent
from app.domain.calendars.vtimezone import timezone_block
from app.domain.clocks.zones import clock_changes, use_packaged_zone_data
from tests.support.calendar_readers import with_every_reader
from tests.support.entries import entry

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True, scope="module")
def _packaged_zone_data():
    use_packaged_zone_data()


def every_zone():
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    return sorted({line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")})


def block(zone, *moment):
    start = datetime(*moment, tzinfo=UTC)
    return timezone_block(zone, start, start + HOUR)


def test_two_rules_from_the_year_they_began():
    assert block("America/New_York", 2023, 5, 2).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]
    assert block("America/New_York", 2035, 1, 9) == block("America/New_York", 2023, 5, 2)


def test_a_zone_without_clock_changes_has_one_standard_part():
    assert block("Asia/Kolkata", 2023, 5, 2).decode().split("\r\n")[2:-2] == [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:IST",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "END:STANDARD",
    ]


def test_standard_is_the_smaller_offset_also_where_the_law_calls_winter_the_exception():
    rows = block("Europe/Dublin", 2023, 5, 2).decode().split("\r\n")
    assert [row for row in rows if row.startswith(("BEGIN", "TZOFFSETTO", "RRULE"))] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETTO:+0000",
        "BEGIN:DAYLIGHT",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETTO:+0100",
    ]


def test_half_an_hour_and_two_hours_of_summer_time():
    assert b"TZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100" in block("Australia/Lord_Howe", 2023, 5, 2)
    assert b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0200" in block("Antarctica/Troll", 2023, 5, 2)


@pytest.mark.parametrize(
    ("zone", "moment", "why"),
    [
        ("Africa/Casablanca", (2023, 5, 2), "Ramadan follows the moon"),
        ("America/Mexico_City", (2023, 5, 2), "summer time ended the year before"),
        ("America/Vancouver", (2026, 12, 1), "the last change of the clocks was this year"),
        ("America/New_York", (2023, 11, 5, 5, 30), "01:30 comes twice: the first"),
        ("America/New_York", (2023, 11, 5, 6, 30), "01:30 comes twice: the second"),
        ("America/New_York", (2023, 11, 5, 4, 30), "ends within the doubled hour"),
    ],
)
def test_where_readers_would_differ_there_is_none(zone, moment, why):
    assert block(zone, *moment) is None
    start = datetime(*moment, tzinfo=UTC)
    one = entry(zone=zone, starts_at=start, ends_at=start + HOUR)
    assert vevent(one, with_zone=True) == vevent(one)


def test_an_entry_without_a_zone_is_in_utc():
    assert vevent(entry(zone=None), with_zone=True) == vevent(entry(zone=None))


def moments(zone, year):
    """Return the hours where a wrong rule shows: both sides of each change, and each quarter."""
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    for change in clock_changes(zone, start, end):
        yield from (change.instant - 24 * HOUR, change.instant - 2 * HOUR, change.instant + 2 * HOUR)
    yield from (datetime(year, month, 15, 14, 0, tzinfo=UTC) for month in (2, 5, 8, 11))


@pytest.mark.parametrize(("year", "not_simple"), [(2023, 26), (2026, 9)])
def test_every_zone_of_the_world_is_read_right_or_left_in_utc(year, not_simple):
    entries, left_in_utc = [], 0
    for zone in every_zone():
        simple = block(zone, year, 6, 15) is not None
        left_in_utc += not simple
        entries += [
            entry(uid=f"{len(entries)}-{at:%m%d%H}@example.org", zone=zone, starts_at=at, ends_at=at + HOUR)
            for at in moments(zone, year)
            if simple
        ]
    feed = calendar([vevent(one, with_zone=True) for one in entries])
    found = with_every_reader([feed])
    del found["node-ical"]  # takes the zone data of Node instead
    del found["ical"]

    assert left_in_utc == not_simple
    assert feed.count(b"BEGIN:VTIMEZONE") == len(every_zone()) - not_simple
    for reader, (readings,) in found.items():
        pairs = zip(entries, readings, strict=True)
        wrong = [
            (one.zone, one.starts_at, read.start, read.end)
            for one, read in pairs
            if (one.starts_at, one.ends_at) != (read.start, read.end)
        ]
        assert wrong == [], reader
