"""What somebody who takes part still owes, and the one mail a day that asks for it."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import ParticipationState as State
from app.domain.people.consent import ConsentKind, choices
from app.extensions import db
from app.models import TechCheck
from app.queries import speaking as desks
from app.queries.participants import participations_of
from app.services.speakers import consents, invitations, outstanding
from app.services.speakers import links as speaker_links
from tests.support import desk, library, participants, speaking
from tests.support.attendees import queued
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(days=1)


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(event):
    """The link of Chie, who has accepted and done nothing else."""
    link = speaking.invited(event)
    link.participation.state = State.ACCEPTED
    db.session.commit()
    return link


def owed(event):
    found = outstanding.of_event(event, participations_of(event.id), now=START)
    names = {one.id: one.name_printed.split()[0] for one in participations_of(event.id)}
    return {names[key]: value for key, value in found.items()}


def offer_a_slot(event):
    slot = TechCheck(key="free", event_id=event.id, starts_at=START + timedelta(days=3), minutes=15)
    db.session.add(slot)
    db.session.flush()


def remind(event, now=LATER, **more):
    return outstanding.remind(event, actor=AMARA, now=now, **more)


def test_everything_is_owed_in_the_order_in_which_it_is_asked_for(event, link):
    assert owed(event) == {"Chie": ["profile", "consents"]}
    offer_a_slot(event)
    library.material(event, participation_id=link.participation_id)
    assert owed(event) == {"Chie": ["profile", "consents", "slides", "tech_check"]}


def test_what_is_done_is_owed_no_longer(event, link):
    offer_a_slot(event)
    participants.check_for(event, link.participation)
    answers = {kind: choices(kind)[0] for kind in ConsentKind}
    consents.say(event, link, answers=answers, by="Chie", language="en", now=START)
    link.confirmed_at = START
    assert owed(event) == {}


def test_who_has_not_answered_owes_the_answer_alone_and_who_does_not_come_nothing(event):
    speaking.invited(event)
    speaking.invited(event, "Bo", "bo@example.org").participation.state = State.DECLINED
    participants.takes_part(event)  # never had a link, so was never asked
    assert owed(event) == {"Chie": ["answer"]}


def test_the_debts_of_one_person_follow_from_what_their_desk_shows(event, link):
    shown = desks.desks_of(event.id, now=START)[link.participation_id]
    assert outstanding.debts(link.participation, shown, {}) == ["profile", "consents"]
    link.participation.state = State.DECLINED
    assert outstanding.debts(link.participation, shown, {}) == []


def test_each_is_written_to_once_a_day_about_what_they_owe(event, link):
    speaking.invited(event, "Bo", "bo@example.org")
    assert (remind(event), remind(event, now=LATER + timedelta(hours=1))) == (2, 0)
    assert [(row.kind, row.to_email) for row in queued() if row.due_at == LATER] == [
        ("speaker_owes", "chie@example.org"),
        ("speaker_reminder", "bo@example.org"),
    ]
    assert remind(event, now=LATER + timedelta(days=1)) == 2


def test_only_those_who_owe_this_are_written_to(event, link):
    speaking.invited(event, "Bo", "bo@example.org")
    assert (remind(event, only=outstanding.CHECK), remind(event, only=outstanding.ANSWER)) == (0, 1)


def test_nobody_without_an_address_or_with_an_ended_link_is_written_to(event, link):
    speaking.invited(event, "Bo", None)
    speaker_links.revoke(link, now=START)
    assert remind(event) == 0


def test_after_the_event_nobody_is_asked_for_anything(event, link):
    with pytest.raises(invitations.EventIsOver):
        remind(event, now=event.starts_at)
