"""The profile that somebody keeps by their own link: what reaches the event, and what the record."""

import pytest

from app.domain.access import Role
from app.domain.clocks.zones import ZoneRefused
from app.domain.lifecycle import EventState
from app.domain.people.affiliation import AffiliationGiven
from app.services import tokens
from app.services.partners.affiliations import TooManyAffiliations, given_of
from app.services.partners.organisation_records import NameNeeded
from app.services.speakers import links, profiles
from tests.support import desk, participants, speaking
from tests.support.desk import AMARA, history
from tests.support.world import START

REEF, SEAS = AffiliationGiven("Reef Lab", "director", "PE"), AffiliationGiven("Open Seas")


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(event):
    return speaking.invited(event)


@pytest.fixture
def to(link):
    return writer(link)


def writer(link, purpose=links.MAILED):
    opened = links.open_link(tokens.token_for(purpose, link.token_salt), now=START)
    return profiles.writer(opened, now=START)


def elsewhere(link):
    """Let the person take part in another event, too."""
    other = desk.event("other")
    part = participants.takes_part(
        other, link.participation.name_printed, email=link.participation.person.email
    )
    assert part.person is link.participation.person


def test_a_change_reaches_the_event_and_the_record(to):
    assert (to.to_event, to.to_record, to.part, to.person.name, to.actor.name) == (
        True,
        True,
        to.link.participation,
        "Chie Tanabe",
        "Chie Tanabe",
    )


@pytest.mark.parametrize("state", [EventState.HELD, EventState.ARCHIVED])
def test_the_page_of_an_event_that_was_held_stays_as_it_was(event, link, state):
    event.state = state
    to = writer(link)
    profiles.save_bio(to, "Counts reefs.")
    assert (to.to_event, to.person.bio, to.part.bio) == (False, "Counts reefs.", "")


def test_a_link_that_came_by_hand_does_not_write_a_record_of_others(link):
    assert writer(link, links.BY_HAND).to_record is True
    elsewhere(link)
    to = writer(link, links.BY_HAND)
    profiles.save_bio(to, "Counts reefs.")
    assert (to.to_record, to.person.bio, to.part.bio) == (False, "", "Counts reefs.")
    assert writer(link).to_record is True


def test_who_takes_part_elsewhere_has_a_record_that_is_shared(link):
    opened = links.open_link(tokens.token_for(links.MAILED, link.token_salt), now=START)
    assert profiles.is_shared(opened) is False
    elsewhere(link)
    assert profiles.is_shared(opened) is True


def test_a_name_is_printed_as_its_owner_wants_and_the_former_one_stays_findable(to):
    profiles.save_name(to, name="Chie Mori", honorific="Prof.", pronouns="she/her")
    assert (to.part.name_printed, to.person.name, [one.name for one in to.person.aliases]) == (
        "Prof. Chie Mori",
        "Chie Mori",
        ["Chie Tanabe"],
    )
    assert profiles.bare_name(to.part) == "Chie Mori"
    profiles.save_name(to, name="Chie Mori", honorific="Prof.", with_honorific=False)
    assert (to.part.name_printed, to.person.honorific, len(to.person.aliases)) == ("Chie Mori", "Prof.", 1)
    with pytest.raises(NameNeeded):
        profiles.save_name(to, name=" ")


def test_how_a_name_is_said_is_kept_and_what_stood_there_is_told(to):
    assert profiles.save_saying(to, pronunciation="chee-eh", voice_key="voices/a.webm") == {""}
    assert profiles.save_saying(to, pronunciation="CHEE-eh") == {"voices/a.webm"}
    assert (to.part.voice_key, to.person.voice_key, to.part.pronunciation) == (
        "voices/a.webm",
        "voices/a.webm",
        "CHEE-eh",
    )
    assert profiles.save_saying(to, pronunciation="", voice_key="") == {"voices/a.webm"}
    assert (to.part.voice_key, to.person.voice_key) == ("", "")


