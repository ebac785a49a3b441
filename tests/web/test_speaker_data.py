from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.affiliation import AffiliationGiven
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Consent
from app.services import speaker_data, speaker_links
from tests.support import desk, speaking


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(client, event):
    made = speaking.invited(event, affiliations=[AffiliationGiven("Reef Lab", "director")])
    page = speaking.page_of(made)
    client.post(f"{page}/answer", data={"do": "accept"})
    client.post(f"{page}/profile/needs", data={"needs": "Captions.", "phone": "+81 90 1234"})
    client.post(f"{page}/consents", data={"record": "yes"})
    return made


def fresh(link):
    db.session.expire_all()
    return db.session.get_one(type(link), link.id)


def test_everything_kept_is_handed_out_to_its_owner_without_secrets(client, link):
    answer = client.get(f"{speaking.page_of(link)}/data.json")
    told = answer.get_json()
    assert (told["person"]["email"], told["link"]["needs"], told["consents"][0]["choice"]) == (
        "chie@example.org", "Captions.", "yes",
    )  # fmt: skip
    assert [secret in answer.text for secret in (link.token_salt, link.token_hash, "Amara")] == [False] * 3
    hand = client.get(f"{speaking.page_of(link, speaker_links.BY_HAND)}/data.json").get_json()
    assert hand["person"] == {}


def test_erasing_ends_the_link_and_keeps_what_was_public(client, link, event):
    page = speaking.page_of(link)
    assert client.submit(f"{page}/erase").status_code == 303
    assert client.get(page).status_code == 410
    made = fresh(link)
    assert (made.needs, made.phone, made.participation.person.email) == ("", "", None)
    assert (made.participation.name_printed, len(made.participation.affiliations)) == ("Chie Tanabe", 1)
    assert db.session.query(Consent).count() == 1


def test_who_objects_is_a_speaker_and_nothing_else(client, link, event):
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.HELD, event.created_at
    link.participation.state = ParticipationState.SPOKE
    db.session.commit()
    client.submit(f"{speaking.page_of(link)}/erase", {"nameless": "y"})
    part = fresh(link).participation
    assert (part.name_printed, part.affiliations, part.person.name) == ("A speaker", [], "A speaker")
    page = client.get("/events/twelve-reefs").text
    assert ("Chie" in page, "Reef Lab" in page) == (False, False)
    assert client.get("/people/chie-tanabe").status_code == 404


def test_a_record_that_other_events_need_stays(client, link, amara):
    other = speaking.invited(desk.event("second", team={Role.LEAD: amara}))
    client.submit(f"{speaking.page_of(link)}/erase", {"nameless": "y"})
    person = fresh(other).participation.person
    assert (person.name, person.email) == ("Chie Tanabe", "chie@example.org")


def test_needs_and_telephone_go_after_their_time(link, event, clock):
    for days, kept in ((89, "Captions."), (91, "")):
        speaker_data.erase_old(now=event.ends_at + timedelta(days=days))
        db.session.commit()
        assert fresh(link).needs == kept
