"""Which starts may be offered at all: what is closed, avoided, past or off the step is not."""

from datetime import UTC, date, datetime

from tests.support.fair_hours_cases import AMARA, CHIE, ask, wall


def test_starts_before_now_are_left_out():
    found = ask(AMARA, now=datetime(2027, 1, 13, 14, 7, tzinfo=UTC))
    assert min(found.search.grid.open) * 900 == datetime(2027, 1, 13, 14, 15, tzinfo=UTC).timestamp()


def test_days_to_avoid_close_whole_days_of_the_host():
    found = ask(
        CHIE,
        zone="Asia/Tokyo",
        first=date(2027, 1, 11),
        last=date(2027, 1, 17),
        avoid_weekdays=frozenset({5, 6}),
        avoid_dates=frozenset({date(2027, 1, 11)}),
    )
    starts = [found.search.grid.home.wall(start * 900) for start in found.search.grid.open]
    assert (starts[0], starts[-1]) == (wall("2027-01-12T00:00"), wall("2027-01-15T22:30"))


def test_a_step_of_an_hour_is_counted_on_the_hosts_clock():
    found = ask(AMARA, zone="Asia/Kathmandu", step=60)
    assert {each.option.wall.minute for each in found.ranked} == {0}
