"""The bytes of calendars and feeds, line by line."""

from datetime import timedelta

import pytest

from app.domain.calendars.calendar_file import calendar, in_background
from app.domain.calendars.vevent import vevent
from tests.support.entries import entry, lines


def test_a_feed_tells_its_name_its_source_and_when_to_look_again():
    data = calendar(
        [vevent(entry())],
        name="Side events; 2023",
        description="All of them",
        source_url="https://side.example.org/events.ics",
        refresh=timedelta(hours=1),
    )

    assert lines(data)[:11] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sidestage//Sidestage//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Side events\\; 2023",
        "X-WR-CALNAME:Side events\\; 2023",
        "DESCRIPTION:All of them",
        "X-WR-CALDESC:All of them",
        "SOURCE;VALUE=URI:https://side.example.org/events.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert lines(data)[11:] == [*lines(vevent(entry())), "END:VCALENDAR"]


@pytest.mark.parametrize(
    ("refresh", "written"),
    [(timedelta(minutes=90), "PT90M"), (timedelta(days=1), "PT24H"), (timedelta(seconds=5), "PT1M")],
)
def test_the_refresh_interval_is_written_in_hours_or_minutes(refresh, written):
    assert lines(calendar([], refresh=refresh))[4:6] == [
        f"REFRESH-INTERVAL;VALUE=DURATION:{written}",
        f"X-PUBLISHED-TTL:{written}",
    ]


def test_a_download_has_no_method_and_a_published_calendar_has():
    assert b"METHOD" not in calendar([vevent(entry())])
    assert lines(calendar([vevent(entry())], method="PUBLISH"))[4] == "METHOD:PUBLISH"


def test_an_empty_calendar_still_holds_something():
    assert lines(calendar([])) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sidestage//Sidestage//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VTIMEZONE",
        "TZID:Etc/UTC",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
    ]


def test_in_a_feed_of_what_others_do_an_entry_blocks_nothing():
    busy, free = vevent(entry()), vevent(entry(transparent=True))
    assert in_background(busy) == free
    assert in_background(free) == free
