"""Anybody writes to the organisers from the event's page, and no address of theirs is shown (row R4)."""

import re

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Letter
from app.queries import letters as query
from tests.support import desk
from tests.support.attendees import public_event, queued, register, token
from tests.support.letters import QUESTION

WRITE = "/events/twelve-reefs/write"
TYPED = {"name": "Dan", "email": "dan@example.org", "text": QUESTION}


@pytest.fixture
def event(amara):
    made = public_event(team={Role.LEAD: amara})
    db.session.commit()
    return made


def test_a_stranger_writes_and_those_who_lead_get_it(client, event):
    page = client.get("/events/twelve-reefs").text
    assert WRITE in page
    assert "amara@example.org" not in page
    sent = client.submit(WRITE, TYPED)
    assert (sent.status_code, sent.location) == (303, "/events/twelve-reefs/written")
    assert "answer to dan@example.org" in client.get(sent.location).text
    one = db.session.query(Letter).one()
    assert (one.name, one.email, one.known_email, one.text) == ("Dan", "dan@example.org", "", QUESTION)
    assert [row.to_email for row in queued(kind="letter_arrived")] == ["amara@example.org"]


def test_a_double_click_is_one_letter(client, event):
    page = client.get(WRITE).text
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', page)[1]
    for _ in range(2):
        assert client.post(WRITE, data=TYPED | {"form_key": key}).status_code == 303
    assert db.session.query(Letter).count() == 1


@pytest.mark.parametrize("field", ["name", "email", "text"])
def test_what_is_missing_is_asked_for_and_the_rest_kept(client, event, field):
    answer = client.submit(WRITE, TYPED | {field: ""})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert all(value in answer.text for name, value in TYPED.items() if name != field)
    assert db.session.query(Letter).count() == 0


def test_a_huge_text_is_refused(client, event):
    assert client.post(WRITE, data=TYPED | {"text": "x" * 3001}).status_code == 422


def test_a_draft_takes_no_words_and_a_cancelled_event_does(client, amara):
    desk.event("a-draft")
    db.session.commit()
    assert client.get("/events/a-draft/write").status_code == 404
    public_event(state=EventState.CANCELLED)
    assert client.get(WRITE).status_code == 200


def test_an_attendee_writes_from_their_own_page_and_is_known(client, event):
    chie = register(event)
    own = f"/my/{token(chie)}"
    assert f"{own}/write" in client.get(own).text
    page = client.get(f"{own}/write").text
    assert 'name="email"' not in page
    sent = client.submit(f"{own}/write", {"text": QUESTION})
    assert (sent.status_code, sent.location) == (303, own)
    (one,) = query.of_registration(chie)
    assert (one.name, one.known_email, one.registration_id) == ("Chie Tanabe", chie.email, chie.id)
    assert QUESTION in client.get(f"{own}/data.json").text


def test_after_erasing_oneself_nothing_of_it_is_kept(client, event):
    own = f"/my/{token(register(event))}"
    client.submit(f"{own}/write", {"text": QUESTION})
    client.submit(f"{own}/erase")
    assert db.session.query(Letter).count() == 0


def test_a_wrong_link_writes_nothing(client, event):
    assert client.post(f"/my/{'x' * 43}/write", data={"text": QUESTION}).status_code == 404
