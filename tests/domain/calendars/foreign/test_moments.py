"""Times as somebody's calendar file writes them, and what the clock of a series shows at them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.calendars.content_reader import Component, Property
from app.domain.calendars.foreign.moments import Clock, Moment, Period, length, moment, moments, values
from app.domain.calendars.foreign.refusals import Unreadable, Why
from app.domain.calendars.foreign.zones import FileZones

LAGOS = ZoneInfo("Africa/Lagos")
ZONES = FileZones(Component("VCALENDAR"), {}, LAGOS)
TOKYO = ZONES.zone("Asia/Tokyo")
DAY = date(2027, 8, 10)


def wall(hour, minute=0):
    return datetime(2027, 8, 10, hour, minute)  # noqa: DTZ001 - a wall time


def line(name, value, **parameters):
    return Property(name, value, parameters)


def event(*lines):
    component = Component("VEVENT")
    component.properties.extend(lines)
    return component


def why(job):
    with pytest.raises(Unreadable) as refused:
        job()
    return refused.value.why


@pytest.mark.parametrize(
    ("found", "read"),
    [
        (line("DTSTART", "20270810T090000Z"), [Moment(wall(9), UTC)]),
        (line("DTSTART", "20270810t090000", TZID="Asia/Tokyo"), [Moment(wall(9), TOKYO)]),
        (line("DTSTART", "20270810T090000"), [Moment(wall(9), LAGOS)]),
        (line("DTSTART", "20270810", VALUE="DATE"), [Moment(DAY, LAGOS)]),
        (line("RDATE", "20270810, 20270810T100000Z"), [Moment(DAY, LAGOS), Moment(wall(10), UTC)]),
        (
            line("FREEBUSY", "20270810T090000Z/PT30M"),
            [Period(Moment(wall(9), UTC), Moment(wall(9, 30), UTC))],
        ),
        (
            line("FREEBUSY", "20270810T090000Z/20270810T100000Z"),
            [Period(Moment(wall(9), UTC), Moment(wall(10), UTC))],
        ),
    ],
)
def test_every_kind_of_value_is_read(found, read):
    assert values(found, ZONES) == read


@pytest.mark.parametrize("text", ["", "soon", "2027", "20271310T090000Z", "20270810T250000Z"])
def test_what_is_no_time_is_unreadable(text):
    assert why(lambda: values(line("DTSTART", text), ZONES)) is Why.BAD_TIME


def test_all_lines_of_one_name_are_read_and_of_one_time_the_first():
    both = event(line("RDATE", "20270810"), line("RDATE", "20270811"))
    assert [one.wall.day for one in moments(both, "RDATE", ZONES)] == [10, 11]
    assert moment(both, "RDATE", ZONES) == Moment(DAY, LAGOS)
    assert (moments(both, "EXDATE", ZONES), moment(both, "DTEND", ZONES)) == ([], None)


def test_a_period_is_no_one_time():
    begins = event(line("DTSTART", "20270810T090000Z/PT1H"))
    assert why(lambda: moment(begins, "DTSTART", ZONES)) is Why.BAD_TIME


def test_a_length_is_read_missing_or_unreadable():
    assert length(event(line("DURATION", "pt1h30m"))) == timedelta(minutes=90)
    assert length(event()) is None
    assert why(lambda: length(event(line("DURATION", "an hour")))) is Why.BAD_TIME


def test_a_clock_counts_by_its_own_zone():
    tokyo = Clock.of(Moment(wall(9, 30), TOKYO), whole_days=False)
    assert (tokyo.zone, tokyo.first) == (TOKYO, time(9, 30))
    assert tokyo.shows(Moment(wall(9), UTC)) == wall(18)
    assert tokyo.shows(Moment(DAY, LAGOS)) == datetime(2027, 8, 10, 8)  # noqa: DTZ001 - a wall time
    days = Clock.of(Moment(DAY, LAGOS), whole_days=True)
    assert (days.shows(Moment(DAY, LAGOS)), days.shows(Moment(wall(23, 30), UTC))) == (DAY, date(2027, 8, 11))


def test_a_mere_day_names_the_repetition_of_that_day():
    tokyo = Clock.of(Moment(wall(9, 30), TOKYO), whole_days=False)
    assert tokyo.names(Moment(DAY, LAGOS)) == wall(9, 30)
    assert tokyo.names(Moment(DAY, LAGOS), at=time(23, 59)) == wall(23, 59)
    assert tokyo.names(Moment(wall(0, 30), UTC)) == wall(9, 30)
    days = Clock.of(Moment(DAY, LAGOS), whole_days=True)
    assert days.names(Moment(wall(0), UTC)) == DAY
