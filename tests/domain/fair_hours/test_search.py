"""One request worked out, and what any fair measure keeps."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.grid import NoStartOpen
from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.ranking import ranked_starts
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import Search, search
from tests.support.fair_hours_cases import ask, two_who_never_meet
from tests.support.fair_hours_oracle import parts
from tests.support.fair_hours_requests import requests

use_packaged_zone_data()


def best(found: Search) -> tuple[tuple[int, int, int, int], int]:
    start = ranked_starts(found, 1)[0]
    return parts(found, start), start


@settings(max_examples=40, deadline=None)
@given(request=requests(), data=st.data())
def test_the_order_of_people_does_not_matter(request: MeetingRequest, data: st.DataObject) -> None:
    shuffled = tuple(data.draw(st.permutations(request.people)))
    try:
        found = search(request)
    except NoStartOpen:
        return
    other = search(replace(request, people=shuffled))
    assert (other.costs, ranked_starts(other, 20)) == (found.costs, ranked_starts(found, 20))


@settings(max_examples=40, deadline=None)
@given(request=requests(), days=st.integers(1, 5))
def test_a_start_costs_the_same_whatever_range_it_is_looked_for_in(
    request: MeetingRequest, days: int
) -> None:
    wider = replace(
        request, first=request.first - timedelta(days=days), last=request.last + timedelta(days=days)
    )
    try:
        found = search(request)
    except NoStartOpen:
        return
    other = search(wider)
    assert [other.cost(start) for start in found.grid.open] == [
        found.cost(start) for start in found.grid.open
    ]


@settings(max_examples=40, deadline=None)
@given(request=requests(), data=st.data())
def test_dropping_a_person_or_asking_less_never_makes_the_best_start_worse(
    request: MeetingRequest, data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(request.people))
    try:
        before, _ = best(search(request))
    except NoStartOpen:
        return
    optional = [replace(one, need=Need.OPTIONAL) if one is person else one for one in request.people]
    after, _ = best(search(replace(request, people=tuple(optional))))
    assert after[0] <= before[0]
    others = tuple(one for one in request.people if one is not person)
    if others:
        dropped, _ = best(search(replace(request, people=others)))
        assert dropped <= before


@settings(max_examples=25, deadline=None)
@given(request=requests(), weeks=st.integers(1, 3))
def test_where_clocks_never_change_a_week_later_is_the_same(request: MeetingRequest, weeks: int) -> None:
    still = tuple(
        replace(person, zone="Asia/Kathmandu", busy=(), days_off=frozenset()) for person in request.people
    )
    plain = replace(request, people=still, zone="Asia/Kolkata", closed=(), avoid_dates=frozenset(), now=None)
    shift = timedelta(weeks=weeks)
    try:
        found = search(plain)
    except NoStartOpen:
        return
    later = search(replace(plain, first=plain.first + shift, last=plain.last + shift))
    assert later.costs == found.costs


def test_others_who_cannot_come_count_by_weight_and_do_not_bar():
    early, late = two_who_never_meet()
    crowd = Participant("crowd", "Crowd", "UTC", need=Need.OPTIONAL, size=100, grid=late.grid)
    single = Participant("single", "Single", "UTC", need=Need.SHOULD, grid=early.grid)
    best = ask(crowd, single).best
    assert (best.wall.hour, [one.ident for one in best.absent]) == (10, ["single"])
