"""Proposals touched twice at the same moment: the first answer holds, nobody is proposed twice (O5)."""

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.access import Role
from app.extensions import db
from app.models import PartnerLink, ProposalState, SpeakerProposal
from app.services.partners import links as partner_links
from app.services.speakers import proposals
from tests.support import desk, partners
from tests.support.at_once import at_once
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
