"""Who of an event's team is written to."""

from app.domain.access import Action, Role
from app.services.mail.team import tell_team
from tests.support import desk
from tests.support.attendees import queued
from tests.support.world import START


def test_leads_and_producers_are_told_once_and_leads_alone_of_what_they_decide(app, amara, bo, chie):
    team = {Role.LEAD: amara, Role.PRODUCER: bo, Role.CO_ORGANISER: chie}
    event = desk.event(team=team)
    for _ in range(2):
        tell_team(event.id, kind="speaker_proposed", mark="7", payload={"proposal_id": 7}, now=START)
    tell_team(event.id, kind="signed", mark="8", now=START, who_may=Action.PUBLISH)
    assert [(row.kind, row.to_email, row.to_name, row.payload) for row in queued(event_id=event.id)] == [
        ("speaker_proposed", amara.email, amara.name, {"proposal_id": 7}),
        ("speaker_proposed", bo.email, bo.name, {"proposal_id": 7}),
        ("signed", amara.email, amara.name, {}),
    ]
