"""Until when a seat is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.attendance.seat_offers import keeps_until

STARTS = datetime(2027, 3, 11, 9, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("hours", "before", "last"),
    [
        (12, timedelta(days=3), STARTS - timedelta(days=3) + timedelta(hours=12)),
        (12, timedelta(hours=12), STARTS),
        (12, timedelta(hours=5), STARTS),
        (12, timedelta(minutes=31), STARTS),
        (12, timedelta(minutes=30), ENDS),
        (1, timedelta(minutes=-15), ENDS - timedelta(minutes=15)),
        (12, timedelta(minutes=-15), ENDS),
    ],
)
def test_so_many_hours_but_not_beyond_the_start(hours, before, last):
    assert keeps_until(hours=hours, starts_at=STARTS, ends_at=ENDS, now=STARTS - before) == last
