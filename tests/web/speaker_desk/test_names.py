"""A name with and without its honorific, how it is said, and what else a profile tells (row P5)."""

import io

import pytest
from PIL import Image

from app.domain.access import Role
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import EventChange
from app.models.organisation import OrganiserRole
from app.services.partners import organisations
from app.services.partners.affiliations import given_of
from app.services.speakers import links as speaker_links
from tests.support import desk, speaking
from tests.support.files import EXE
from tests.support.sounds import WEBM, wav
from tests.support.world import START

PEOPLE = "/desk/events/twelve-reefs/people"


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(client, event):
    made = speaking.invited(event)
    client.post(f"{speaking.page_of(made)}/answer", data={"do": "accept"})
    return made


@pytest.fixture
def profile(link):
    return f"{speaking.page_of(link)}/profile"


@pytest.fixture
def organiser(new_client, sign_in, amara, event):
    return sign_in(new_client(), amara)


def fresh(link):
    db.session.expire_all()
    return db.session.get_one(type(link), link.id)


def said(data, name="name.webm", **more):
    return {"pronunciation": "chee-eh", "voice": (io.BytesIO(data), name)} | more


def test_an_honorific_is_printed_or_not_and_the_form_keeps_them_apart(client, link, profile):
    typed = {"name": "Chie Tanabe", "honorific": "Prof."}
    client.post(f"{profile}/name", data=typed | {"with_honorific": "y"})
    assert fresh(link).participation.name_printed == "Prof. Chie Tanabe"
    page = client.get(f"{profile}/name").text
    assert ('value="Chie Tanabe"' in page, 'value="Prof."' in page) == (True, True)
    client.post(f"{profile}/name", data=typed)
    part = fresh(link).participation
    assert (part.name_printed, part.person.honorific, part.person.name) == (
        "Chie Tanabe",
        "Prof.",
        "Chie Tanabe",
    )
    assert "checked" not in client.get(f"{profile}/name").text


def test_pronouns_stand_beside_the_name_only_if_they_are_given(client, link, profile, event, organiser):
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = "published", event.created_at
    db.session.commit()
    assert "she/her" not in client.get("/events/twelve-reefs").text
    client.post(f"{profile}/name", data={"name": "Chie Tanabe", "pronouns": "she/her"})
    assert '<p class="role">Speaker · she/her</p>' in client.get("/events/twelve-reefs").text
    assert "she/her" in organiser.get(f"{PEOPLE}/chie-tanabe/link").text


def test_languages_are_typed_by_name_and_kept_by_code(client, link, profile, organiser):
    client.post(
        f"{profile}/place", data={"zone": "", "spoken": "Japanese, English; Ryukyuan", "language": ""}
    )
    assert fresh(link).participation.person.languages == ["ja", "en", "Ryukyuan"]
    assert 'value="Japanese, English, Ryukyuan"' in client.get(f"{profile}/place").text
    assert "Japanese, English, Ryukyuan" in organiser.get(f"{PEOPLE}/chie-tanabe/link").text


def test_a_recording_is_heard_by_the_team_and_its_owner_alone(
    client, link, profile, organiser, new_client, world
):
    assert client.post(f"{profile}/saying", data=said(WEBM)).status_code == 303
    key = fresh(link).participation.voice_key
    for answer in (
        organiser.get(f"{PEOPLE}/chie-tanabe/spoken-name"),
        client.get(f"{speaking.page_of(link)}/spoken-name"),
    ):
        assert (answer.status_code, answer.mimetype, answer.data) == (200, "audio/webm", WEBM)
        kept = answer.headers["Cache-Control"].removeprefix("private, ")
        assert (kept, "sandbox" in answer.headers["Content-Security-Policy"]) == ("no-store", True)
    stranger = new_client()
    assert stranger.get(f"{PEOPLE}/chie-tanabe/spoken-name").status_code == 303
    assert stranger.get(f"/{key}").status_code == 404
    client.post(f"{profile}/saying", data={"pronunciation": "chee-eh", "no_voice": "y"})
    assert (fresh(link).participation.voice_key, key in world.storage.files) == ("", False)
    assert client.get(f"{speaking.page_of(link)}/spoken-name").status_code == 404


