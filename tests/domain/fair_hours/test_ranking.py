"""The best starts that are really different, and those that come nearest where none suits all."""

from datetime import date
from itertools import pairwise

from tests.support.fair_hours_cases import AMARA, BO, CHIE, ask, codes, two_who_never_meet, wall


def test_ranked_starts_are_at_least_an_hour_apart():
    starts = sorted(each.option.start for each in ask(AMARA, BO, CHIE).ranked)
    assert min(late - early for early, late in pairwise(starts)) >= 4


def test_other_hours_are_well_apart_on_the_clock_and_say_on_which_days_they_are_as_good():
    found = ask(AMARA, BO, first=date(2027, 1, 11), last=date(2027, 1, 17))
    clock = [each.option.wall.hour * 60 + each.option.wall.minute for each in found.hours]
    gaps = [abs(one - other) for one in clock for other in clock if one != other]
    assert min(min(gap, 1440 - gap) for gap in gaps) >= 90
    assert found.hours[0].days == tuple(date(2027, 1, 11 + n) for n in range(5))


def test_when_no_start_suits_all_musts_the_near_misses_say_who_blocks():
    found = ask(*two_who_never_meet(), AMARA)
    assert (found.best, found.ranked, codes(found.notices)) == (None, (), ["no-start-suits-all-musts"])
    nearest = found.near_misses[0]
    assert (nearest.option.wall, [str(why) for why in nearest.blocked_by]) == (
        wall("2027-01-13T10:00"),
        ["Early does not accept this hour (10:00 own time)."],
    )
    blocked_by = [[why.idents for why in one.blocked_by] for one in found.near_misses]
    assert blocked_by == [[("early",)], [("late",)]]
    assert [(one.ident, one.starts) for one in found.blockers] == [("late", 93), ("early", 89)]
