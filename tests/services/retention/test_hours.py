"""What was told to find an hour goes when the attendees' data does."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.models import HourLine, HourPoll
from app.services.finder import people as finder_people
from app.services.finder import polls, searches
from app.services.retention import hours as hour_retention
from tests.support import desk
from tests.support.finder import with_people
from tests.support.world import START


@pytest.fixture
def event(app):
    return with_people(desk.event())


def test_all_of_it_goes_when_its_time_is_over(event):
    searches.keep(event, searches.search_of(event, now=START), finder_people.lines_of(event))
    polls.ask(
        event,
        lines=finder_people.lines_of(event),
        starts=[START + timedelta(days=9)],
        minutes=90,
        zone="Africa/Lagos",
        note="",
        actor=desk.AMARA,
        now=START,
    )
    assert hour_retention.erase_old(now=START + timedelta(days=99)) == 0
    assert hour_retention.erase_old(now=START + timedelta(days=101)) == 3
    assert (db.session.query(HourLine).count(), db.session.query(HourPoll).count()) == (0, 0)
