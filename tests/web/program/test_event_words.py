"""How an event stands, as its page says it."""

from datetime import timedelta

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.web.program.event_page import event_page
from app.web.program.event_words import event_words
from tests.support import events
from tests.support.world import START


@pytest.mark.parametrize(
    ("changes", "after_start", "standing"),
    [
        ({}, -60, ("Registration open", "good")),
        ({"registration_open": False}, -60, ("Registration closed", "neutral")),
        ({}, 5, ("Taking place now", "live")),
        ({"registration_open": False}, 5, ("Registration closed", "neutral")),
        ({}, 120, ("This event has ended", "info")),
        ({"state": EventState.HELD}, 120, ("This event has taken place", "info")),
        ({"state": EventState.ARCHIVED}, 120, ("This event has taken place", "info")),
        ({"state": EventState.POSTPONED}, 120, ("Postponed", "warn")),
        ({"state": EventState.CANCELLED}, -60, ("Cancelled", "bad")),
    ],
)
def test_the_side_says_how_the_event_stands(app, amara, changes, after_start, standing):
    event = events.published()
    for name, value in changes.items():
        setattr(event, name, value)
    with app.test_request_context():
        said = event_words(event_page(event, now=event.starts_at + timedelta(minutes=after_start)))
    assert (said.standing, said.tone) == standing


@pytest.mark.parametrize(
    ("capacity", "taken", "seats", "button"),
    [
        (None, 3, None, "Register"),
        (3, 1, "2 of 3 left", "Register"),
        (3, 3, "Full", "Join the waiting list"),
    ],
)
def test_seats_are_counted_while_one_can_register(app, amara, capacity, taken, seats, button):
    event = events.published(capacity=capacity)
    event.seats_taken = taken
    with app.test_request_context():
        said = event_words(event_page(event, now=START))
    assert (dict(said.facts).get("Seats"), said.register) == (seats, button)
    db.session.rollback()
