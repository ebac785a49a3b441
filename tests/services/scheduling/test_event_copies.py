"""An event held again: a draft with what was wished for, and nothing that anybody said before."""

from datetime import datetime

import pytest

from app.domain.access import Role
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState, ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import Event, Registration, SpeakerLink
from app.queries.agenda import agenda_of
from app.queries.participants import organisers_of, participations_of
from app.services.partners import affiliations
from app.services.partners.affiliations import given_of
from app.services.scheduling.event_copies import CopyChoice, copy_event
from tests.support import participants, partners, speaking
from tests.support.attendees import public_event, register
from tests.support.desk import AMARA, history
from tests.support.world import START

NEXT_YEAR = promise(wall_start=datetime(2028, 3, 9, 10, 0), zone="Africa/Lagos", minutes=90)  # noqa: DTZ001


@pytest.fixture
def event(app, amara):
    """A public event with an organisation, a speaker in the agenda, somebody who declined, a registration."""
    made = public_event(team={Role.LEAD: amara}, aim="See reefs.", languages=["en", "fr"], capacity=30)
    partners.organiser(made, "Dry Field Institute", "lead")
    link = speaking.invited(made)
    affiliations.write(link.participation, [AffiliationGiven("Reef Lab", "director", "JP")])
    link.participation.state = ParticipationState.ACCEPTED
    speaking.talk(made, link)
    participants.takes_part(made, "Away", ParticipationState.DECLINED, None)
    register(made)
    return made


def copy(event, key="form-1", **wish):
    choice = CopyChoice(title="Thirteen reefs", **wish)
    return copy_event(event, wish=choice, creation_key=key, actor=AMARA, now=START)


def test_the_copy_is_a_draft_of_its_own_with_everything_that_can_be_the_same(event):
    made, is_new = copy(event, time=NEXT_YEAR)
    assert (is_new, made.state, made.published_at, made.title) == (
        True,
        EventState.DRAFT,
        None,
        "Thirteen reefs",
    )
    assert (made.aim, made.languages, made.capacity, made.wall_start) == (
        "See reefs.",
        ["en", "fr"],
        30,
        NEXT_YEAR.wall_start,
    )
    assert [(one.name, one.role.value) for one in organisers_of(made.id)] == [("Dry Field Institute", "lead")]
    assert [(one.name_printed, one.state, given_of(one)) for one in participations_of(made.id)] == [
        ("Chie Tanabe", ParticipationState.PROPOSED, [AffiliationGiven("Reef Lab", "director", "JP")])
    ]
    assert [(one.title, len(one.speakers)) for one in agenda_of(made.id)] == [
        ("Welcome", 0),
        ("Reefs at night", 1),
    ]
    assert history(made)[1] == ("copied_from", "", "Twelve reefs")


def test_nothing_that_somebody_said_or_holds_comes_along(event):
    made, _ = copy(event)
    assert (made.meeting_url, made.seats_taken, made.uid == event.uid, made.slug == event.slug) == (
        "",
        0,
        False,
        False,
    )
    assert db.session.query(Registration).filter_by(event_id=made.id).count() == 0
    parts = [one.id for one in participations_of(made.id)]
    assert db.session.query(SpeakerLink).filter(SpeakerLink.participation_id.in_(parts)).count() == 0


def test_what_is_not_wished_for_stays_where_it_is(event):
    made, _ = copy(event, organisations=False, people=False, agenda=False, settings=False)
    assert (organisers_of(made.id), participations_of(made.id), agenda_of(made.id)) == ([], [], [])
    assert (made.capacity, made.languages, made.aim, made.wall_start) == (None, [], "See reefs.", None)


def test_an_agenda_without_its_people_keeps_its_items(event):
    made, _ = copy(event, people=False)
    assert [(one.title, len(one.speakers)) for one in agenda_of(made.id)] == [
        ("Welcome", 0),
        ("Reefs at night", 0),
    ]


def test_a_change_of_the_copy_leaves_the_first_as_it_was(event):
    made, _ = copy(event)
    made.languages.append("es")
    made.languages = list(made.languages)
    db.session.flush()
    db.session.refresh(event)
    assert event.languages == ["en", "fr"]


def test_the_same_form_sent_twice_makes_one_copy(event):
    first, _ = copy(event)
    again, is_new = copy(event)
    assert (again is first, is_new, db.session.query(Event).count()) == (True, False, 2)
