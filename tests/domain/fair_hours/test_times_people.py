"""What own hours, busy times and limits do to the ranking, and what happens when some people cannot come."""

from datetime import date
from itertools import pairwise

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.week_grid import GOOD, IF_NEED_BE
from app.domain.fair_hours.what_if import Change, what_if
from tests.support.fair_hours_cases import AMARA, BO, CHIE, WEDNESDAY, ask, codes, hours, span, wall

use_packaged_zone_data()


# --- hours of one's own, busy times, tech checks ------------------------------------------------------------


def test_own_hours_replace_the_table():
    owl = Participant("owl", "Owl", "Europe/London", grid=hours(("22:00-03:00", GOOD)))
    best = ask(owl).best
    assert (f"{best.wall:%H:%M}", best.people[0].points, best.people[0].night) == ("00:00", 0, False)


def test_if_need_be_is_taken_only_when_nothing_better_is_left():
    one = Participant("one", "One", "UTC", grid=hours(("09:00-12:00", IF_NEED_BE), ("15:00-16:30", GOOD)))
    found = ask(one)
    assert [(f"{each.option.wall:%H:%M}", each.option.total) for each in found.ranked[:2]] == [
        ("15:00", 0),
        ("09:00", 30),
    ]


def test_touching_a_busy_time_is_no_clash():
    busy = (span("2027-01-13T00:00", "2027-01-13T10:30"), span("2027-01-13T12:00", "2027-01-14T03:00"))
    found = ask(Participant("one", "One", "UTC", busy=busy))
    assert [each.option.wall for each in found.ranked] == [wall("2027-01-13T10:30")]


def test_a_tech_check_needs_its_time_before_the_start():
    busy = (span("2027-01-13T00:00", "2027-01-13T10:30"), span("2027-01-13T13:00", "2027-01-14T03:00"))
    found = ask(Participant("one", "One", "UTC", busy=busy, lead_minutes=20))
    assert [each.option.wall for each in found.ranked] == [wall("2027-01-13T11:00")]


def test_an_interpreter_beyond_the_limit_is_noted():
    lone = Participant("i1", "Interpreter I", "Europe/Paris", most_minutes=60, lead_minutes=30)
    assert [str(notice) for notice in ask(lone).notices] == [
        "Interpreter I works at most 60 minutes on end and is needed for 120: plan relief.",
    ]


# --- choices that are really different ----------------------------------------------------------------------


def test_ranked_starts_are_at_least_an_hour_apart():
    starts = sorted(each.option.start for each in ask(AMARA, BO, CHIE).ranked)
    assert min(late - early for early, late in pairwise(starts)) >= 4


def test_other_hours_are_well_apart_on_the_clock_and_say_on_which_days_they_are_as_good():
    found = ask(AMARA, BO, first=date(2027, 1, 11), last=date(2027, 1, 17))
    clock = [each.option.wall.hour * 60 + each.option.wall.minute for each in found.hours]
    gaps = [abs(one - other) for one in clock for other in clock if one != other]
    assert min(min(gap, 1440 - gap) for gap in gaps) >= 90
    assert found.hours[0].days == tuple(date(2027, 1, 11 + n) for n in range(5))


def test_a_step_of_an_hour_is_counted_on_the_hosts_clock():
    found = ask(AMARA, zone="Asia/Kathmandu", step=60)
    assert {each.option.wall.minute for each in found.ranked} == {0}


# --- when not everybody can come ----------------------------------------------------------------------------


def two_who_never_meet() -> tuple[Participant, Participant]:
    early = Participant("early", "Early", "UTC", grid=hours(("06:00-09:00", GOOD)))
    late = Participant("late", "Late", "UTC", grid=hours(("10:00-12:00", GOOD)))
    return early, late


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


def test_what_if_one_of_them_is_dropped_or_need_not_come():
    early, late = two_who_never_meet()
    request = MeetingRequest((early, late), "UTC", WEDNESDAY, WEDNESDAY)
    dropped = what_if(request, "late", Change.DROPPED)
    optional = what_if(request, "late", Change.OPTIONAL)
    assert (dropped.suits_all_musts, dropped.best.wall) == (True, wall("2027-01-13T06:00"))
    assert (optional.suits_all_musts, [one.ident for one in optional.best.absent]) == (True, ["late"])


def test_dropping_the_only_person_leaves_nobody():
    request = MeetingRequest((AMARA,), "UTC", WEDNESDAY, WEDNESDAY)
    assert what_if(request, "amara", Change.DROPPED).best is None


def test_busy_is_told_apart_from_hours_not_accepted():
    one = Participant("one", "One", "UTC", busy=(span("2027-01-12T00:00", "2027-01-15T00:00"),))
    miss = ask(one).near_misses[0]
    assert [str(why) for why in miss.blocked_by] == ["One is busy."]


def test_others_who_cannot_come_count_by_weight_and_do_not_bar():
    early, late = two_who_never_meet()
    crowd = Participant("crowd", "Crowd", "UTC", need=Need.OPTIONAL, size=100, grid=late.grid)
    single = Participant("single", "Single", "UTC", need=Need.SHOULD, grid=early.grid)
    best = ask(crowd, single).best
    assert (best.wall.hour, [one.ident for one in best.absent]) == (10, ["single"])


def test_when_all_are_optional_the_most_can_come_and_a_notice_says_so():
    optional = [Participant(one.ident, one.name, one.zone, need=Need.OPTIONAL) for one in (AMARA, BO, CHIE)]
    found = ask(*optional)
    assert (codes(found.notices), found.best.absent) == (["nobody-must"], [])
