"""What the other hours of an edition have asked of the people of one event."""

from datetime import datetime

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Edition
from app.services.finder import earlier_burdens
from app.services.finder import people as finder_people
from tests.support import desk
from tests.support.finder import with_people
from tests.support.personas import AMARA, BO, CHIE


@pytest.fixture
def event(app):
    return with_people(desk.event())


def edition(**more):
    made = Edition(slug="forum-2027", name="Forum", zone="Africa/Lagos", **more)
    db.session.add(made)
    db.session.flush()
    return made


def test_turns_bring_along_what_other_hours_of_the_edition_cost(event):
    event.edition = edition()
    tokyo_night = datetime(2027, 3, 8, 16, 0)  # noqa: DTZ001 - in Lagos: midnight in Tokyo
    other = desk.event("earlier-reefs", wall=tokyo_night, edition_id=event.edition.id, minutes=60)
    with_people(other, AMARA, CHIE)
    elsewhere = desk.event("other-forum", wall=tokyo_night)
    with_people(elsewhere, BO)
    lines = finder_people.lines_of(event)
    assert earlier_burdens.earlier_points(event, lines) == {"amara": (0,), "chie": (69,)}
    other.state = EventState.CANCELLED
    db.session.flush()
    assert earlier_burdens.earlier_points(event, lines) == {}
