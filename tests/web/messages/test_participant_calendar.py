"""Organisers see who of the programme has the entry, what was answered, and say when they meet (row R4)."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.services import tokens
from app.services.calendars import inbound, participant_entries
from tests.support import partners
from tests.support.answers import entry_reply
from tests.support.attendees import MEETING, after_quiet, delivered, public_event
from tests.support.calendar_mails import calendar, entries
from tests.support.participants import entry_of, speaker
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/messages/programme"


@pytest.fixture
def event(client, sign_in, amara):
    sign_in(client, amara)
    return public_event(team={Role.LEAD: amara})


def test_the_page_says_who_has_what_and_what_was_answered(app, client, event, outgoing):
    speaker(event)
    delivered(app, outgoing)
    times = "DTSTART:20270312T090000Z\nDTEND:20270312T093000Z\n"
    raw = entry_reply(entry_of(), "TENTATIVE", method="COUNTER", more=times, comment="A day later?")
    assert inbound.take(raw, now=START) == "proposed"
    db.session.commit()
    page = client.get(PAGE).text
    found = [
        word
        for word in ("Eve Okoro", "Their own part", "Maybe", "A day later?", "Proposes another time:")
        if word in page
    ]
    assert len(found) == 5
    assert "Calendar: maybe" in client.get("/desk/events/twelve-reefs/people").text
    assert client.post(f"{PAGE}/proposal-seen", data={"entry": str(entry_of().id)}).status_code == 303
    assert "Proposes another time:" not in client.get(PAGE).text
    assert client.post(f"{PAGE}/proposal-seen", data={"entry": "999"}).status_code == 404


def test_a_call_moves_the_entries_once_and_opens_the_door_earlier(app, client, event, outgoing, clock):
    speaker(event)
    delivered(app, outgoing)
    assert client.submit(PAGE, {"call_minutes": "30"}, button="Save").status_code == 303
    (mail,) = after_quiet(app, outgoing)
    assert (mail["Subject"], calendar(mail)["DTSTART"]) == (
        "Other hours for your part: Twelve reefs",
        "20270311T083000Z",
    )
    way_in = participant_entries.join_url(entry_of()).removeprefix("http://localhost")
    opens = event.starts_at
    clock.set(opens.replace(hour=8, minute=29))
    assert client.get(way_in).status_code == 200
    clock.set(opens.replace(hour=8, minute=30))
    assert client.submit(way_in, {}, button="Join the session").location == MEETING


@pytest.mark.parametrize("minutes", ["-1", "241", "soon"])
def test_a_call_that_makes_no_sense_is_refused_at_its_field(client, event, minutes):
    answer = client.submit(PAGE, {"call_minutes": minutes}, button="Save")
    assert (answer.status_code, f'value="{minutes}"' in answer.text) == (422, True)


def test_a_co_organiser_s_entry_comes_and_goes_with_the_wish(app, client, event, outgoing, amara):
    for wish, expected in (("want", "REQUEST"), ("leave", "CANCEL"), ("want", "REQUEST")):
        client.post(f"{PAGE}/mine", data={"do": wish})
        (mail,) = delivered(app, outgoing)
        assert (mail["To"].addresses[0].addr_spec, entries([mail])[0][1]) == (amara.email, expected)
    assert entries([mail])[0][2] == "2"


def test_a_partner_s_link_has_the_same_wish(app, client, outgoing):
    link = partners.asked(public_event("reefs-two"))
    page = partners.page_of(link)
    assert "Put it into my calendar" in client.get(page).text
    assert client.post(f"{page}/calendar", data={"do": "want"}).status_code == 303
    mails = [mail for mail in delivered(app, outgoing) if mail["Subject"].startswith("In your calendar")]
    assert [mail["To"].addresses[0].addr_spec for mail in mails] == [link.email]
    assert "Take it out" in client.get(page).text


def test_a_way_in_that_nobody_has_is_not_known(client, event):
    assert client.get(f"/join/{tokens.new_token()}").status_code == 404
