"""Everything that is kept about a speaker, handed out to whoever holds the link."""

import json
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.consent import ConsentKind
from app.services import tokens
from app.services.people_records.data import personal_data
from app.services.speakers import consents, links, profiles
from tests.support import desk, files, library, participants, speaking
from tests.support.world import START


@pytest.fixture
def link(app, amara):
    """The link of Chie, who has told and done everything that one can."""
    event = desk.event(team={Role.LEAD: amara})
    link = speaking.invited(event)
    speaking.talk(event, link)
    link.participation.state = "accepted"
    participants.check_for(event, link.participation)
    to = profiles.writer(opened(link), now=START)
    profiles.save_affiliations(to, [AffiliationGiven("Reef Lab", "director", "JP")])
    profiles.save_bio(to, "Counts reefs.")
    profiles.save_needs(to, needs="A ramp", phone="+81 3")
    said = {ConsentKind.PUBLISH_SLIDES: "yes"}
    consents.say(event, link, answers=said, by="Chie Tanabe", language="ja", now=START)
    library.material(event, files.PDF, participation_id=link.participation_id)
    return link


def opened(link, purpose=links.MAILED):
    return links.open_link(tokens.token_for(purpose, link.token_salt), now=START)


def test_all_of_it_is_there_in_plain_json(link):
    data = personal_data(opened(link))
    assert json.loads(json.dumps(data)) == data
    assert (data["event"], data["person"]["email"], data["person"]["affiliations"]) == (
        "Twelve reefs",
        "chie@example.org",
        ["Reef Lab, director, JP"],
    )
    assert (data["part"]["roles"], data["part"]["items"], data["part"]["sentences"]) == (
        ["speaker"],
        ["Reefs at night"],
        "Counts reefs.",
    )
    assert (data["link"]["needs"], data["link"]["phone"]) == ("A ramp", "+81 3")
    assert [(one["kind"], one["choice"]) for one in data["consents"]] == [("publish_slides", "yes")]
    assert data["tech_check"]["starts_at"] == (START + timedelta(days=2)).isoformat()
    assert [one["file"] for one in data["slides"]] == ["slides.pdf"]
    assert ("people.bio", "Counts reefs.") in [(one["field"], one["new"]) for one in data["changes"]]
    assert [one["kind"] for one in data["mails"]][:2] == ["speaker_invitation", "speaker_reminder"]


def test_no_secret_of_the_link_is_in_it(link):
    text = json.dumps(personal_data(opened(link)))
    assert [one for one in (link.token_salt, link.token_hash, link.hand_hash) if one in text] == []


def test_a_link_that_came_by_hand_tells_this_event_s_part_alone(link):
    data = personal_data(opened(link, links.BY_HAND))
    assert (data["person"], data["part"]["name"]) == ({}, "Chie Tanabe")


def test_who_did_nothing_yet_has_little(app):
    data = personal_data(opened(speaking.invited(desk.event())))
    assert (data["tech_check"], data["slides"], data["consents"], data["calendar_entries"]) == (
        None,
        [],
        [],
        [],
    )
