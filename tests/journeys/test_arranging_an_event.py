"""Organisations, people and agenda, arranged with the keyboard and seen by axe."""

import pytest
from playwright.sync_api import expect

from app.domain.access import Role
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import OrganiserRole
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.partners import organisations
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

DESK = "/desk/events/twelve-reefs"


@pytest.fixture
def organiser(page, sign_in_page, amara):
    event = desk.event(team={Role.LEAD: amara})
    for name in ("Open Seas", "Reef Observatory", "شبكة الإنذار"):
        role = OrganiserRole.CO_ORGANISER
        organisations.add_organiser(event, name=name, role=role, actor=AMARA, now=START)
    given = [AffiliationGiven("Open Seas", "director", "NG")]
    speakers = [
        people.add_participation(
            event, part=PrintedPart(name=name, affiliations=given), actor=AMARA, now=START
        )
        for name in ("Amara Okafor", "Bo Lindqvist", "千恵 森")
    ]
    for title, speaker in zip(("Welcome", "Reefs", "Thanks"), speakers, strict=True):
        facts = ItemFacts(kind=ItemKind.TALK, title=title, minutes=30, people=[speaker])
        agenda.add_item(event, facts=facts, key=title.lower(), actor=AMARA, now=START)
    db.session.commit()
    return sign_in_page(page, amara)


def titles(page):
    return page.locator(".agenda h3").all_inner_texts()


def test_an_item_walks_down_by_pressing_the_same_key(organiser):
    organiser.goto(f"{DESK}/agenda", wait_until="networkidle")  # the zone has arrived
    organiser.get_by_role("button", name="Move “Welcome” down").focus()
    organiser.keyboard.press("Enter")
    organiser.wait_for_url("**did=down:welcome**")
    assert titles(organiser) == ["Reefs", "Welcome", "Thanks"]
    expect(organiser.get_by_role("button", name="Move “Welcome” down")).to_be_focused()
    organiser.keyboard.press("Enter")
    organiser.locator(".agenda > li:nth-child(3)").get_by_text("Welcome", exact=True).wait_for()
    expect(organiser.get_by_role("button", name="Move “Welcome” up")).to_be_focused()


def test_the_total_counts_while_minutes_are_typed_and_enter_saves_them(organiser):
    organiser.goto(f"{DESK}/agenda", wait_until="networkidle")  # the zone has arrived
    minutes = organiser.get_by_label("Minutes of “Reefs”")
    minutes.fill("35")
    assert organiser.locator(".progress span").inner_text() == "95 minutes in a 90-minute slot: +5"
    minutes.fill("25")
    assert organiser.locator(".progress span").inner_text() == "85 of 90 minutes: 5 left"
    minutes.press("Enter")
    organiser.get_by_text("Saved.").wait_for()
    assert (titles(organiser), minutes.input_value()) == (["Welcome", "Reefs", "Thanks"], "25")


def test_a_deleted_item_comes_back_with_one_press(organiser):
    organiser.goto(f"{DESK}/agenda", wait_until="networkidle")  # the zone has arrived
    organiser.get_by_role("button", name="Delete “Reefs”").click()
    organiser.get_by_text("“Reefs” was deleted.").wait_for()
    assert titles(organiser) == ["Welcome", "Thanks"]
    expect(organiser.get_by_role("button", name="Bring “Reefs” back").first).to_be_focused()
    organiser.keyboard.press("Enter")
    organiser.locator(".agenda > li:nth-child(3)").wait_for()
    assert titles(organiser) == ["Welcome", "Reefs", "Thanks"]


def test_enter_in_a_field_of_a_person_saves_instead_of_moving_affiliations(organiser):
    organiser.goto(f"{DESK}/people/amara-okafor/edit", wait_until="networkidle")  # the zone has arrived
    organiser.get_by_label("Name as printed").fill("Dr Amara Okafor")
    organiser.get_by_label("Name as printed").press("Enter")
    organiser.get_by_text("Saved.").wait_for()
    assert organiser.get_by_role("heading", name="Dr Amara Okafor").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "organisations",
        "organisations/open-seas/edit",
        "organisations/open-seas/remove",
        "people",
        "people/add",
        "people/amara-okafor/edit",
        "people/amara-okafor/remove",
        "agenda",
        "agenda/reefs/edit",
    ],
)
def test_nobody_is_shut_out(organiser, assert_no_axe_violations, path, width):
    organiser.set_viewport_size({"width": width, "height": 800})
    organiser.goto(f"{DESK}/{path}")
    assert_no_axe_violations(organiser)
    assert organiser.evaluate("document.documentElement.scrollWidth") <= width
