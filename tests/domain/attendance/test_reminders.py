from datetime import UTC, datetime, timedelta

import pytest

from app.domain.attendance import reminders
from app.domain.clocks import zones


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - a wall time


CASES = [
    # Clocks in Zurich go forward on 28 March 2027: 24 hours earlier the wall there shows an hour less.
    (wall(2027, 3, 28, 10), "Europe/Zurich", wall(2027, 3, 27, 9)),
    # And back on 31 October: an hour more.
    (wall(2027, 10, 31, 10), "Europe/Zurich", wall(2027, 10, 30, 11)),
    (wall(2027, 3, 11, 10), "Africa/Lagos", wall(2027, 3, 10, 10)),
]


@pytest.mark.parametrize(("local", "zone", "day_before"), CASES)
def test_reminders_are_due_at_true_instants(local, zone, day_before):
    starts_at = zones.instant_of(local, zone)
    due = reminders.plan(starts_at, now=starts_at - timedelta(days=30))
    assert zones.wall_at(due["day"], zone) == day_before
    assert due["hour"] == starts_at - timedelta(hours=1)
    assert due["start"] == starts_at


START = datetime(2027, 3, 11, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before_start", "planned"),
    [
        (timedelta(days=2), ["day", "hour", "start"]),
        (timedelta(hours=24, minutes=5), ["hour", "start"]),
        (timedelta(hours=2), ["hour", "start"]),
        (timedelta(minutes=30), ["start"]),
        (timedelta(minutes=5), []),
        (-timedelta(minutes=5), []),
    ],
)
def test_what_would_only_repeat_the_confirmation_is_left_out(before_start, planned):
    assert list(reminders.plan(START, now=START - before_start)) == planned


@pytest.mark.parametrize(
    ("which", "late_by", "useful"),
    [
        ("day", timedelta(hours=3), True),
        ("day", timedelta(hours=22), False),
        ("hour", timedelta(minutes=59), True),
        ("hour", timedelta(minutes=60), False),
        ("start", timedelta(minutes=14), True),
        ("start", timedelta(minutes=15), False),
        ("never heard of", timedelta(0), False),
    ],
)
def test_a_late_reminder_is_sent_only_while_it_says_something(which, late_by, useful):
    due = START - reminders.BEFORE.get(which, timedelta(0))
    assert reminders.still_useful(which, START, now=due + late_by) is useful
