import io
import re
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import Consent, EventChange, OutboxMessage
from app.services.retention import speakers as speaker_retention
from app.services.speakers import links as speaker_links
from tests.support import desk, speaking
from tests.support.attendees import deliver
from tests.support.sounds import WEBM


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
    gone = client.get(page)
    assert (gone.status_code, "the data behind it was erased" in gone.text) == (410, True)
    made = fresh(link)
    assert (made.needs, made.phone, made.participation.person.email) == ("", "", None)
    assert (made.participation.name_printed, len(made.participation.affiliations)) == ("Chie Tanabe", 1)
    assert db.session.query(Consent).count() == 1


def described(client, link):
    """Send all that stands beside the name on a public page."""
    page = speaking.page_of(link)
    client.post(
        f"{page}/profile/name", data={"name": "Chie Tanabe", "honorific": "Dr", "pronouns": "she/her"}
    )
    client.post(f"{page}/profile/bio", data={"bio": "Counts corals."})
    part = fresh(link).participation
    part.photo_key = part.person.photo_key = "photos/chie"
    db.session.commit()


def test_who_is_erased_before_the_event_was_public_never_appears_in_it(client, link, event):
    described(client, link)
    client.submit(f"{speaking.page_of(link)}/erase")
    part = fresh(link).participation
    assert (part.state, part.in_published_list) == (ParticipationState.DECLINED, False)
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    db.session.commit()
    page = client.get("/events/twelve-reefs").text
    assert [word in page for word in ("Chie", "she/her", "Counts corals")] == [False] * 3


def test_what_a_person_said_about_themselves_goes_also_where_their_name_stays(client, link, event):
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    described(client, link)
    client.submit(f"{speaking.page_of(link)}/erase")
    part = fresh(link).participation
    for one in (part, part.person):
        assert (one.bio, one.photo_key, one.honorific, one.pronouns) == ("", "", "", "")
    page = client.get("/events/twelve-reefs").text
    assert [word in page for word in ("Chie Tanabe", "she/her", "Counts corals")] == [True, False, False]


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
        speaker_retention.erase_old(now=event.ends_at + timedelta(days=days))
        db.session.commit()
        assert fresh(link).needs == kept


def test_an_export_holds_the_new_parts_of_a_profile_too(client, link):
    page = speaking.page_of(link)
    client.post(
        f"{page}/profile/name", data={"name": "Chie Tanabe", "honorific": "Dr", "pronouns": "she/her"}
    )
    client.post(f"{page}/profile/place", data={"zone": "", "spoken": "Japanese", "language": ""})
    told = client.get(f"{page}/data.json").get_json()
    assert (told["person"]["honorific"], told["person"]["languages"], told["part"]["pronouns"]) == (
        "Dr", ["ja"], "she/her",
    )  # fmt: skip
    assert sorted(told) == [
        "calendar_entries", "changes", "consents", "event", "letters", "link", "mails", "part", "person",
        "slides", "tech_check",
    ]  # fmt: skip
    assert [change["field"] for change in told["changes"]] == ["people.state"]


def test_who_objects_leaves_no_trace_of_the_name_in_the_history(client, link, event, world):
    page = speaking.page_of(link)
    client.post(f"{page}/profile/name", data={"name": "Chie Mori", "honorific": "Dr", "with_honorific": "y"})
    client.post(f"{page}/profile/bio", data={"bio": "Counts corals with Chie."})
    client.post(f"{page}/profile/saying", data={"pronunciation": "x", "voice": (io.BytesIO(WEBM), "a.webm")})
    client.submit(f"{page}/erase", {"nameless": "y"})
    db.session.expire_all()
    rows = db.session.query(EventChange).all()
    texts = [text for row in rows for text in (row.by, row.old, row.new, row.reason)]
    assert [
        text for text in texts if re.search("chie|mori|tanabe|reef lab|corals", text, re.IGNORECASE)
    ] == []
    assert {row.by for row in rows} == {"Amara Okafor", "A speaker"}
    assert [one.by for one in db.session.query(Consent)] == ["A speaker"]
    assert [name for name in world.storage.files if name.startswith("voices/")] == []


def test_erasing_empties_what_was_mailed_and_without_objection_the_name_stays_in_the_history(
    app, client, link
):
    deliver(app)
    client.submit(f"{speaking.page_of(link)}/erase")
    db.session.expire_all()
    kept = {
        (mail.state.value, mail.to_email)
        for mail in db.session.query(OutboxMessage)
        if "speaker_inv" in mail.kind
    }
    assert kept == {("dropped", "")}
    assert db.session.query(EventChange).filter(EventChange.by == "Chie Tanabe").count() == 1


def test_a_record_that_no_event_needs_any_more_loses_how_the_person_is_reached(link, event):
    link.participation.person.zone = "Asia/Tokyo"
    db.session.commit()
    for days, address in ((3 * 365 - 1, "chie@example.org"), (3 * 365 + 1, None)):
        speaker_retention.erase_old(now=event.ends_at + timedelta(days=days))
        db.session.commit()
        person = fresh(link).participation.person
        assert (person.email, person.zone, person.name) == (address, address and "Asia/Tokyo", "Chie Tanabe")