def test_words_alone_leave_the_recording_and_a_new_one_takes_its_place(client, link, profile, world):
    client.post(f"{profile}/saying", data=said(WEBM))
    old = fresh(link).participation.voice_key
    client.post(f"{profile}/saying", data={"pronunciation": "CHEE-eh"})
    assert (fresh(link).participation.voice_key, fresh(link).participation.pronunciation) == (old, "CHEE-eh")
    client.post(f"{profile}/saying", data=said(wav(3), "name.wav"))
    assert [name for name in world.storage.files if name.startswith("voices/")] == [
        fresh(link).participation.voice_key
    ]


def test_what_is_no_sound_is_refused_at_its_field_with_the_words_kept(client, link, profile, world):
    answer = client.post(f"{profile}/saying", data=said(EXE))
    assert (answer.status_code, 'id="voice-error"' in answer.text, 'value="chee-eh"' in answer.text) == (
        422,
        True,
        True,
    )
    assert (fresh(link).participation.voice_key, list(world.storage.files)) == ("", [])


def test_the_microphone_is_allowed_where_a_name_is_recorded_and_nowhere_else(client, profile):
    allowed = {step: "microphone=(self)" in client.get(f"{profile}/{step}").headers["Permissions-Policy"]
               for step in ("name", "saying", "photo")}  # fmt: skip
    assert allowed == {"name": False, "saying": True, "photo": False}


def test_an_affiliation_is_kept_and_left_out_at_this_event(client, link, profile, event, amara):
    lines = {
        "lines-0-organisation": "Reef Lab",
        "lines-1-organisation": "Open Seas",
        "lines-1-elsewhere": "y",
    }
    client.post(f"{profile}/affiliations", data=lines)
    part = fresh(link).participation
    assert given_of(part) == [AffiliationGiven("Reef Lab")]
    assert [one.organisation.name for one in part.person.affiliations] == ["Reef Lab", "Open Seas"]
    page = client.get(f"{profile}/affiliations").text
    assert (
        page.count("Leave it out at this event"),
        'name="lines-1-elsewhere" type="checkbox" value="y"' in page,
    ) == (2, True)
    assert "checked" in page[page.index("lines-1-elsewhere") - 40 : page.index("lines-1-elsewhere") + 90]


def test_organisations_of_the_event_are_suggested_and_those_of_others_drafts_are_not(client, profile, event):
    for of, name in ((event, "Reef Council"), (desk.event("second-reefs"), "Secret Council")):
        organisations.add_organiser(of, name=name, role=OrganiserRole.PARTNER, actor=desk.AMARA, now=START)
    db.session.commit()
    page = client.get(f"{profile}/affiliations").text
    assert ('<option value="Reef Council">' in page, "Secret Council" in page) == (True, False)


def test_the_event_says_how_long_sentences_may_be(client, link, profile, organiser):
    refused = organiser.post(f"{PEOPLE}/profile-limits", data={"bio_most": "20"})
    assert (refused.status_code, "Give a number from 100 to 3000." in refused.text) == (422, True)
    assert organiser.post(f"{PEOPLE}/profile-limits", data={"bio_most": "100"}).status_code == 303
    answer = client.post(f"{profile}/bio", data={"bio": "x" * 101})
    assert (answer.status_code, "At most 100 characters, please." in answer.text) == (422, True)
    assert 'maxlength="100"' in client.get(f"{profile}/bio").text
    assert db.session.query(EventChange).filter_by(field="bio_most").count() == 1


def test_a_link_by_hand_hears_nothing_from_other_events(client, link, profile, amara):
    client.post(f"{profile}/saying", data=said(WEBM))
    other = speaking.invited(desk.event("second-reefs", team={Role.LEAD: amara}))
    hand = speaking.page_of(other, speaker_links.BY_HAND)
    assert client.get(f"{hand}/spoken-name").status_code == 404


def test_a_photo_comes_in_the_form_a_browser_takes(client, link, profile, world):
    out = io.BytesIO()
    Image.new("RGB", (700, 900), "teal").save(out, "JPEG")
    client.post(f"{profile}/photo", data={"photo": (io.BytesIO(out.getvalue()), "me.jpg"), "upper": "0.3"})
    key = fresh(link).participation.photo_key
    forms = {}
    for ending in ("avif", "webp", "jpg"):
        answer = client.get(f"/{key}-128.{ending}")
        forms[answer.mimetype] = Image.open(io.BytesIO(answer.data)).size
    assert forms == dict.fromkeys(("image/avif", "image/webp", "image/jpeg"), (128, 128))
    del world.storage.files[f"{key}-128.avif"]  # as one from before this form was kept
    assert client.get(f"/{key}-128.avif").mimetype == "image/avif"
    assert client.get(f"/{key}-128.gif").status_code == 404
