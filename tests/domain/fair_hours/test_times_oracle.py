"""The finder against the slow way through zoneinfo, start by start, and what any fair measure keeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.grid import NoStartOpen
from app.domain.fair_hours.measure import Measure, Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.person_hours import burden_line
from app.domain.fair_hours.ranking import ranked_starts
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.search import Search, search
from app.domain.fair_hours.week_grid import NO, USUAL, WeekGrid
from app.domain.span import Span
from tests.support import fair_hours_oracle as oracle
from tests.support.fair_hours_cases import HARD_ZONES

use_packaged_zone_data()


def instant(quarter: int) -> datetime:
    return datetime.fromtimestamp(quarter * 900, UTC)


def parts(found: Search, start: int) -> tuple[int, int, int, int]:
    cost, scale = found.cost(start), found.scale
    return scale.musts_out(cost), scale.others_out(cost), scale.at_night(cost), scale.pain(cost)


def best(found: Search) -> tuple[tuple[int, int, int, int], int]:
    start = ranked_starts(found, 1)[0]
    return parts(found, start), start


cells = st.sampled_from([*[USUAL] * 8, NO, 0, 30, 76, 100])
grids = st.lists(cells, min_size=168, max_size=168).map(WeekGrid.of_hours)
days = st.dates(date(2026, 1, 1), date(2028, 6, 1))


@st.composite
def spans(draw: st.DrawFn, first: date) -> Span:
    start = datetime.combine(first, datetime.min.time(), UTC) + timedelta(
        minutes=draw(st.integers(-600, 6000))
    )
    return Span.lasting(start, draw(st.integers(0, 400)))


@st.composite
def participants(draw: st.DrawFn, ident: str, first: date) -> Participant:
    return Participant(
        ident=ident,
        name=ident,
        zone=draw(st.sampled_from(HARD_ZONES)),
        need=draw(st.sampled_from(Need)),
        country=draw(st.sampled_from([None, "US", "EG", "BN", "NP", "AF"])),
        size=draw(st.sampled_from([1, 1, 1, 7, 200])),
        grid=draw(st.none() | grids),
        busy=tuple(draw(st.lists(spans(first), max_size=3))),
        days_off=frozenset(first + timedelta(days=n) for n in draw(st.lists(st.integers(-1, 4), max_size=2))),
        lead_minutes=draw(st.sampled_from([0, 0, 15, 20, 60])),
        earlier_points=tuple(draw(st.lists(st.integers(0, 120), max_size=3))),
    )


@st.composite
def requests(draw: st.DrawFn) -> MeetingRequest:
    first = draw(st.sampled_from(CHANGE_DAYS) | days)
    last = first + timedelta(days=draw(st.integers(0, 2)))
    people = draw(st.integers(1, 4))
    return MeetingRequest(
        people=tuple(draw(participants(f"p{n}", first)) for n in range(people)),
        zone=draw(st.sampled_from(HARD_ZONES)),
        first=first,
        last=last,
        minutes=draw(st.sampled_from([15, 45, 50, 60, 90, 120, 725 - 5])),
        measure=draw(st.sampled_from(Measure)),
        step=draw(st.sampled_from([15, 15, 30, 60])),
        closed=tuple(draw(st.lists(spans(first), max_size=2))),
        avoid_dates=frozenset(draw(st.lists(st.just(first), max_size=1))),
        avoid_weekdays=frozenset(draw(st.lists(st.integers(0, 6), max_size=2))),
        days_off=draw(st.sampled_from(DaysOff)),
        now=draw(st.none() | st.just(datetime.combine(first, datetime.min.time(), UTC))),
    )


# Days on which, or after which, some of the hard zones change their clocks.
CHANGE_DAYS = [
    *(date(2026, 3, 27), date(2026, 3, 28), date(2026, 4, 4), date(2026, 10, 24), date(2026, 10, 30)),
    *(date(2027, 2, 6), date(2027, 3, 13), date(2027, 3, 27), date(2027, 4, 2), date(2027, 9, 25)),
]


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
