"""News waits for more changes unless it is urgent, and leaves in a measured pace to each mail domain."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.mail.pacing import SOON, Pace, quiet_until

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("starts", "waits"),
    [
        ([], True),
        ([10 * SOON], False),
        ([10 * SOON + 1], True),
        ([0], False),
        ([-1], True),
        ([5000, 30], False),
        ([-30, 5000], True),
    ],
)
def test_only_what_begins_soon_is_urgent(starts, waits):
    due = quiet_until(NOW, minutes=10, starts=[NOW + minutes * MINUTE for minutes in starts])
    assert due == (NOW + 10 * MINUTE if waits else NOW)


def test_so_many_a_minute_leave_to_one_domain_in_the_order_of_asking():
    pace = Pace(NOW, per_minute=2)
    emails = ["a@x.example", "b@X.example", "c@x.example", "d@y.example", "e@x.example", "f@x.example"]
    assert [(pace.due_at(email) - NOW) // MINUTE for email in emails] == [0, 0, 1, 0, 1, 2]
