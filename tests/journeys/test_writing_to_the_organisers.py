"""A question finds its way: from the event's page or an answered mail to the organisers, and back by mail."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.services.calendars import inbound
from tests.support.attendees import delivered, public_event, register
from tests.support.letters import letter
from tests.support.world import START


@pytest.fixture
def event(app, amara):
    made = public_event(team={Role.LEAD: amara})
    db.session.commit()
    return made


def test_a_stranger_asks_on_a_phone_and_a_lead_answers(
    app, new_page, sign_in_page, event, amara, outgoing, assert_no_axe_violations
):
    page = new_page(zone="Asia/Tokyo", width=390, color_scheme="dark")
    page.goto("/events/twelve-reefs")
    page.get_by_role("link", name="Write to the organisers").click()
    page.get_by_role("button", name="Send").click()
    assert page.locator("#errors a").all_inner_texts() == ["Name", "E-mail", "Message"]
    assert_no_axe_violations(page)
    page.get_by_label("Name").fill("Dan Ota")
    page.get_by_label("E-mail").fill("dan@example.org")
    page.get_by_label("Message").fill("Can I bring a colleague?")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="It is on its way").wait_for()
    assert_no_axe_violations(page)
    (told,) = delivered(app, outgoing)
    assert (told["To"], told["Reply-To"]) == ("Amara Okafor <amara@example.org>", "dan@example.org")

    desk = sign_in_page(new_page(), amara)
    desk.goto("/desk/events/twelve-reefs/messages")
    desk.get_by_text("1 is open").wait_for()
    desk.get_by_role("link", name="What people wrote to the organisers").click()
    assert_no_axe_violations(desk)
    desk.get_by_role("link", name="Dan Ota").click()
    assert_no_axe_violations(desk)
    desk.get_by_label("Your answer").fill("Yes, please do.")
    desk.get_by_role("button", name="Send the answer").click()
    desk.get_by_text("The answer is on its way to Dan Ota.").wait_for()
    (answer,) = delivered(app, outgoing)
    assert answer["To"] == "Dan Ota <dan@example.org>"
    assert answer.get_body(("plain",)).get_content().startswith("Yes, please do.")


def test_an_attendee_answers_the_invitation_and_the_organiser_finds_it_at_the_person(
    app, new_page, sign_in_page, event, amara, outgoing, assert_no_axe_violations
):
    register(event)
    (invitation,) = delivered(app, outgoing)
    raw = letter(invitation["Reply-To"], "I need captions in Spanish.", sender="chie@example.org")
    assert inbound.take(raw, now=START) == "letter"
    db.session.commit()
    desk = sign_in_page(new_page(), amara)
    desk.goto("/desk/events/twelve-reefs/registrations")
    desk.get_by_role("link", name="Chie Tanabe").click()
    desk.get_by_role("heading", name="What this person wrote").wait_for()
    assert_no_axe_violations(desk)
    desk.get_by_role("link", name="Re: Your seat: Twelve reefs").click()
    desk.get_by_text("I need captions in Spanish.").first.wait_for()
    desk.get_by_role("button", name="Nothing to answer").click()
    desk.get_by_role("link", name="Done").click()
    desk.get_by_role("link", name="Chie Tanabe").wait_for()
