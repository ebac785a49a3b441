"""An address is confirmed, a seat that is kept is taken: one button each, a look does nothing (R1, R2)."""

import re
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Registration
from app.services.attendance import registrations
from app.worker.seats import mind_seats
from tests.support.attendees import delivered, kinds, public_event, register, token
from tests.support.world import START

FORM = "/events/twelve-reefs/register"
CHIE = {"name": "Chie Tanabe", "email": "chie@example.org", "country": "JP"}


def states():
    db.session.expire_all()
    return [one.state.value for one in db.session.query(Registration).order_by(Registration.queue_number)]


def link_of(mail):
    return re.search(r"http://localhost(/my/\S+)", mail.get_body(("plain",)).get_content())[1]


def test_from_the_form_by_mail_and_one_button_to_the_seat(app, client, outgoing):
    public_event(confirm_email=True)
    assert "only when you have confirmed your address is a seat held" in client.get(FORM).text
    sent = client.submit(FORM, CHIE)
    assert "Nothing is held for you yet" in client.get(sent.location).text
    (mail,) = delivered(app, outgoing)
    link = link_of(mail)
    for _ in range(3):
        client.head(link)
        page = client.get(link).text
    assert "With this button the address chie@example.org takes part as Chie Tanabe." in page
    assert states() == ["unconfirmed"]
    pressed = client.submit(link)
    assert (pressed.status_code, states()) == (303, ["confirmed"])
    assert "You have a seat. The invitation is in your mail." in client.get(pressed.location).text
    assert client.post(f"{link}/confirm").status_code == 303
    (invitation,) = delivered(app, outgoing)
    assert invitation["Subject"] == "Your seat: Twelve reefs"


def test_looking_by_get_cannot_confirm(client):
    chie = register(public_event(confirm_email=True))
    assert client.get(f"/my/{token(chie)}/confirm").status_code == 405
    assert states() == ["unconfirmed"]


def test_a_link_opened_too_late_says_so(client, clock):
    chie = register(public_event(confirm_email=True))
    link = f"/my/{token(chie)}"
    clock.move(timedelta(hours=24))
    page = client.get(link).text
    assert ("This link was good for 24 hours." in page, "Confirm and take part" in page) == (True, False)
    assert (client.post(f"{link}/confirm").status_code, states()) == (303, ["unconfirmed"])


def test_registration_closed_meanwhile_is_said_on_the_page(client):
    event = public_event(confirm_email=True)
    link = f"/my/{token(register(event))}"
    event.registration_open = False
    assert "Registration is closed." in client.get(link).text
    client.post(f"{link}/confirm")
    assert states() == ["unconfirmed"]


def test_who_never_asked_for_it_forgets_it_at_once(client):
    chie = register(public_event(confirm_email=True))
    assert client.submit(f"/my/{token(chie)}/erase").status_code == 303
    assert (db.session.get(Registration, chie.id, populate_existing=True).name, states()) == (
        "",
        ["cancelled"],
    )


@pytest.fixture
def offered(app, clock):
    """Bo, for whom a seat is kept for twelve hours from START."""
    event = public_event(capacity=1, answer_hours=12)
    chie, bo = register(event, "Chie"), register(event, "Bo", zone="America/Los_Angeles")
    registrations.cancel(chie, now=START)
    db.session.commit()
    return bo


@pytest.mark.parametrize(("said", "state"), [("take", "confirmed"), ("leave", "cancelled")])
def test_a_seat_that_is_kept_is_taken_or_given_back_by_one_button(client, offered, said, state):
    link = f"/my/{token(offered)}"
    page = client.get(link).text
    assert "Until Monday, 1 March 2027, 13:00, Los Angeles (PST, UTC−8). Then the next" in page
    assert client.get(f"/join/{token(offered, 'join')}").status_code == 200  # and no way in yet
    answer = client.post(f"{link}/seat", data={"seat": said})
    assert (answer.status_code, states()[-1]) == (303, state)


def test_a_seat_kept_too_long_is_told_and_not_had(app, client, clock, offered):
    link = f"/my/{token(offered)}"
    clock.move(timedelta(hours=12))
    page = client.get(link).text
    assert ("the time to take it has run out" in page, "Take the seat" in page) == (True, False)
    answer = client.post(f"{link}/seat", data={"seat": "take"})
    assert "This seat is no longer kept for you" in client.get(answer.location).text
    mind_seats(app)
    assert states() == ["cancelled", "cancelled"]
    assert "Register again" in client.get(link).text
    assert kinds(offered)[-1] == "seat_offer_ended"
    assert client.post(f"{link}/seat", data={"seat": "maybe"}).status_code == 400


def test_the_desk_shows_who_stands_where_and_lets_people_in(client, sign_in, amara, outgoing):
    sign_in(client, amara)
    event = public_event(capacity=2, approve_by_hand=True, team={Role.LEAD: amara})
    for name in ("Bo", "Chie", "Dov"):
        register(event, name)
    event.confirm_email = True
    register(event, "Eve")
    desk = "/desk/events/twelve-reefs/registrations"
    page = client.get(desk).text
    assert ("3 wait for your yes" in page, "1 has not confirmed the address." in page) == (True, True)
    assert "Address unconfirmed" in client.get(f"{desk}?state=unconfirmed").text
    assert client.post(f"{desk}/approve?state=applied", data={"number": "2"}).status_code == 303
    assert states() == ["applied", "applied", "unconfirmed", "confirmed"]
    assert "2 wait for your yes." in client.get("/desk/events/twelve-reefs").text
    client.post(f"{desk}/approve", data={"number": "all"})
    assert states() == ["unconfirmed", "confirmed", "confirmed", "waiting"]
    for number in ("99", "-1", "x", "", "9" * 40):
        assert client.post(f"{desk}/approve", data={"number": number}).status_code == 404


def test_an_unconfirmed_registration_is_taken_out_without_a_mail(client, sign_in, amara):
    sign_in(client, amara)
    eve = register(public_event(confirm_email=True, team={Role.LEAD: amara}), "Eve")
    page = f"/desk/events/twelve-reefs/registrations/{eve.queue_number}"
    answer = client.submit(page, {}, button="Cancel it")
    assert "Nobody is told: the address was never confirmed." in client.get(answer.location).text
    assert (states(), kinds(eve)) == (["cancelled"], ["confirm_address"])


def test_the_desk_sets_what_leads_to_a_seat(client, sign_in, amara):
    sign_in(client, amara)
    event = public_event(capacity=2, team={Role.LEAD: amara})
    desk = "/desk/events/twelve-reefs/registrations"
    typed = {"confirm_email": "y", "approve_by_hand": "y", "answer_hours": "48"}
    assert client.submit(desk, typed, button="Save").status_code == 303
    db.session.refresh(event)
    assert (event.confirm_email, event.approve_by_hand, event.answer_hours) == (True, True, 48)
    for wrong in ("0", "337", "two", "1.5"):
        refused = client.submit(desk, {"answer_hours": wrong}, button="Save")
        assert (refused.status_code, 'id="answer_hours-error"' in refused.text) == (422, True)
