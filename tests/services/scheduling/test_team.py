"""Who works on an event's desk: one role each, and always somebody who may do everything."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Account, TeamMember
from app.services.calendars import team_entries
from app.services.scheduling import team
from tests.support.at_once import at_once
from tests.support.attendees import public_event
from tests.support.desk import AMARA, history
from tests.support.world import START

BO = "bo@example.org"


@pytest.fixture
def event(app, amara):
    return public_event(team={Role.LEAD: amara})


def add(event, email, role):
    return team.add_member(event, email=email, role=role, actor=AMARA, now=START)


def remove(event, email):
    team.remove_member(event, email=email, actor=AMARA, now=START)


def roles(event):
    return [(one.account.email, one.role) for one in team.members_of(event.id)]


def test_an_address_known_or_new_gets_a_role_and_another_one(event):
    add(event, " Bo@Example.org", Role.PRODUCER)
    add(event, BO, Role.PRODUCER)
    add(event, BO, Role.CO_ORGANISER)
    assert roles(event) == [("amara@example.org", Role.LEAD), (BO, Role.CO_ORGANISER)]
    assert history(event) == [
        ("team", "", "bo@example.org: producer"),
        ("team", "bo@example.org: producer", "bo@example.org: co_organiser"),
    ]
    assert db.session.query(Account).filter_by(email=BO).count() == 1


def test_the_last_lead_stays(event):
    for leaving in (
        lambda: remove(event, "amara@example.org"),
        lambda: add(event, "amara@example.org", Role.PRODUCER),
    ):
        with pytest.raises(team.LastLead) as refusal:
            leaving()
    assert (refusal.value.field, roles(event)) == ("role", [("amara@example.org", Role.LEAD)])
    add(event, BO, Role.LEAD)
    remove(event, "amara@example.org")
    assert roles(event) == [(BO, Role.LEAD)]


def test_who_leaves_loses_the_calendar_entry_that_they_asked_for(event):
    add(event, BO, Role.PRODUCER)
    team_entries.want(event, email=BO, name="Bo", locale="en", wanted=True, now=START)
    remove(event, "BO@example.org")
    assert (team_entries.wants(event, email=BO, name="Bo"), history(event)[-1]) == (
        False,
        ("team", "bo@example.org: producer", ""),
    )


@pytest.mark.parametrize("email", ["nobody@example.org", BO])
def test_removing_who_is_not_there_changes_nothing(event, bo, email):
    assert bo.account.email == BO  # an account, of another event
    remove(event, email)
    assert history(event) == []


def test_a_double_click_makes_one_member(app, event):
    number = event.id

    def job():
        add(db.session.get_one(type(event), number), BO, Role.PRODUCER)

    at_once(app, [job] * 4, workers=4)
    assert db.session.query(TeamMember).count() == 2
