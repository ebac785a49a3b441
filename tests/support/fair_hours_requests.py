"""Questions to the fair-hour finder, of all kinds, for tests by hypothesis."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from app.domain.fair_hours.measure import Measure, Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.week_grid import NO, USUAL, WeekGrid
from app.domain.span import Span
from tests.support.fair_hours_cases import HARD_ZONES

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
