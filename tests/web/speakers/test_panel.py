"""The balance of the panel on the people page, and where its facts come from (row P9)."""

import re

import pytest

from app.domain.access import Role
from app.domain.lifecycle import ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import OrganiserRole
from app.services.partners import organisations
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START

PEOPLE = "/desk/events/twelve-reefs/people"


@pytest.fixture
def event(app):
    return desk.event(team={Role.LEAD: AMARA})


def sums(page):
    found = re.search(r"Balance of the panel</summary>(.*?)</details>", page, re.DOTALL)[1]
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found)


def speaker(event, name, gender="", **more):
    part = speaking.somebody(event, name, None, **more)
    part.person.gender = gender
    db.session.commit()
    return part


def test_unknown_is_shown_as_unknown(client, sign_in, event):
    speaker(event, "Ana")
    sign_in(client, AMARA)
    assert sums(client.get(PEOPLE).text) == [
        ("Regions", "Unknown: 1"),
        ("Sectors", "Unknown: 1"),
        ("Genders, as people say", "Not said, or fewer than three: 1"),
    ]


def test_sums_of_those_on_stage(client, sign_in, event):
    at = [AffiliationGiven("Dry Field Institute", "", "KE")]
    for number in range(3):
        speaker(event, f"Person {number}", "woman", affiliations=at)
    speaker(event, "A man", "man").person.country = "JP"
    speaker(event, "Interpreter", "man", roles=["interpreter"])
    speaker(event, "Away", "man", state=ParticipationState.DECLINED)
    organisations.add_organiser(
        event, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
    )
    sign_in(client, AMARA)
    address = "/desk/events/twelve-reefs/organisations/dry-field-institute/edit"
    saved = client.submit(address, {"sector": "academia"}, button="Save")
    assert saved.status_code == 303
    page = client.get(PEOPLE).text
    assert sums(page) == [
        ("Regions", "Africa: 3 · Asia: 1"),
        ("Sectors", "Universities and research: 3 · Unknown: 1"),
        ("Genders, as people say", "Women: 3 · Not said, or fewer than three: 1"),
    ]
    rows = page.split("Balance of the panel")[0]
    assert [word for word in ("woman", "Women", "Gender") if word in rows] == []


def test_a_speaker_says_it_or_not_and_gets_it_back(client, event):
    link = speaking.invited(event)
    page = speaking.page_of(link)
    assert client.submit(f"{page}/profile/place", {"gender": "woman"}).status_code == 303
    assert link.participation.person.gender == "woman"
    assert client.submit(f"{page}/profile/place", {"gender": ""}).status_code == 303
    assert link.participation.person.gender == ""


def test_no_desk_page_tells_what_one_person_said(client, sign_in, event):
    link = speaking.invited(event)
    link.participation.person.gender = "other"
    other = speaker(event, "chie tanabe", "woman").person
    sign_in(client, AMARA)
    for path in (
        f"{PEOPLE}/chie-tanabe/edit",
        f"{PEOPLE}/people.csv",
        "/desk/people/chie-tanabe",
        f"/desk/people/chie-tanabe/merge/{other.slug}",
    ):
        answer = client.get(path)
        assert (path, answer.status_code, "ender" in answer.text) == (path, 200, False)


def test_a_kind_that_others_recorded_stays(client, sign_in, event):
    for one in (event, desk.event("foreign", team={Role.LEAD: BO})):
        organisations.add_organiser(
            one, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
        )
    sign_in(client, AMARA)
    address = "/desk/events/twelve-reefs/organisations/dry-field-institute/edit"
    assert client.submit(address, {"sector": "academia"}, button="Save").status_code == 303
    refused = client.submit(address, {"sector": "business"}, button="Save")
    assert (refused.status_code, "so this stays as it is" in refused.text) == (422, True)
