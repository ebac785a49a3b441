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
