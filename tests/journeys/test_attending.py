"""From the public page into the meeting, on a phone in Tokyo; axe looks at every page on the way."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Registration
from tests.support.attendees import public_event, queued, register, token


@pytest.fixture
def event(app, amara):
    return public_event(capacity=2, team={Role.LEAD: amara})


def only_registration():
    db.session.expire_all()
    found = db.session.query(Registration).one()
    link, door = f"/my/{token(found)}", f"/join/{token(found, 'join')}"
    db.session.commit()
    return link, door


def test_register_change_and_give_back_on_a_phone(new_page, event, assert_no_axe_violations):
    page = new_page(zone="Asia/Tokyo", width=390, color_scheme="dark")
    page.goto("/events/twelve-reefs/register")
    page.get_by_role("button", name="Register").click()
    assert page.locator("#errors a").all_inner_texts() == [
        "Your name",
        "Your e-mail address",
        "Country you take part from",
    ]
    assert_no_axe_violations(page)
    page.get_by_label("Your name").fill("Chie Tanabe")
    page.get_by_label("Your e-mail address").fill("chie@example.org")
    page.get_by_label("Country you take part from").select_option("JP")
    page.get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="Check your mail").wait_for()
    assert_no_axe_violations(page)
    link, _door = only_registration()
    page.goto(link)
    assert "18:00 – 19:30" in page.locator(".when-face").inner_text()
    page.get_by_text("Other calendars and phone").click()
    assert_no_axe_violations(page)
    page.get_by_role("link", name="Change", exact=True).click()
    assert_no_axe_violations(page)
    page.get_by_label("Your place").select_option("Pacific/Auckland")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Give my seat back").click()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Give my seat back").click()
    page.get_by_text("You are not registered any more.").wait_for()
    assert_no_axe_violations(page)
    assert [row.kind for row in queued() if row.kind != "reminder"] == [
        "registration_confirmed",
        "registration_cancelled",
    ]


def test_the_door_counts_down_and_opens_by_itself(new_page, base_url, event, clock, assert_no_axe_violations):
    event.meeting_url = f"{base_url}/status"  # no browser of a test leaves the house
    register(event)
    _link, door = only_registration()
    early = event.starts_at - timedelta(minutes=15, seconds=5)
    db.session.commit()
    clock.set(early)
    page = new_page(zone="Asia/Tokyo", width=390)
    page.clock.install(time=early)
    page.goto(door)
    assert page.locator("[data-countdown]").inner_text() == "The way in opens in 0:00:05."
    assert_no_axe_violations(page)
    clock.move(timedelta(seconds=6))
    page.clock.run_for(8000)
    page.get_by_role("heading", name="The door is open").wait_for()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Join the session").click()
    page.wait_for_url("**/status")


def test_the_organiser_makes_room(new_page, sign_in_page, event, amara, assert_no_axe_violations):
    for name in ("Bo", "Chie", "Dov"):
        register(event, name)
    page = sign_in_page(new_page(), amara)
    page.goto("/desk/events/twelve-reefs/registrations")
    assert_no_axe_violations(page)
    page.get_by_role("spinbutton", name="Seats").fill("3")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("1 person from the waiting list has a seat now").wait_for()
    page.get_by_role("link", name="Dov").click()
    assert_no_axe_violations(page)


def test_a_question_a_confirmed_address_and_a_seat_that_is_kept(
    app, page, new_page, amara, sign_in_page, assert_no_axe_violations
):
    public_event(capacity=1, team={Role.LEAD: amara})
    db.session.commit()
    desk = "/desk/events/twelve-reefs"
    sign_in_page(page, amara)
    page.goto(f"{desk}/questions")
    page.get_by_label("Question", exact=False).first.fill("Which coast do you live on?")
    page.get_by_label("One of several answers").check()
    page.get_by_label("Answers to choose from").fill("North\nSouth")
    page.get_by_label("Nobody can register without an answer").check()
    page.get_by_role("button", name="Add the question").click()
    page.get_by_text("0 answers").wait_for()
    assert_no_axe_violations(page)
    page.goto(f"{desk}/registrations")
    page.get_by_label("Confirm the address first").check()
    page.get_by_label("Hours to take a seat that became free").fill("24")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert_no_axe_violations(page)
    phones = [registers(new_page, name, assert_no_axe_violations) for name in ("Chie", "Bo")]
    assert phones[1].get_by_text("On the waiting list").first.is_visible()
    phones[0].get_by_role("link", name="Give my seat back").click()
    phones[0].get_by_role("button", name="Give my seat back").click()
    phones[0].get_by_text("You are not registered any more.").wait_for()
    phones[1].reload()
    phones[1].get_by_text("A seat is kept for you").wait_for()
    assert_no_axe_violations(phones[1])
    phones[1].get_by_role("button", name="Take the seat").press("Enter")
    phones[1].get_by_text("You have a seat. The invitation is in your mail.").wait_for()
    page.goto(f"{desk}/questions")
    assert page.get_by_text("North: 1").is_visible()  # Chie has cancelled


def registers(new_page, name, assert_no_axe_violations):
    """Fill in the form on a phone, follow the link of the mail, press its one button."""
    phone = new_page(zone="Asia/Tokyo", width=390)
    phone.goto("/events/twelve-reefs/register")
    phone.get_by_label("Your name").fill(name)
    phone.get_by_label("Your e-mail address").fill(f"{name.lower()}@example.org")
    phone.get_by_label("Country you take part from").select_option("JP")
    phone.get_by_label("North").check()
    phone.get_by_role("button", name="Register").or_(
        phone.get_by_role("button", name="Join the waiting list")
    ).click()
    phone.get_by_text("Nothing is held for you yet").wait_for()
    db.session.expire_all()
    link = f"/my/{token(db.session.query(Registration).filter_by(name=name).one())}"
    db.session.commit()
    phone.goto(link)
    assert_no_axe_violations(phone)
    phone.get_by_role("button", name="Confirm and take part").press("Enter")
    phone.get_by_text("Your registration, ").wait_for()
    return phone
