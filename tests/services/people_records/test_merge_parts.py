"""What hangs on a person moves to the record that stays; what an event printed stays as it was printed."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import SpeakerLink
from app.queries.participants import participations_of
from app.services.people_records.merge_journal import Journal
from app.services.people_records.merge_parts import becoming_one, move_all_parts, printed_twice
from app.services.speakers.people import items_with
from tests.support import desk, speaking

State = ParticipationState


@pytest.fixture
def reefs(app, amara):
    return desk.event("reefs", team={Role.LEAD: amara}, title="Reefs")


@pytest.fixture
def seeds(app, amara):
    return desk.event("seeds", team={Role.LEAD: amara}, title="Seeds")


def part(event, name, **more):
    return speaking.somebody(event, name, None, **more)


def printed(event):
    db.session.expire_all()
    return [(one.name_printed, one.person.name) for one in participations_of(event.id)]


def test_parts_in_other_events_move_and_keep_the_name_as_printed(reefs, seeds):
    kept, gone = part(reefs, "Ana Li"), part(seeds, "Anna Lee")
    concerned = move_all_parts(Journal(), kept.person, gone.person)
    assert concerned == [reefs.id, seeds.id]
    assert printed(seeds) == [("Anna Lee", "Ana Li")]


def test_two_parts_in_an_event_ahead_become_one_that_holds_what_both_held(reefs):
    kept = part(reefs, "Ana Li", roles=["speaker"])
    link = speaking.invited(reefs, "Anna Lee", None, roles=["chair"])
    gone = link.participation
    speaking.talk(reefs, link)
    kept.state, gone.state, gone.bio = State.DECLINED, State.ACCEPTED, "Counts reefs."
    db.session.commit()
    assert becoming_one(kept.person, gone.person) == ["Reefs"]
    move_all_parts(Journal(), kept.person, gone.person)
    assert printed(reefs) == [("Ana Li", "Ana Li")]
    assert (kept.roles, kept.state, kept.bio, items_with(kept)) == (
        ["chair", "speaker"],
        State.ACCEPTED,
        "Counts reefs.",
        ["Reefs at night"],
    )
    assert db.session.query(SpeakerLink.participation_id).scalar() == kept.id


@pytest.mark.parametrize("state", [EventState.HELD, EventState.ARCHIVED])
def test_both_stay_printed_in_an_event_that_was_held(reefs, state):
    kept, gone = part(reefs, "Ana Li"), part(reefs, "Anna Lee")
    reefs.state = state
    reefs.published_at = reefs.created_at
    db.session.commit()
    assert (printed_twice(kept.person, gone.person), becoming_one(kept.person, gone.person)) == (
        ["Reefs"],
        [],
    )
    move_all_parts(Journal(), kept.person, gone.person)
    assert printed(reefs) == [("Ana Li", "Ana Li"), ("Anna Lee", "Anna Lee")]


def test_who_is_in_different_events_is_nowhere_twice(reefs, seeds):
    kept, gone = part(reefs, "Ana Li").person, part(seeds, "Anna Lee").person
    assert (printed_twice(kept, gone), becoming_one(kept, gone)) == ([], [])
