"""The side event that Sidestage was made for stands as its public record gives it, and no more."""

from datetime import UTC, datetime

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Edition, Event, Material, Summary
from app.queries.agenda import agenda_of
from app.queries.participants import organisers_of, participations_of
from app.services.demo import records, sti_forum
from tests.support.desk import AMARA
from tests.support.world import START


def test_it_is_archived_with_everything_that_the_record_states(app):
    sti_forum.load(actor=AMARA, now=START)
    record = records.read("sti-forum-2023")
    [event] = db.session.query(Event)
    assert (event.slug, event.state, event.registration_open) == (sti_forum.SLUG, EventState.ARCHIVED, False)
    assert (event.starts_at, event.zone, event.title) == (
        datetime(2023, 5, 2, 14, 0, tzinfo=UTC),
        "America/New_York",
        record["title"],
    )
    assert db.session.query(Edition).one().slug == sti_forum.EDITION_SLUG
    assert [one.name for one in organisers_of(event.id)] == [one["name"] for one in record["organisations"]]
    assert [one.name_printed for one in participations_of(event.id)] == [
        one["name"] for one in record["people"]
    ]
    assert len(agenda_of(event.id)) == len(record["agenda"])
    assert [one.kind.value for one in db.session.query(Material)] == [
        one["kind"] for one in record["materials"]
    ]
    summary = db.session.query(Summary).one()
    assert [one["heading"] for one in summary.key_issues] == [
        one["heading"] for one in record["summary"]["key_issues"]
    ]


def test_what_the_record_does_not_state_is_not_made_up(app):
    sti_forum.load(actor=AMARA, now=START)
    event = db.session.query(Event).one()
    assert (event.lead_not_recorded, event.people_may_be_incomplete) == (True, True)
    assert {one.minutes for one in agenda_of(event.id)} == {
        one.get("minutes", one.get("duration_min")) for one in records.read("sti-forum-2023")["agenda"]
    }
    zones = [one.get("zone") for one in records.read("sti-forum-2023")["people"]]
    assert [one.person.zone for one in participations_of(event.id)] == zones
    assert None in zones
