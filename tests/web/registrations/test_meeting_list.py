"""The meeting tool's list: who came is noted, the list is not kept, nothing of it is public (row R9)."""

import io

import pytest

from app.domain.access import Role
from app.domain.attendance import meeting_lists
from app.extensions import db
from app.models import Registration
from tests.support.attendees import public_event, register
from tests.support.meeting_lists import TEAMS, ZOOM

DESK = "/desk/events/twelve-reefs/registrations"


@pytest.fixture
def desk(client, sign_in, amara, clock):
    """An event that has begun, with Bo, Chie and Dov registered."""
    event = public_event(capacity=5, team={Role.LEAD: amara})
    for name in ("Bo Lindqvist", "Chie Tanabe", "Dov Levi"):
        register(event, name)
    clock.set(event.starts_at)
    return sign_in(client, amara)


def take(desk, text, encoding="utf-8"):
    return desk.post(
        f"{DESK}/meeting-list", data={"file": (io.BytesIO(text.encode(encoding)), "participants.csv")}
    )


def came():
    db.session.expire_all()
    return sorted(one.name for one in db.session.query(Registration) if one.in_meeting_list)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_who_came_is_noted_once_and_the_rest_is_a_number(desk, encoding):
    answer = take(desk, ZOOM, encoding)
    assert answer.status_code == 303
    page = desk.get(answer.location).text
    assert (
        "The list names 3 people in 5 lines. Registered: 2. Not registered, speakers and hosts among them: 1."
        in page
    )
    assert came() == ["Bo Lindqvist", "Chie Tanabe"]
    assert "2 joined. 1 more came without a registration." in page
    assert "Who came, by the meeting's list" in page
    history = desk.get("/desk/events/twelve-reefs/history").text
    assert ("2 + 1" in history, "example.org" in history) == (True, False)


def test_a_new_list_takes_the_place_of_the_last(desk):
    take(desk, ZOOM)
    take(desk, TEAMS.replace("Chie Tanabe (Guest)", "Dov Levi (Guest)"))
    assert came() == ["Bo Lindqvist", "Dov Levi"]
    assert "more came without a registration" not in desk.get(DESK).text


def test_a_list_in_which_nobody_came_leaves_the_good_one_as_it_is(desk):
    take(desk, ZOOM)
    refused = take(desk, "Name,Email,Attended\nBo Lindqvist,bo@example.org,No\n")
    assert (refused.status_code, "Nobody in this list came." in refused.text) == (422, True)
    assert came() == ["Bo Lindqvist", "Chie Tanabe"]


def test_nothing_of_it_is_public(desk, new_client):
    take(desk, ZOOM)
    page = new_client().get("/events/twelve-reefs").text
    assert [name for name in ("Bo Lindqvist", "Chie Tanabe", "bo@example.org") if name in page] == []


@pytest.mark.parametrize("text", ["", "hello", "a;b\n1;2", "PK\x03\x04\0\0", "Name\n" * 300])
def test_what_is_no_list_is_refused_at_its_field(desk, monkeypatch, text):
    monkeypatch.setattr(meeting_lists, "MOST_BYTES", 1000)
    refused = take(desk, text)
    assert (refused.status_code, 'id="file-error"' in refused.text) == (422, True)
    refused = desk.post(f"{DESK}/meeting-list", data={})
    assert "Choose the file that the meeting tool wrote." in refused.text
    assert came() == []
