from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.span import EndBeforeStart, Span, merge

TWO = datetime(2023, 5, 2, 14, tzinfo=UTC)


def span(start, end):
    return Span(TWO + timedelta(minutes=start), TWO + timedelta(minutes=end))


def test_touching_is_no_overlap_and_later_is():
    assert not span(0, 90).overlaps(span(90, 180))
    assert not span(90, 180).overlaps(span(0, 90))
    assert span(0, 90).overlaps(span(60, 150))
    assert span(60, 150).overlaps(span(0, 90))
    assert not span(0, 90).overlaps(span(30, 30))


def test_the_start_belongs_to_it_and_the_end_does_not():
    assert span(0, 90).contains(TWO)
    assert not span(0, 90).contains(TWO + timedelta(minutes=90))
    assert span(0, 90).contains(span(0, 90))
    assert not span(0, 90).contains(span(30, 91))


def test_minutes_are_elapsed_and_zones_do_not_matter():
    kolkata = timezone(timedelta(hours=5, minutes=30))
    there = Span(TWO.astimezone(kolkata), TWO + timedelta(minutes=90))
    assert there.minutes == 90
    assert there == span(0, 90) == Span.lasting(TWO, 90)
    assert there.start.tzinfo is UTC


def test_what_two_share():
    assert span(0, 90).intersection(span(60, 150)) == span(60, 90)
    assert span(0, 90).intersection(span(90, 150)) is None


def test_an_end_before_the_start_is_refused():
    with pytest.raises(EndBeforeStart) as refused:
        span(90, 0)
    assert (refused.value.field, refused.value.status) == ("end", 422)


def test_a_wall_time_is_no_instant():
    with pytest.raises(ValueError, match="instants"):
        Span(TWO.replace(tzinfo=None), TWO)


def test_merged_spans_are_in_order_and_apart():
    assert merge([span(120, 180), span(0, 60), span(60, 90), span(30, 40), span(300, 300)]) == [
        span(0, 90),
        span(120, 180),
    ]
    assert merge([]) == []


minute_pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12)


@given(minute_pairs)
def test_merging_keeps_every_minute_and_adds_none(pairs):
    spans = [span(start, start + length) for start, length in pairs]
    merged = merge(spans)
    assert all(earlier.end < later.start for earlier, later in pairwise(merged))
    for minute in range(-1, 90):
        moment = TWO + timedelta(minutes=minute)
        assert any(one.contains(moment) for one in merged) == any(one.contains(moment) for one in spans)
