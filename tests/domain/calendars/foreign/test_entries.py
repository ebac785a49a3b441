"""One VEVENT of somebody's calendar: when it begins and ends, and what the library is given of it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendars.content_reader import Component, Property
from app.domain.calendars.foreign.entries import NUMBER, core_event, override_event, read_entry
from app.domain.calendars.foreign.refusals import Unreadable, Why
from app.domain.calendars.foreign.zones import FileZones

LAGOS = ZoneInfo("Africa/Lagos")
ZONES = FileZones(Component("VCALENDAR"), {}, LAGOS)


def entry(**lines):
    """Read an entry; a pair is a value with its parameters."""
    component = Component("VEVENT")
    for name, said in lines.items():
        value, parameters = said if isinstance(said, tuple) else (said, {})
        component.properties.append(Property(name.replace("_", "-"), value, parameters))
    return read_entry(component, ZONES)


def wall(text):
    return datetime.strptime(text, "%d %H:%M").replace(year=2027, month=8)  # noqa: DTZ007 - a wall time


def why(**lines):
    with pytest.raises(Unreadable) as refused:
        core_event(entry(**lines), 1)
    return refused.value.why


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ({"DTSTART": "20270810T090000", "DTEND": "20270810T103000"}, wall("10 09:00"), wall("10 10:30")),
        ({"DTSTART": "20270810T090000", "DURATION": "PT1H"}, wall("10 09:00"), wall("10 10:00")),
        ({"DTSTART": "20270810T090000"}, wall("10 09:00"), wall("10 09:00")),
        ({"DTSTART": "20270810T090000", "DTEND": "20270810T093000Z"}, wall("10 09:00"), wall("10 10:30")),
        ({"DTSTART": "20270810", "DTEND": "20270812"}, date(2027, 8, 10), date(2027, 8, 12)),
        ({"DTSTART": "20270810"}, date(2027, 8, 10), date(2027, 8, 11)),
        ({"DTSTART": "20270810", "DTEND": "20270810"}, date(2027, 8, 10), date(2027, 8, 11)),
        ({"DTSTART": "20270810", "DURATION": "PT2H"}, wall("10 00:00"), wall("10 02:00")),
    ],
)
def test_an_entry_has_its_hours_or_days_by_its_own_clock(lines, start, end):
    found = entry(**lines)
    assert (found.start, found.end, found.repeats) == (start, end, False)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({}, Why.NO_START),
        ({"DTSTART": "20270810T090000", "DTEND": "20270810T080000"}, Why.ENDS_FIRST),
        ({"DTSTART": "99991231T090000", "DURATION": "P9W"}, Why.BAD_TIME),
        ({"DTSTART": "20270810T090000", "RRULE": "every day"}, Why.REPEATS),
        ({"DTSTART": "20270810T090000", "RRULE": "FREQ=DAILY;UNTIL=soon"}, Why.REPEATS),
        ({"DTSTART": "20270810T090000", "EXRULE": "FREQ=DAILY"}, Why.REPEATS),
    ],
)
def test_what_cannot_be_read_has_its_reason(lines, reason):
    assert why(**lines) is reason


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("", 0), ("-1", 0), ("9" * 10, 0)])
def test_a_sequence_that_is_none_is_the_first(text, number):
    assert entry(DTSTART="20270810", SEQUENCE=text).sequence == number


def test_the_library_is_given_hours_rules_and_exceptions_by_one_clock():
    found = core_event(
        entry(
            DTSTART="20270810T090000",
            DURATION="PT1H",
            RRULE="freq=weekly;until=20270824",
            EXDATE="20270817T080000Z",
            RDATE="20270812T090000",
        ),
        7,
    )
    assert (found["DTSTART"].dt, found["DTEND"].dt, found[NUMBER]) == (
        wall("10 09:00"),
        wall("10 10:00"),
        "7",
    )
    assert found["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270824T235959"
    assert [one.dt for one in found["EXDATE"].dts] == [wall("17 09:00")]
    assert [one.dt for one in found["RDATE"].dts] == [wall("12 09:00")]


def test_a_moved_time_names_the_one_that_it_replaces_by_the_series_clock():
    series = entry(DTSTART="20270810T090000", DURATION="PT1H", RRULE="FREQ=DAILY")
    moved = entry(
        DTSTART="20270811T140000",
        DURATION="PT1H",
        RECURRENCE_ID=("20270811T080000Z", {"RANGE": "ThisAndFuture"}),
    )
    assert (moved.replaces.wall, moved.replaces.zone) == (wall("11 08:00"), UTC)
    found = override_event(moved, moved.replaces, series.clock, 2)
    assert (found["DTSTART"].dt, found["RECURRENCE-ID"].dt) == (wall("11 14:00"), wall("11 09:00"))
    assert found["RECURRENCE-ID"].params["RANGE"] == "THISANDFUTURE"
