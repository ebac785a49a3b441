from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from app.domain.clocks import zones
from app.domain.tech_check_slots import SlotRule, plan

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
START = datetime(2027, 3, 29, 8, tzinfo=UTC)  # a Monday; clocks in Zurich changed the day before
RULE = SlotRule(
    minutes=15, days=7, each=2, since=time(9), until=time(17),
    team_zone="Europe/Zurich", team_since=time(8), team_until=time(20),
)  # fmt: skip


def walls(found, zone):
    return [f"{zones.wall_at(at, zone):%a %d %H:%M}" for at in found.starts]


def test_slots_lie_in_working_hours_on_weekdays_in_the_week_before():
    found = plan(RULE, {"chie": "Asia/Tokyo"}, starts_at=START, now=NOW)
    # Tokyo's afternoon is the team's morning: both suit
    assert (walls(found, "Asia/Tokyo"), found.without) == (["Thu 25 16:00", "Fri 26 16:00"], [])
    assert walls(found, "Europe/Zurich") == ["Thu 25 08:00", "Fri 26 08:00"]


def test_no_two_slots_overlap_and_none_overlaps_what_is_taken():
    people = dict.fromkeys("abc", "Europe/Zurich")
    taken = [(datetime(2027, 3, 26, 8, tzinfo=UTC), datetime(2027, 3, 26, 8, 10, tzinfo=UTC))]
    found = plan(RULE, people, starts_at=START, now=NOW, taken=taken)
    length = timedelta(minutes=15)
    spans = sorted([(at, at + length) for at in found.starts] + taken)
    assert len(found.starts) == 6
    assert [one for one, other in pairwise(spans) if one[1] > other[0]] == []


def test_who_shares_no_hour_with_the_team_is_still_offered_some():
    found = plan(RULE, {"rangi": "Pacific/Auckland"}, starts_at=START, now=NOW)
    assert walls(found, "Pacific/Auckland") == ["Thu 25 09:00", "Fri 26 09:00"]


def test_who_gets_too_few_is_named_and_nothing_lies_in_the_past():
    late = START - timedelta(hours=2)
    found = plan(RULE, {"amara": "Africa/Lagos"}, starts_at=START, now=late)
    assert (found.starts, found.without) == ([], ["amara"])


def test_the_same_people_give_the_same_plan():
    people = {"a": "Asia/Tokyo", "b": "America/New_York", "c": "Africa/Lagos"}
    plans = {tuple(plan(RULE, people, starts_at=START, now=NOW).starts) for _again in range(3)}
    assert len(plans) == 1
