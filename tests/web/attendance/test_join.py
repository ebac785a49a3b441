"""The personal way in: early, open, over; the meeting's own address stands nowhere (row R8)."""

import re
from datetime import timedelta

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event
from app.services.attendance import registrations
from app.services.scheduling import publishing
from tests.support.attendees import MEETING, delivered, public_event, register, token
from tests.support.desk import AMARA
from tests.support.world import START

QUARTER = timedelta(minutes=15)


def door(registration):
    return f"/join/{token(registration, 'join')}"


def enter(client, path):
    """Press the button at the door."""
    return client.submit(path, {}, button="Join the session")


def joined(registration):
    db.session.refresh(registration)
    return registration.joined_at


def test_early_shows_when_it_opens_and_counts_nobody(client, clock):
    chie = register(public_event())
    clock.set(chie.event.starts_at - QUARTER - timedelta(seconds=1))
    page = client.get(door(chie))
    assert (page.status_code, "You are early" in page.text) == (200, True)
    assert 'data-countdown="2027-03-11T08:45:00Z"' in page.text
    assert "18:00 – 19:30" in page.text
    assert MEETING not in page.text
    assert joined(chie) is None


def test_open_leads_in_and_remembers_the_first_time(client, clock):
    chie = register(public_event())
    first = chie.event.starts_at - QUARTER
    clock.set(first)
    for _ in range(2):
        answer = enter(client, door(chie))
        assert (answer.status_code, answer.location) == (303, MEETING)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        clock.move(timedelta(minutes=20))
    assert joined(chie) == first


@pytest.mark.parametrize("look", ["get", "head"])
def test_a_look_ahead_by_a_scanner_counts_nobody_and_tells_no_address(client, clock, look):
    chie = register(public_event())
    clock.set(chie.event.starts_at)
    answer = getattr(client, look)(door(chie))
    assert (answer.status_code, MEETING in answer.text, answer.location) == (200, False, None)
    assert joined(chie) is None


def test_the_door_leads_on_to_the_meeting_alone_and_tells_the_passcode(client, clock, new_client):
    event = public_event()
    event.meeting_note = "Passcode: x&9"
    chie = register(event)
    clock.set(event.starts_at)
    page = client.get(door(chie))
    assert "Passcode: x&amp;9" in page.text
    allowed = re.search(r"form-action ([^;]+)", page.headers["Content-Security-Policy"])[1]
    assert allowed == f"'self' {MEETING.split('/', 3)[0]}//{MEETING.split('/')[2]}"
    assert "x&amp;9" not in new_client().get("/events/twelve-reefs").text


def test_a_press_before_the_hour_counts_nobody(client, clock):
    chie = register(public_event())
    clock.set(chie.event.starts_at - QUARTER - timedelta(seconds=1))
    assert client.post(door(chie)).status_code == 200
    assert joined(chie) is None


def test_the_link_of_the_personal_page_leads_in_too(client, clock):
    chie = register(public_event())
    clock.set(chie.event.starts_at)
    assert enter(client, f"/join/{token(chie)}").location == MEETING


@pytest.mark.parametrize("minutes", [0, 14])
def test_who_falls_out_while_it_overruns_comes_back_in(client, clock, minutes):
    chie = register(public_event())
    clock.set(chie.event.ends_at + timedelta(minutes=minutes))
    assert enter(client, door(chie)).location == MEETING


def test_afterwards_it_leads_to_the_event(client, clock):
    chie = register(public_event())
    clock.set(chie.event.ends_at + QUARTER)
    answer = client.get(door(chie))
    assert (answer.status_code, answer.location) == (303, "/events/twelve-reefs")


def test_held_closes_at_once(client, clock):
    chie = register(public_event())
    clock.set(chie.event.ends_at)
    chie.event.state = EventState.HELD
    assert client.get(door(chie)).location == "/events/twelve-reefs"


def test_no_meeting_yet_is_said(client, clock):
    chie = register(public_event(meeting_url=""))
    clock.set(chie.event.starts_at)
    page = client.get(door(chie))
    assert (page.status_code, "The way in is not there yet" in page.text) == (200, True)
    assert joined(chie) is None


def test_only_web_addresses_are_followed(client, clock):
    chie = register(public_event(meeting_url="javascript:alert(1)"))
    clock.set(chie.event.starts_at)
    assert client.get(door(chie)).status_code == 200


def test_without_a_seat_it_explains(client, clock):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    clock.set(event.starts_at)
    assert "You are on the waiting list and have no seat yet." in client.get(door(bo)).text
    registrations.cancel(chie, now=event.starts_at)
    page = client.get(door(chie)).text
    assert ("You gave your seat back" in page, MEETING in page) == (True, False)
    assert enter(client, door(bo)).location == MEETING


@pytest.mark.parametrize(
    ("change", "words"),
    [(publishing.cancel, "This event was cancelled"), (publishing.postpone, "Postponed: the hour below")],
)
def test_what_became_of_the_event_is_explained(client, clock, change, words):
    event = public_event()
    chie = register(event)
    change(event, reason="A storm", actor=AMARA, now=START)
    clock.set(event.starts_at)
    page = client.get(door(chie)).text
    assert (words in page, "A storm" in page, MEETING in page) == (True, True, False)


def test_a_database_that_cannot_write_keeps_nobody_outside(client, clock, monkeypatch):
    from sqlalchemy.exc import OperationalError

    chie = register(public_event())
    clock.set(chie.event.starts_at)

    def full(*_args, **_kwargs):
        raise OperationalError("UPDATE registration", {}, Exception("disk full"))

    monkeypatch.setattr(registrations, "note_joined", full)
    assert enter(client, door(chie)).location == MEETING


PAGES = (
    "/", "/events/twelve-reefs", "/events/twelve-reefs/register", "/events/twelve-reefs/registered",
    "/events/twelve-reefs.ics", "/events.ics", "/search?q=reefs",
)  # fmt: skip


def test_the_raw_address_stands_in_no_page_file_feed_or_mail(app, client, clock, outgoing):
    chie = register(public_event())
    addresses = [*PAGES, f"/my/{token(chie)}", f"/my/{token(chie)}/data.json", door(chie)]
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, b"secret-address" in answer.data) == (200, False), address
    delivered(app, outgoing)
    clock.set(chie.event.starts_at - timedelta(hours=24))
    for mail in [*outgoing.sent, *delivered(app, outgoing)]:
        assert "secret-address" not in str(mail)


def test_it_would_have_been_found(client):
    public_event(meeting_is_public=True)
    assert db.session.query(Event).one().meeting_is_public
    assert b"secret-address" in client.get("/events/twelve-reefs.ics").data
