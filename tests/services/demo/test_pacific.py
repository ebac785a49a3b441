"""The invented event across the date line: published, open for registration, partly signed."""

from app.domain.lifecycle import EventState, SignOffState
from app.extensions import db
from app.models import ClosedPeriod, Event
from app.queries.participants import organisers_of
from app.services.calendars import event_entries
from app.services.demo import pacific, records
from tests.support.desk import AMARA
from tests.support.world import START


def test_it_is_public_with_its_calendar_entry_and_its_forum_s_plenaries(app):
    pacific.load(actor=AMARA, now=START)
    event = db.session.query(Event).one()
    assert (event.slug, event.state, event.capacity) == (pacific.SLUG, EventState.PUBLISHED, 300)
    assert (event.registration_open, event_entries.current(event.id).sequence) == (True, 0)
    plenaries = records.read("pacific-2027")["forum"]["plenaries_local"]
    assert db.session.query(ClosedPeriod).count() == len(plenaries)


def test_each_organisation_stands_where_the_record_says(app):
    pacific.load(actor=AMARA, now=START)
    event = db.session.query(Event).one()
    states = [SignOffState(one.sign_off) for one in organisers_of(event.id)]
    told = [pacific.SIGN_OFFS[one["sign_off"]] for one in records.read("pacific-2027")["organisations"]]
    assert states == told
    assert {SignOffState.GIVEN, SignOffState.ASKED} <= set(states)
