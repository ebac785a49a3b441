"""Speakers whom an organisation proposes: who is told, what is bounded, and that the first answer holds."""

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.access import Role
from app.domain.errors import ReasonNeeded
from app.extensions import db
from app.models import PartnerLink, ProposalState, SpeakerProposal
from app.queries.participants import participations_of
from app.services.partners import links as partner_links
from app.services.speakers import proposals
from tests.support import desk, partners
from tests.support.at_once import at_once
from tests.support.attendees import queued
from tests.support.world import START


def test_a_yes_given_meanwhile_is_not_overwritten_by_taking_back(app, amara):
    event = desk.event(team={Role.LEAD: amara})
    made = partners.proposed(partners.asked(event))
    proposals.accept(event, made, invite=False, actor=desk.AMARA, now=START)
    db.session.commit()
    assert made.state is ProposalState.ACCEPTED
    set_committed_value(made, "state", ProposalState.WAITING)  # as the page read it before the yes
    with pytest.raises(proposals.AnsweredAlready):
        proposals.take_back(made)
    assert made.state is ProposalState.ACCEPTED


def test_the_same_person_proposed_from_six_windows_is_proposed_once(app, amara):
    link_id = partners.asked(desk.event(team={Role.LEAD: amara})).id
    refused = []

    def propose():
        link = db.session.get_one(PartnerLink, link_id)
        person = proposals.Proposed(
            name="Nour", email="nour@example.org", affiliation="", title="", role="panellist", note=""
        )
        try:
            actor = partner_links.actor_of(link)
            proposals.propose(link.organiser, person=person, actor=actor, now=START)
        except proposals.ProposedAlready:
            refused.append(1)

    at_once(app, [propose] * 6, workers=6)
    assert (db.session.query(SpeakerProposal).count(), len(refused)) == (1, 5)


@pytest.fixture
def link(app, amara, bo):
    return partners.asked(desk.event(team={Role.PRODUCER: amara, Role.CO_ORGANISER: bo}))


def told(kind):
    return [row.to_email for row in queued(kind=kind)]


def test_a_proposal_is_read_by_both_sides_and_tells_who_can_answer(link):
    event, organiser = partners.of(link)
    made = partners.proposed(link, email=" Nour@Example.org")
    assert (made.email, made.state, made.by) == (
        "nour@example.org",
        ProposalState.WAITING,
        "Ines Duarte (Open Seas)",
    )
    assert (proposals.of_organiser(organiser), proposals.of_event(event)) == ([made], [made])
    assert (proposals.count_waiting(event), told(proposals.PROPOSED)) == (1, ["amara@example.org"])
    other = desk.event("other")
    assert (proposals.of_event(other), proposals.count_waiting(other)) == ([], 0)


def test_the_same_person_waits_once(link):
    partners.proposed(link)
    with pytest.raises(proposals.ProposedAlready) as refusal:
        partners.proposed(link, email="NOUR@example.org")
    assert refusal.value.field == "email"


def test_what_waits_and_what_comes_in_a_day_is_bounded(link):
    """Each proposal is a mail to the team, also one that is taken back."""
    made = [partners.proposed(link, f"P{n}", f"p{n}@example.org") for n in range(proposals.MOST)]
    with pytest.raises(proposals.TooManyProposals):
        partners.proposed(link)
    proposals.take_back(made[0])
    proposals.take_back(made[0])
    assert (made[0].state, made[0].email) == (ProposalState.TAKEN_BACK, "")
    with pytest.raises(proposals.TooManyInADay):
        partners.proposed(link)


def test_a_yes_takes_the_person_into_the_event_and_asks_them(link):
    event, _ = partners.of(link)
    person = proposals.accept(event, partners.proposed(link), invite=True, actor=desk.AMARA, now=START)
    assert (person.name_printed, person.roles, person.state.value) == (
        "Nour Haddad",
        ["panellist"],
        "invited",
    )
    assert [row.organisation_name for row in person.affiliations] == ["Open Seas"]
    assert told("speaker_invitation") == ["nour@example.org"]
    assert (told(proposals.ANSWERED), proposals.count_waiting(event)) == (["ines@example.org"], 0)


def test_a_no_has_a_reason_and_the_address_is_forgotten(link):
    event, _ = partners.of(link)
    made = partners.proposed(link)
    with pytest.raises(ReasonNeeded):
        proposals.decline(event, made, reason="", actor=desk.AMARA, now=START)
    proposals.decline(event, made, reason="The panel is full.", actor=desk.AMARA, now=START)
    assert (made.state, made.answer, made.answered_by, made.email) == (
        ProposalState.DECLINED,
        "The panel is full.",
        "Amara Okafor",
        "",
    )
    assert (told(proposals.ANSWERED), participations_of(event.id)) == (["ines@example.org"], [])
    for again in (
        lambda: proposals.decline(event, made, reason="No.", actor=desk.AMARA, now=START),
        lambda: proposals.accept(event, made, invite=False, actor=desk.AMARA, now=START),
        lambda: proposals.take_back(made),
    ):
        with pytest.raises(proposals.AnsweredAlready):
            again()
