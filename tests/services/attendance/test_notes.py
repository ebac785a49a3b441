"""A message of the organisers to those who registered: to whom it goes, what it may not say, and once."""

import pytest

from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import AttendeeNote
from app.services.attendance import notes
from app.services.attendance.notes import NoteDraft
from tests.support.at_once import at_once
from tests.support.attendees import MEETING, public_event, queued, register
from tests.support.desk import AMARA
from tests.support.world import START


@pytest.fixture
def event(app):
    """An event with two seats (one of their people came), one who waits, one who gave up, one erased."""
    event = public_event(capacity=2)
    chie, _bo, _dov = register(event), register(event, "Bo"), register(event, "Dov")
    chie.joined_at = START
    register(event, "Eve").state = RegistrationState.CANCELLED
    gone = register(event, "Fay")
    gone.erased_at = START
    db.session.commit()
    return event


def draft(audience="everybody", text="Bring a pen.", key="form-1", subject="Before we meet"):
    return NoteDraft(audience=audience, subject=subject, text=text, form_key=key)


def send(event, **more):
    return notes.send(event, draft=draft(**more), reply_to="amara@example.org", actor=AMARA, now=START)


def test_each_audience_holds_those_whom_its_name_says(event):
    assert notes.how_many(event) == {"seated": 2, "waiting": 1, "everybody": 3, "joined": 1, "absent": 1}
    assert notes.how_many(public_event("empty")) == dict.fromkeys(notes.AUDIENCES, 0)


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("seated", ["Chie Tanabe", "Bo"]),
        ("waiting", ["Dov"]),
        ("everybody", ["Chie Tanabe", "Bo", "Dov"]),
        ("absent", ["Bo"]),
    ],
)
def test_it_goes_to_each_of_them_once_in_the_order_of_arrival(event, audience, names):
    note = send(event, audience=audience)
    rows = queued(kind=notes.KIND)
    assert [row.to_name for row in rows] == names
    assert {row.payload["note"] for row in rows} == {note.id}
    assert (note.people, note.by, note.reply_to, note.sent_at) == (
        len(names),
        "Amara Okafor",
        "amara@example.org",
        START,
    )


def test_a_form_sent_twice_even_at_once_is_one_message(app, event):
    number = event.id
    at_once(app, [lambda: send(db.session.get_one(type(event), number))] * 4, workers=4)
    assert (db.session.query(AttendeeNote).count(), len(queued(kind=notes.KIND))) == (1, 3)
    send(event, key="form-2")
    assert db.session.query(AttendeeNote).count() == 2


def test_where_nobody_is_nothing_is_sent(app):
    event = public_event("empty")
    for refused in (lambda: notes.check(event, draft()), lambda: send(event)):
        with pytest.raises(notes.NobodyToWrite) as refusal:
            refused()
    assert (refusal.value.field, db.session.query(AttendeeNote).count()) == ("audience", 0)


@pytest.mark.parametrize("text", [f"Come to {MEETING}", "meet.EXAMPLE.org/room/secret-address works too"])
def test_the_meeting_s_own_address_is_not_given_away(event, text):
    for said in ({"text": text}, {"subject": text}):
        with pytest.raises(notes.MeetingGivenAway) as refusal:
            send(event, **said)
    assert (refusal.value.field, queued(kind=notes.KIND)) == ("text", [])


def test_an_address_that_is_public_or_no_secret_may_be_written(event):
    assert notes.check(event, draft(text="We use meet.example.org")) == 3
    event.meeting_is_public = True
    assert notes.check(event, draft(text=MEETING)) == 3
