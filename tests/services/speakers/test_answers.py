"""Yes, no, not sure, or "ask this person instead": what an answer changes, and whom it tells."""

from datetime import date, timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.domain.lifecycle import ParticipationState as State
from app.extensions import db
from app.models import Event, Participation, SpeakerLink
from app.queries.participants import participations_of
from app.services.partners.organisation_records import NameNeeded
from app.services.speakers import answers, tech_checks
from app.services.speakers.invitations import EventIsOver
from tests.support import desk, participants, speaking
from tests.support.at_once import at_once
from tests.support.attendees import queued
from tests.support.desk import AMARA, history
from tests.support.world import START

WINDOWS = 6
LATER = START + timedelta(days=2)


@pytest.fixture
def event(app, amara, bo):
    return desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


@pytest.fixture
def link(event):
    return speaking.invited(event)


def answer(event, link, state, now=LATER, **more):
    answers.answer(event, link, state=state, now=now, **more)


def instead(event, link, name="Dov Levi", email="dov@example.org", now=LATER, **more):
    return answers.propose_substitute(event, link, name=name, email=email, now=now, **more)


def told():
    return [row.to_email for row in queued(kind=answers.ANSWERED)]


def test_a_yes_is_kept_with_its_word_and_nobody_is_bothered(event, link):
    answer(event, link, State.ACCEPTED, note="Gladly.")
    assert (link.participation.state, link.answered_at, link.answer_note) == (
        State.ACCEPTED,
        LATER,
        "Gladly.",
    )
    assert (told(), history(event)[-1]) == (
        [],
        ("people.state", "Chie Tanabe: invited", "Chie Tanabe: accepted"),
    )


def test_a_no_tells_the_team_once_and_gives_the_tech_check_back(event, link):
    answer(event, link, State.ACCEPTED)
    participants.check_for(event, link.participation)
    for _ in range(2):
        answer(event, link, State.DECLINED, note="I am at sea.")
    assert (told(), tech_checks.of(link.participation)) == (["amara@example.org"], None)


def test_not_sure_promises_a_day_between_today_and_the_event(event, link):
    for day in (date(2027, 3, 1), date(2027, 3, 12)):
        with pytest.raises(answers.PromiseNotInTime) as refusal:
            answer(event, link, State.TENTATIVE, promised_by=day)
    assert (refusal.value.field, link.participation.state) == ("promised_by", State.INVITED)
    answer(event, link, State.TENTATIVE, promised_by=date(2027, 3, 11))
    assert (link.participation.state, link.promised_by) == (State.TENTATIVE, date(2027, 3, 11))
    answer(event, link, State.ACCEPTED, promised_by=date(2027, 3, 11))
    assert link.promised_by is None


@pytest.mark.parametrize("change", [{"state": EventState.CANCELLED}, {"starts_at": LATER}])
def test_after_the_beginning_or_a_cancellation_an_answer_is_too_late(event, link, change):
    for name, value in change.items():
        setattr(event, name, value)
    for refused in (
        lambda: answer(event, link, State.ACCEPTED),
        lambda: instead(event, link),
    ):
        with pytest.raises(answers.AnswerTooLate):
            refused()
    assert link.participation.state is State.INVITED


def test_who_has_been_replaced_does_not_answer_any_more(event, link):
    link.participation.state = State.REPLACED
    db.session.commit()
    with pytest.raises(answers.AnswerTooLate):
        answer(event, link, State.ACCEPTED)


def test_whom_somebody_names_is_proposed_in_their_roles_and_the_organisers_decide(event, link):
    link.participation.roles = ["chair", "speaker"]
    db.session.commit()
    dov = instead(event, link, note="She knows more.")
    assert (dov.state, dov.roles, dov.person.email) == (
        State.PROPOSED,
        ["chair", "speaker"],
        "dov@example.org",
    )
    assert (link.participation.state, link.substitute_id, link.answer_note) == (
        State.DECLINED,
        dov.id,
        "She knows more.",
    )
    assert (answers.proposal_of(dov), told()) == (link, ["amara@example.org"])


def test_another_name_takes_the_place_of_the_first(event, link):
    instead(event, link)
    instead(event, link, "Ana Li", "ana@example.org", now=LATER + timedelta(hours=1))
    assert [one.name_printed for one in participations_of(event.id)] == ["Chie Tanabe", "Ana Li"]
    assert len(told()) == 2


def test_nobody_proposes_themselves_or_somebody_who_is_there(event, link):
    participants.takes_part(event)
    with pytest.raises(answers.SubstituteIsYou) as refusal:
        instead(event, link, email="CHIE@example.org")
    assert refusal.value.field == "email"
    with pytest.raises(answers.SubstituteNotTaken) as refusal:
        instead(event, link, "Eve", participants.EVE)
    assert refusal.value.field == "name"
    with pytest.raises(NameNeeded):
        instead(event, link, " ")
    assert (link.participation.state, told()) == (State.INVITED, [])


def test_the_organisers_put_the_proposed_person_in_the_other_s_place(event, link):
    speaking.talk(event, link)
    participants.takes_part(event)
    chie, dov = link.participation, instead(event, link)
    assert answers.confirm_substitute(event, dov, actor=AMARA, now=LATER) is chie
    db.session.expire_all()
    assert [(one.name_printed, one.state) for one in participations_of(event.id)] == [
        ("Dov Levi", State.INVITED),
        ("Chie Tanabe", State.REPLACED),
        ("Eve Okoro", State.ACCEPTED),
    ]
    assert [row.to_email for row in queued(kind="speaker_invitation")][-1] == "dov@example.org"
    items = db.session.get_one(Participation, dov.id)
    assert answers.people.items_with(items) == ["Reefs at night"]


def test_a_proposal_is_decided_once_and_before_the_event(event, link):
    dov = instead(event, link)
    with pytest.raises(EventIsOver):
        answers.confirm_substitute(event, dov, actor=AMARA, now=event.starts_at)
    answers.confirm_substitute(event, dov, actor=AMARA, now=LATER)
    assert answers.proposal_of(dov) is None
    with pytest.raises(answers.NobodyProposed):
        answers.confirm_substitute(event, dov, actor=AMARA, now=LATER)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED])
def test_the_same_answer_from_six_windows_is_one_answer(app, event, link, state):
    """One link in several windows, answered at the same moment: one line in the history, one mail."""
    link_id, event_id = link.id, event.id

    def job():
        found, of = db.session.get_one(SpeakerLink, link_id), db.session.get_one(Event, event_id)
        answers.answer(of, found, state=state, now=START)

    at_once(app, [job] * WINDOWS, workers=WINDOWS)
    assert db.session.get_one(SpeakerLink, link_id).participation.state is state
    changes = [new for field, _old, new in history(event) if field == "people.state"]
    assert changes.count(f"Chie Tanabe: {state}") == 1
    assert len(told()) == (1 if state is State.DECLINED else 0)
