"""An organisation known under a like name is offered before a second record of it is made (O2, P8)."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Organisation, OrganisationAlias
from app.queries.participants import organisers_of
from tests.support import desk, partners

PAGE = "/desk/events/twelve-reefs/organisations"
QUESTION = "Did you mean one of these?"


@pytest.fixture
def event(app, amara, chie):
    theirs = desk.event("theirs", state=EventState.PUBLISHED, team={Role.LEAD: chie})
    known = partners.organiser(theirs, "International Council of Reef Studies", "lead").organisation
    known.short_name = "ICRS"
    known.aliases.append(OrganisationAlias(organisation_id=known.id, name="Conseil des récifs"))
    partners.organiser(desk.event("hidden", team={Role.LEAD: chie}), "Secret Sea Society")
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def add(client, name, **more):
    return client.post(PAGE, data={"name": name, "role": "partner"} | more)


@pytest.mark.parametrize(
    "name",
    [
        "ICRS",
        "icrs",
        "Conseil des recifs",
        "Council of Reef Studies",
        "International Council for Reef Studie",
    ],
)
def test_a_like_name_is_asked_and_the_known_record_taken(organiser, event, name):
    asked = add(organiser, name)
    assert (asked.status_code, QUESTION in asked.text) == (422, True)
    assert "International Council of Reef Studies (ICRS)" in asked.text
    assert add(organiser, name, known="international-council-of-reef-studies").status_code == 303
    [row] = organisers_of(event.id)
    assert row.organisation.name == "International Council of Reef Studies"


def test_another_one_is_made_where_a_human_says_so(organiser, event):
    assert add(organiser, "ICRS", known="new").status_code == 303
    assert db.session.query(Organisation).filter_by(name="ICRS").count() == 1


def test_the_name_itself_asks_nothing(organiser, event):
    assert add(organiser, "international council of reef studies").status_code == 303
    assert db.session.query(Organisation).count() == 2


@pytest.mark.parametrize("name", ["Reef", "Council of Europe", "Ocean Trust", "Sec", "Secret Sea"])
def test_nothing_is_asked_of_another_name_or_told_of_a_draft_of_others(organiser, event, name):
    assert add(organiser, name).status_code == 303


def test_a_choice_that_was_not_offered_is_asked_again(organiser, event):
    assert add(organiser, "ICRS", known="secret-sea-society").status_code == 422
    assert add(organiser, "Ocean Trust", known="secret-sea-society").status_code == 303
    assert [row.organisation.name for row in organisers_of(event.id)] == ["Ocean Trust"]
