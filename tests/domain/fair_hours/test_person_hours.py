"""The burden of every start for one person: own hours, days off, busy times, tech checks."""

from datetime import date

from app.domain.fair_hours.option import Absence
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff
from app.domain.fair_hours.week_grid import GOOD, IF_NEED_BE
from tests.support.fair_hours_cases import AMARA, ask, hours, quarter, span, wall


def test_a_holiday_costs_as_a_weekend_and_not_twice_on_one():
    holiday = frozenset({date(2027, 1, 13), date(2027, 1, 16)})
    one = Participant("one", "One", "Africa/Lagos", days_off=holiday)
    found = ask(one, zone="Africa/Lagos", first=date(2027, 1, 12), last=date(2027, 1, 16))
    noon = {day: found.search.people[0].burden_at(quarter(f"2027-01-{day}T09:00")) for day in (12, 13, 16)}
    assert noon == {12: 0, 13: 20, 16: 20}


def test_days_off_can_be_ruled_out_altogether():
    found = ask(
        AMARA, zone="Africa/Lagos", first=date(2027, 1, 16), last=date(2027, 1, 17), days_off=DaysOff.NEVER
    )
    assert (found.ranked, found.near_misses[0].option.people[0].absence) == ((), Absence.DAY_OFF)


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
