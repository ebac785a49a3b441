from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clashes import Clash, Engagement, clashes
from app.domain.span import Span


def span(start, end):
    """Return a span of 2 May 2023 from hours such as 14.5, in UTC."""
    return Span(*(datetime(2023, 5, 2, int(hour), round(hour % 1 * 60), tzinfo=UTC) for hour in (start, end)))


def test_touching_events_do_not_clash():
    assert clashes([Engagement(1, 10, span(14, 15.5)), Engagement(1, 20, span(15.5, 17))]) == []


def test_half_an_hour_in_two_rooms_is_a_clash_that_names_both():
    both = [Engagement(1, 20, span(15, 16.5)), Engagement(1, 10, span(14, 15.5))]
    assert clashes(both) == [Clash(1, 10, 20, span(15, 15.5))]


def test_two_people_in_two_events_do_not_clash():
    assert clashes([Engagement(1, 10, span(14, 15)), Engagement(2, 20, span(14, 15))]) == []


def test_three_events_at_once_are_three_clashes():
    long, early, late = (1, span(10, 18)), (2, span(11, 13)), (3, span(12, 14))
    found = clashes([Engagement(7, event, when) for event, when in (late, early, long)])
    assert [(clash.first, clash.second, clash.span) for clash in found] == [
        (1, 2, span(11, 13)),
        (1, 3, span(12, 14)),
        (2, 3, span(12, 13)),
    ]


def test_the_same_event_given_twice_is_no_clash():
    assert clashes([Engagement(1, 10, span(14, 15)), Engagement(1, 10, span(14, 15))]) == []


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(0, 11), st.integers(1, 12)), max_size=8))
def test_it_agrees_with_trying_every_pair(given_parts):
    parts = [
        Engagement(person, number, span(start, start + length))
        for number, (person, start, length) in enumerate(given_parts)
    ]
    pairs = {
        (one.person, frozenset({one.event, other.event}))
        for one in parts
        for other in parts
        if one.event < other.event and one.person == other.person and one.span.overlaps(other.span)
    }
    assert {(clash.person, frozenset({clash.first, clash.second})) for clash in clashes(parts)} == pairs
