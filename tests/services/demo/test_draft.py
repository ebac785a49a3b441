"""The invented draft shows a desk half done."""

from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Event
from app.queries.agenda import agenda_of
from app.queries.participants import participations_of
from app.services.demo import draft
from tests.support.desk import AMARA
from tests.support.world import START


def test_its_agenda_is_too_long_and_nobody_knows_the_way_in(app):
    draft.load(actor=AMARA, now=START)
    event = db.session.query(Event).one()
    assert (event.state, event.meeting_url) == (EventState.DRAFT, "")
    assert (event.starts_at - START).days == draft.DAYS_AHEAD
    assert sum(item.minutes for item in agenda_of(event.id)) == event.minutes + 5
    assert [one.state for one in participations_of(event.id)] == [
        ParticipationState.ACCEPTED,
        ParticipationState.INVITED,
        ParticipationState.ACCEPTED,
    ]
