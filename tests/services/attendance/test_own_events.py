"""What one address is registered for, in the order of the hours, with what overlaps."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.services.attendance import own_events
from app.services.scheduling import publishing
from tests.support.attendees import public_event, register
from tests.support.desk import AMARA, WALL
from tests.support.world import START

CHIE = "chie@example.org"


@pytest.fixture
def three(app):
    """Reefs at 10:00, seas at 11:00, storms the day after; Chie is registered for all, Bo for one."""
    hours = {"storms": WALL + timedelta(days=1), "reefs": WALL, "seas": WALL + timedelta(hours=1)}
    events = {slug: public_event(slug, wall=wall) for slug, wall in hours.items()}
    for event in events.values():
        register(event)
    register(events["reefs"], "Bo")
    return events


def mine(email=CHIE, now=START):
    return [
        (one.registration.event.slug, [(other.slug, minutes) for other, minutes in one.overlaps])
        for one in own_events.of_address(email, now=now)
    ]


def test_events_stand_in_the_order_of_their_hours_and_say_what_overlaps(three):
    assert mine() == [("reefs", [("seas", 30)]), ("seas", [("reefs", 30)]), ("storms", [])]
    assert mine("bo@example.org") == [("reefs", [])]
    assert mine("nobody@example.org") == []


def test_what_is_postponed_overlaps_with_nothing(three):
    publishing.postpone(three["seas"], reason="A storm", actor=AMARA, now=START)
    assert dict(mine())["reefs"] == []


def test_the_list_is_as_long_as_it_may_be_in_few_queries(three, count_queries):
    db.session.commit()
    db.session.expunge_all()
    with count_queries() as asked:
        assert len(mine()) == 3
    assert len(asked) == 1, asked
