"""Saying who has to sign, for an event and for a forum; the recording and the summary wait on the desk."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import MaterialState
from app.extensions import db
from app.models import Edition, Event, EventChange, Material, MaterialKind
from tests.support import desk, partners
from tests.support.world import START

DESK = "/desk/events/twelve-reefs"
PAGE = f"{DESK}/organisations/who-signs"


@pytest.fixture
def edition(app, amara):
    made = Edition(slug="forum", name="Reef Forum", zone="Africa/Lagos", created_by_id=amara.account.id)
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def event(app, amara, edition):
    made = desk.event(team={Role.LEAD: amara}, edition_id=edition.id)
    partners.organiser(made, "Reef Observatory", "lead")
    return made


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def test_an_event_says_who_has_to_sign(organiser, event):
    answer = organiser.post(PAGE, data={"who": "own", "roles": ["partner", "lead"], "parts": ["summary"]})
    assert answer.status_code == 303
    db.session.expire_all()
    assert (sorted(event.sign_roles), event.sign_parts) == (["lead", "partner"], ["summary"])
    assert "Has to sign" in organiser.get(f"{DESK}/organisations").text
    assert organiser.post(PAGE, data={"who": "inherit"}).status_code == 303
    db.session.expire_all()
    assert (event.sign_roles, event.sign_parts) == (None, None)


@pytest.mark.parametrize(("roles", "warned"), [([], True), (["lead"], False)])
def test_a_rule_without_a_role_is_kept_with_a_warning(organiser, event, roles, warned):
    answer = organiser.post(PAGE, data={"who": "own", "roles": roles})
    page = organiser.get(answer.location).text
    assert (answer.status_code, "nobody has to sign before publishing" in page) == (303, warned)


def test_what_would_be_ignored_is_refused(organiser, event):
    answer = organiser.post(PAGE, data={"who": "inherit", "roles": ["partner"]})
    assert (answer.status_code, "You ticked something below" in answer.text) == (422, True)


def test_a_forum_says_it_for_its_events(organiser, event, edition):
    assert 'href="/desk/forums/forum/who-signs"' in organiser.get(PAGE).text
    answer = organiser.post("/desk/forums/forum/who-signs", data={"who": "own", "roles": ["lead"]})
    assert answer.status_code == 303
    assert "As Reef Forum says: Lead." in organiser.get(PAGE).text
    assert "has to sign and has not been asked yet" in organiser.get(f"{DESK}/publish").text


def test_a_forum_is_its_maker_s(client, sign_in, chie, event):
    assert sign_in(client, chie).get("/desk/forums/forum/who-signs").status_code == 404
    assert client.get("/desk/forums/none/who-signs").status_code == 404


@pytest.fixture
def recording(event):
    made = Material(
        public_id="abc123", event_id=event.id, position=1, kind=MaterialKind.RECORDING,
        url="https://video.example.org/1", state=MaterialState.RECEIVED, created_at=START,
    )  # fmt: skip
    event.sign_roles, event.sign_parts = ["lead"], ["recording"]
    db.session.add(made)
    db.session.commit()
    return made


def test_a_recording_is_not_released_until_signed_or_said_why_not(organiser, event, recording):
    publish = f"{DESK}/materials/abc123/state"
    answer = organiser.post(publish, data={"step": "publish"}, follow_redirects=True)
    assert "This waits for a signature of Reef Observatory." in answer.text
    assert "Waits for Reef Observatory." in organiser.get(PAGE).text
    without = f"{DESK}/organisations/go-on-without"
    assert organiser.post(without, data={"part": "recording", "reason": ""}).status_code == 422
    assert organiser.post(without, data={"part": "time", "reason": "x"}).status_code == 422
    said = {"reason": "They agreed by telephone."}
    assert organiser.submit(PAGE, said, button="Go on without").status_code == 303
    organiser.post(publish, data={"step": "publish"})
    db.session.expire_all()
    assert recording.state is MaterialState.PUBLISHED
    assert [row.reason for row in db.session.query(EventChange).filter_by(field="sign_off.waived")] == [
        "They agreed by telephone."
    ]


def test_a_public_recording_is_not_swapped_without_a_signature(organiser, event, recording):
    organiser.submit(PAGE, {"reason": "They agreed by telephone."}, button="Go on without")
    organiser.post(f"{DESK}/materials/abc123/state", data={"step": "publish"})
    other = {"url": "https://video.example.org/other"}
    answer = organiser.post(f"{DESK}/materials/abc123/content", data=other, follow_redirects=True)
    assert "It is not public any more: somebody has to sign or agree to what is new." in answer.text
    db.session.expire_all()
    assert (recording.state, recording.url) == (MaterialState.RECEIVED, other["url"])
    assert "Waits for Reef Observatory." in organiser.get(PAGE).text


def test_a_partner_watches_and_signs_a_recording_before_it_is_public(new_client, event, recording):
    link = partners.asked(db.session.get_one(Event, event.id))
    guest = new_client()
    page = guest.get(partners.page_of(link)).text
    assert ("Release of the recording" in page, 'href="https://video.example.org/1"' in page) == (True, True)
    assert guest.get(f"{partners.page_of(link)}/recording/abc123").status_code == 404  # a link, no file
    partners.sign(guest, link)
    states = {one.part: one.state for one in partners.standing(link).parts}
    assert states["recording"] == "given"
