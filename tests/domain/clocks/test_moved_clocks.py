"""The same hour on another day: whose clocks stand otherwise (row O8)."""

from datetime import UTC, datetime

from app.domain.clocks.moved_clocks import moved_clocks

NEW_YORK, NAIROBI, LONDON = "America/New_York", "Africa/Nairobi", "Europe/London"
MAY = datetime(2023, 5, 2, 14, 0, tzinfo=UTC)  # 10:00 EDT
FEBRUARY = datetime(2024, 2, 2, 15, 0, tzinfo=UTC)  # 10:00 EST


def told(old, new, *others, host=NEW_YORK):
    return [
        (one.zone, f"{one.was:%H:%M} {one.was_called}", f"{one.will_be:%H:%M} {one.will_be_called}")
        for one in moved_clocks(old, new, host=host, others=others)
    ]


def test_the_host_keeps_the_hour_and_others_do_not():
    assert told(MAY, FEBRUARY, NAIROBI, LONDON) == [
        (NEW_YORK, "10:00 EDT, UTC−4", "10:00 EST, UTC−5"),
        (NAIROBI, "17:00 EAT, UTC+3", "18:00 EAT, UTC+3"),
        (LONDON, "15:00 BST, UTC+1", "15:00 GMT, UTC"),
    ]


def test_nothing_is_told_where_nothing_moves():
    assert told(MAY, datetime(2024, 5, 2, 14, 0, tzinfo=UTC), NAIROBI, LONDON) == []


def test_weeks_in_which_only_one_of_two_has_changed():
    march = datetime(2024, 3, 12, 14, 0, tzinfo=UTC)  # 10:00 in New York already on EDT, London still on GMT
    assert told(MAY, march, LONDON) == [(LONDON, "15:00 BST, UTC+1", "14:00 GMT, UTC")]


def test_a_zone_that_nobody_knows_is_left_out():
    assert told(MAY, FEBRUARY, "Mars/Olympus", host=NAIROBI) == []
