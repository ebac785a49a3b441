"""Repeating entries, compared with dateutil's far wider and unbounded working out of the same rules."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendars.recurrence import WEEKDAYS, RuleNotUnderstood, read_rule

START = date(2027, 1, 4)
UPTO = date(2028, 12, 31)


def by_dateutil(text, start, upto):
    begin, end = (datetime.combine(day, datetime.min.time()) for day in (start, upto))
    return [one.date() for one in rrulestr(text, dtstart=begin).between(begin, end, inc=True)]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;COUNT=50",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO",
        "FREQ=WEEKLY;UNTIL=20270401T120000;BYDAY=WE",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=YEARLY;BYDAY=20MO",
    ],
)
def test_days_are_those_that_dateutil_finds(text):
    assert list(read_rule(text, START).days(UPTO)) == by_dateutil(text, START, UPTO)


@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    interval=st.integers(1, 5),
    days=st.lists(st.sampled_from(WEEKDAYS), max_size=4, unique=True),
    week_start=st.sampled_from(["MO", "SU"]),
    count=st.none() | st.integers(1, 40),
    start=st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    since=st.integers(0, 500),
)
@settings(max_examples=200, deadline=None)
def test_any_rule_and_any_window(frequency, interval, days, week_start, count, start, since):
    text = f"FREQ={frequency};INTERVAL={interval};WKST={week_start}"
    text += f";BYDAY={','.join(days)}" if days else ""
    text += f";COUNT={count}" if count else ""
    from_day = start + timedelta(days=since)
    expected = [day for day in by_dateutil(text, start, UPTO) if day >= from_day]
    assert list(read_rule(text, start).days(UPTO, from_day)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=1",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=999999999999",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=WEEKLY;WKST=Monday",
    ],
)
def test_what_is_not_understood_is_said(text):
    with pytest.raises(RuleNotUnderstood):
        read_rule(text, START)


def test_a_rule_that_never_comes_true_ends():
    assert list(read_rule("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", START).days(UPTO)) == []
