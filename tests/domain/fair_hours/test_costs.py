"""The cost of every start is what the slow way through zoneinfo says, start by start."""

from datetime import date

from hypothesis import given, settings

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.grid import NoStartOpen
from app.domain.fair_hours.measure import Measure
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.person_hours import burden_line
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import search
from tests.support import fair_hours_oracle as oracle
from tests.support.fair_hours_cases import HARD_ZONES
from tests.support.fair_hours_oracle import instant, parts
from tests.support.fair_hours_requests import requests

use_packaged_zone_data()


@settings(max_examples=40, deadline=None)
@given(request=requests())
def test_every_start_costs_what_the_slow_way_says(request: MeetingRequest) -> None:
    starts = [start for start in oracle.starts_of(request) if oracle.is_open(start, request)]
    try:
        found = search(request)
    except NoStartOpen:
        assert starts == []
        return
    assert [instant(start) for start in found.grid.open] == starts
    assert [parts(found, start) for start in found.grid.open] == [
        oracle.cost_at(at, request) for at in starts
    ]
    every = range(found.grid.first, found.grid.last)
    for one in found.people:
        assert list(burden_line(one, found.grid)) == [one.burden_at(start) for start in every]


def test_costs_wider_than_a_machine_s_numbers_are_exact() -> None:
    people = tuple(
        Participant(str(n), str(n), HARD_ZONES[n % 20], weight=100, earlier_points=(120,) * 6)
        for n in range(200)
    )
    request = MeetingRequest(people, "UTC", date(2027, 3, 10), date(2027, 3, 16), measure=Measure.TAKE_TURNS)
    found = search(request)
    some = list(found.grid.open)[::150]
    assert (found.scale.bits > 64, len(some) > 2) == (True, True)
    assert [parts(found, start) for start in some] == [
        oracle.cost_at(instant(start), request) for start in some
    ]
