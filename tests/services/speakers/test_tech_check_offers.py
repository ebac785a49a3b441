"""Slots that organisers offer: by hand one after the other, or by a rule from everybody's own hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.domain.clocks.zones import WallTimeMissing, wall_at
from app.domain.tech_check_slots import SlotRule
from app.services.speakers import tech_check_offers, tech_checks
from tests.support import desk, participants
from tests.support.world import START

TUESDAY = date(2027, 3, 2)
RULE = SlotRule(
    minutes=30,
    days=5,
    each=1,
    since=time(9),
    until=time(17),
    team_zone="Africa/Lagos",
    team_since=time(8),
    team_until=time(20),
)


@pytest.fixture
def event(app):
    return desk.event()  # 11 March, 10:00 in Lagos


def offer(event, since=time(10), until=time(11), *, day=TUESDAY, minutes=20, zone="Africa/Lagos", now=START):
    return tech_check_offers.offer(
        event, day=day, since=since, until=until, minutes=minutes, zone=zone, now=now
    )


def starts(event):
    return [slot.starts_at for slot, _person in tech_checks.slots_of(event)]


def person(event, name, zone):
    part = participants.takes_part(event, name, email=f"{name.lower()}@example.org")
    part.person.zone = zone
    return part


def test_slots_lie_one_after_the_other_within_the_hours_given(event):
    assert offer(event, until=time(10, 59)) == 2
    assert starts(event) == [datetime(2027, 3, 2, 9, minute, tzinfo=UTC) for minute in (0, 20)]
    assert offer(event) == 1  # the two that are there stay
    assert len(starts(event)) == 3


def test_only_slots_ahead_that_end_before_the_event_are_offered(event):
    assert offer(event, now=datetime(2027, 3, 2, 9, 0, tzinfo=UTC)) == 2
    assert offer(event, time(9), time(12), day=date(2027, 3, 11)) == 3


@pytest.mark.parametrize(
    "hours",
    [{"until": time(10, 19)}, {"until": time(9)}, {"day": date(2027, 2, 1)}, {"day": date(2027, 3, 12)}],
)
def test_hours_without_a_slot_are_refused(event, hours):
    with pytest.raises(tech_check_offers.NoSlots) as refusal:
        offer(event, **hours)
    assert (refusal.value.field, starts(event)) == ("until", [])


def test_an_event_takes_a_sensible_number_of_slots(event):
    with pytest.raises(tech_check_offers.TooManySlots, match="at most 200"):
        offer(event, time(0), time(23), minutes=5)
    assert starts(event) == []


def test_an_hour_that_a_clock_change_skips_is_refused(event):
    with pytest.raises(WallTimeMissing):
        offer(event, time(2, 30), time(4), day=date(2027, 3, 28), zone="Europe/Zurich")


def test_a_rule_gives_everybody_who_has_none_a_slot(event):
    eve, chie = person(event, "Eve", "Africa/Lagos"), person(event, "Chie", "Asia/Tokyo")
    person(event, "Dov", "Asia/Atlantis")
    found = tech_check_offers.offer_by_rule(event, RULE, now=START)
    assert (len(found.starts), found.without, starts(event)) == (2, ["Dov"], found.starts)
    tech_checks.book(event, eve, key=tech_checks.slots_of(event)[0][0].key, now=START)
    tech_checks.book(event, chie, key=tech_checks.slots_of(event)[1][0].key, now=START)
    with pytest.raises(tech_check_offers.NobodyToOffer):
        tech_check_offers.offer_by_rule(event, RULE, now=START)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_slot_by_rule_lies_in_the_working_hours_of_its_person_before_the_event(event, zone):
    person(event, "Eve", zone)
    [start] = tech_check_offers.offer_by_rule(event, RULE, now=START).starts
    wall = wall_at(start, zone)
    assert (time(9) <= wall.time() <= time(16, 30), wall.weekday() < 5) == (True, True)
    assert event.starts_at - timedelta(days=5) <= start < event.starts_at


def test_a_rule_counts_back_from_an_hour(app):
    undated = desk.event(wall=None)
    person(undated, "Eve", "Africa/Lagos")
    with pytest.raises(tech_check_offers.NoHourYet):
        tech_check_offers.offer_by_rule(undated, RULE, now=START)


def test_a_rule_needs_an_hour_that_is_still_ahead(event):
    person(event, "Eve", "Africa/Lagos")
    with pytest.raises(tech_check_offers.NoSlots):
        tech_check_offers.offer_by_rule(event, RULE, now=event.starts_at - timedelta(minutes=5))
