"""Organisers write to those who registered: looked at first, sent once, answered to them (row R11)."""

import re

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import AttendeeNote
from app.services.attendance import registrations
from tests.support.attendees import MEETING, delivered, public_event, queued, register
from tests.support.world import START

DESK = "/desk/events/twelve-reefs/registrations/write"
TYPED = {
    "audience": "seated",
    "subject": "Bring a question",
    "text": "Hello,\nthe list is at https://example.org/list?a=1&b=2\n\n\n<b>Amara</b>",
}


@pytest.fixture
def desk(client, sign_in, amara, clock):
    """An event of two seats that has begun: Bo has joined, Chie not, Dov waits, Eve has cancelled."""
    event = public_event(capacity=2, team={Role.LEAD: amara})
    eve = register(event, "Eve")
    registrations.cancel(eve, now=START)
    bo, _chie, _dov = (register(event, name) for name in ("Bo", "Chie", "Dov"))
    registrations.note_joined(bo.id, now=START)
    event.confirm_email = True
    register(event, "Fay")
    clock.set(event.starts_at)
    return sign_in(client, amara)


def recipients():
    return [row.to_email.partition("@")[0] for row in queued(kind="organiser_note")]


def errors(page):
    return re.findall(r'id="([\w-]+)-error"', page)


def test_it_is_looked_at_and_then_sent_once(app, desk, outgoing):
    page = desk.post(DESK, data=TYPED).text
    assert "Send it to 2 people" in page
    assert "&lt;b&gt;Amara&lt;/b&gt;" in page
    assert queued(kind="organiser_note") == []
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', page)[1]
    for _ in range(2):
        sent = desk.post(DESK, data=TYPED | {"do": "send", "form_key": key})
        assert (sent.status_code, sent.location) == (303, "/desk/events/twelve-reefs/messages")
    assert recipients() == ["bo", "chie"]
    assert "Message of the organisers" in desk.get(sent.location).text
    note = db.session.query(AttendeeNote).one()
    assert (note.people, note.by, note.reply_to) == (2, "Amara Okafor", "amara@example.org")
    assert "Bring a question" in desk.get(DESK).text
    mails = [mail for mail in delivered(app, outgoing) if mail["Subject"] == "Bring a question"]
    assert [mail["Reply-To"] for mail in mails] == ["amara@example.org"] * 2
    plain, html = (mails[0].get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Hello,\r\nthe list is at https://example.org/list?a=1&b=2\r\n\r\n<b>Amara</b>" in plain
    assert 'href="https://example.org/list?a=1&amp;b=2"' in html
    assert "&lt;b&gt;Amara&lt;/b&gt;" in html
    assert "Amara Okafor wrote this for the organisers of “Twelve reefs”." in plain


@pytest.mark.parametrize(
    ("audience", "people"),
    [
        ("seated", ["bo", "chie"]),
        ("waiting", ["dov"]),
        ("everybody", ["bo", "chie", "dov"]),
        ("joined", ["bo"]),
        ("absent", ["chie"]),
    ],
)
def test_it_goes_to_those_who_were_chosen(desk, audience, people):
    page = desk.get(DESK).text
    assert f'value="{audience}"' in page
    desk.post(DESK, data=TYPED | {"audience": audience, "do": "send"})
    assert recipients() == people


def test_who_cancels_before_it_leaves_gets_none(app, desk, outgoing):
    desk.post(DESK, data=TYPED | {"do": "send"})
    chie = db.session.get_one(registrations.Registration, queued(kind="organiser_note")[1].registration_id)
    registrations.cancel(chie, now=START)
    to = [mail["To"] for mail in delivered(app, outgoing) if mail["Subject"] == "Bring a question"]
    assert to == ["Bo <bo@example.org>"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"subject": "x" * 151}, "subject"),
        ({"text": ""}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"audience": "world"}, "audience"),
        ({"audience": ""}, "audience"),
        ({"text": f"Come to {MEETING.upper()} now"}, "text"),
        ({"subject": MEETING.removeprefix("https://")}, "text"),
    ],
)
@pytest.mark.parametrize("do", ["look", "send"])
def test_what_cannot_be_sent_is_refused_at_its_field(desk, change, field, do):
    refused = desk.post(DESK, data=TYPED | change | {"do": do})
    assert (refused.status_code, errors(refused.text)) == (422, [field])
    assert queued(kind="organiser_note") == []


def test_only_who_can_be_written_to_is_offered(desk, clock):
    offered = lambda: re.findall(r'name="audience"[^>]*value="(\w+)"', desk.get(DESK).text)  # noqa: E731
    assert offered() == ["seated", "waiting", "everybody", "joined", "absent"]
    clock.set(START)
    assert offered() == ["seated", "waiting", "everybody"]


def test_nobody_to_write_to_is_said(client, sign_in, amara):
    sign_in(client, amara)
    public_event(team={Role.LEAD: amara})
    refused = client.post(DESK, data=TYPED | {"do": "send"})
    assert (refused.status_code, "There is nobody to write to here." in refused.text) == (422, True)
