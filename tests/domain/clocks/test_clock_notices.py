"""Who is surprised by a clock change shortly before an event (row T8)."""

from datetime import UTC, datetime, timedelta

from app.domain.clocks.clock_notices import clock_notices
from app.domain.clocks.zones import instant_of

ZURICH = "Europe/Zurich"
HOUR = timedelta(hours=1)


def at(text):
    return datetime.fromisoformat(text)


MONDAY = instant_of(at("2027-03-29T10:00"), ZURICH)
CHECK = instant_of(at("2027-03-24T10:00"), ZURICH)
PEOPLE = {
    "paris": "Europe/Paris",
    "kolkata": "Asia/Kolkata",
    "new-york": "America/New_York",
    "auckland": "Pacific/Auckland",
    "lagos": "Africa/Lagos",
}


def test_the_week_after_the_change_names_everybody_who_is_affected_and_how():
    notices = {notice.key: notice for notice in clock_notices(MONDAY, ZURICH, PEOPLE, check_at=CHECK)}
    assert list(notices) == ["", "paris", "kolkata", "new-york", "auckland", "lagos"]

    host = notices[""]
    assert (host.is_host, host.own_shift, host.against_host) == (True, HOUR, timedelta())
    assert [change.instant for change in host.changes] == [datetime(2027, 3, 28, 1, tzinfo=UTC)]
    assert (host.wall_then, host.wall_now) == (at("2027-03-15T10:00"), at("2027-03-29T10:00"))

    paris = notices["paris"]
    assert (paris.is_host, paris.own_shift, paris.against_host) == (False, HOUR, timedelta())

    kolkata = notices["kolkata"]
    assert (kolkata.changes, kolkata.own_shift, kolkata.against_host) == ((), timedelta(), -HOUR)
    assert (kolkata.wall_then, kolkata.wall_now) == (at("2027-03-15T14:30"), at("2027-03-29T13:30"))

    new_york = notices["new-york"]  # changed already on the 14th, before the two weeks
    assert (new_york.changes, new_york.against_host) == ((), -HOUR)
    assert (new_york.wall_then, new_york.wall_now) == (at("2027-03-15T05:00"), at("2027-03-29T04:00"))


def test_clocks_that_go_opposite_ways_move_two_hours_apart():
    start = instant_of(at("2027-04-07T10:00"), ZURICH)  # Zurich forward on 28 March, Auckland back on 4 April
    auckland = next(notice for notice in clock_notices(start, ZURICH, PEOPLE) if notice.key == "auckland")
    assert [change.shift for change in auckland.changes] == [-HOUR]
    assert (auckland.own_shift, auckland.against_host) == (-HOUR, -2 * HOUR)
    assert (auckland.wall_then, auckland.wall_now) == (at("2027-03-24T22:00"), at("2027-04-07T20:00"))


def test_far_from_a_change_nobody_is_named():
    assert clock_notices(instant_of(at("2027-05-10T10:00"), ZURICH), ZURICH, PEOPLE) == ()


def test_a_check_longer_ago_than_two_weeks_reaches_further_back():
    start = instant_of(at("2027-04-14T10:00"), "Asia/Kolkata")
    paris = {"paris": "Europe/Paris"}
    assert clock_notices(start, "Asia/Kolkata", paris) == ()
    [notice] = clock_notices(start, "Asia/Kolkata", paris, check_at=CHECK, host_key="host")
    assert (notice.key, notice.own_shift, notice.against_host) == ("paris", HOUR, HOUR)
    assert notice.since == CHECK


def test_a_check_after_the_start_is_not_heard():
    start = instant_of(at("2027-05-10T10:00"), ZURICH)
    assert clock_notices(start, ZURICH, PEOPLE, check_at=start + 100 * HOUR) == ()


def test_a_change_of_the_speaker_alone_is_told():
    start = instant_of(at("2027-03-16T10:00"), ZURICH)
    [notice] = clock_notices(start, ZURICH, {"bo": "America/Los_Angeles", "amara": "Africa/Lagos"})
    assert (notice.key, notice.own_shift, notice.against_host) == ("bo", HOUR, HOUR)
    assert (notice.wall_then, notice.wall_now) == (at("2027-03-02T01:00"), at("2027-03-16T02:00"))