def test_affiliations_are_kept_whole_and_shown_without_those_meant_for_elsewhere(to):
    profiles.save_affiliations(to, [REEF, SEAS], elsewhere=[SEAS])
    assert (given_of(to.part), profiles.present(to.person)) == ([REEF], [REEF, SEAS])
    profiles.save_affiliations(to, [SEAS])
    assert (given_of(to.part), profiles.present(to.person)) == ([SEAS], [SEAS])
    with pytest.raises(TooManyAffiliations):
        profiles.save_affiliations(to, [REEF] * 13)


def test_a_place_is_private_and_a_foreign_link_fills_only_what_is_empty(link, to):
    place = {"country": "JP", "zone": "Asia/Tokyo", "language": "ja", "spoken": ["ja", "en"]}
    profiles.save_place(to, **place, gender="woman")
    assert (to.person.zone, to.person.languages, to.person.gender) == ("Asia/Tokyo", ["ja", "en"], "woman")
    with pytest.raises(ZoneRefused):
        profiles.save_place(to, **place | {"zone": "Asia/Atlantis"})
    elsewhere(link)
    profiles.save_place(writer(link, links.BY_HAND), **place | {"country": "US"}, gender="man")
    assert (to.person.country, to.person.gender) == ("JP", "woman")


def test_a_bio_is_kept_on_both_and_the_history_says_so(event, to):
    profiles.save_bio(to, "Counts reefs.")
    assert (to.part.bio, to.person.bio) == ("Counts reefs.", "Counts reefs.")
    assert ("people.bio", "", "Counts reefs.") in history(event)


def test_the_room_for_a_bio_is_the_event_s_choice(event):
    old = event.bio_most
    profiles.limit_bios(event, most=200, actor=AMARA, now=START)
    assert (event.bio_most, history(event)) == (200, [("bio_most", str(old), "200")])


def test_a_photo_is_shown_and_taken_away_without_its_name_in_the_history(event, to):
    assert profiles.save_photo(to, "photos/a") == {""}
    assert profiles.save_photo(to, "") == {"photos/a"}
    assert [row for row in history(event) if row[0] == "people.photo"] == [
        ("people.photo", "False", "True"),
        ("people.photo", "True", "False"),
    ]


def test_every_step_that_is_done_or_skipped_is_missing_no_longer(link, to):
    assert profiles.missing(link) == list(profiles.STEPS)
    profiles.save_needs(to, needs="A ramp", phone="+81 3")
    assert (link.needs, link.phone) == ("A ramp", "+81 3")
    profiles.save_bio(to, "")
    assert link.steps_done == ["bio", "needs"]
    for step in ("name", "saying", "affiliations", "place"):
        profiles.skip(to, step)
    assert (profiles.missing(link), link.confirmed_at) == (["photo"], None)
    profiles.skip(to, "photo")
    assert (profiles.missing(link), link.confirmed_at) == ([], START)


def test_confirming_shows_what_the_record_holds_where_the_event_shows_nothing(event, link, to):
    to.person.bio, to.person.photo_key, to.person.pronouns = "Counts reefs.", "photos/a", "she/her"
    profiles.save_affiliations(to, [REEF], elsewhere=[REEF])
    to.part.pronouns = "they/them"
    profiles.confirm(to)
    assert (to.part.bio, to.part.photo_key, to.part.pronouns, given_of(to.part)) == (
        "Counts reefs.",
        "photos/a",
        "they/them",
        [REEF],
    )
    assert (link.confirmed_at, profiles.missing(link)) == (START, [])


def test_a_record_is_known_once_it_says_where_who_and_what(to):
    assert profiles.is_known(to.person) is False
    profiles.save_affiliations(to, [REEF])
    profiles.save_bio(to, "Counts reefs.")
    assert profiles.is_known(to.person) is False
    to.person.zone = "Asia/Tokyo"
    assert profiles.is_known(to.person) is True
