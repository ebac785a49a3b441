"""An event gets its hour by keyboard; the line under the fields follows; nothing is chosen silently."""

from playwright.sync_api import expect

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Participation, Person
from tests.support import events


def add_person(event, name, zone):
    person = Person(slug=name.lower(), name=name, name_key=name.lower(), zone=zone)
    db.session.add(person)
    db.session.flush()
    db.session.add(
        Participation(
            event_id=event.id,
            person_id=person.id,
            position=person.id,
            name_printed=name,
            state=ParticipationState.ACCEPTED,
        )
    )
    db.session.commit()


def test_a_pasted_sentence_becomes_the_hour_by_keyboard(page, sign_in_page, amara, assert_no_axe_violations):
    event = events.draft()
    add_person(event, "Giulia", "Europe/Rome")
    sign_in_page(page, amara).goto(f"/desk/events/{event.slug}/time")
    assert_no_axe_violations(page)

    page.get_by_label("Paste a sentence").focus()
    page.keyboard.type("2 May 2023 10:00-11:30 EST")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    expect(page.locator("#errors")).to_be_focused()
    assert_no_axe_violations(page)
    page.keyboard.press("Tab")  # the link to the question
    expect(page.locator("#errors a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("fieldset#zone")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first place, New York
    expect(page.get_by_label("New York, United States")).to_be_checked()
    page.keyboard.press("Enter")

    own = page.get_by_label("10:00 EDT (UTC−4), what clocks in New York show")
    expect(own).to_be_visible()
    assert_no_axe_violations(page)
    own.focus()
    page.keyboard.press("Space")
    page.get_by_label("Why this reading").focus()
    page.keyboard.type("Their invitation says New York.")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("The hour is set: Tuesday, 2 May 2023, 10:00 – 11:30 in New York")
    ).to_be_visible()
    expect(page.get_by_text("= 16:00 in Rome")).to_be_visible()
    db.session.rollback()  # the server has written since
    assert (event.zone, event.starts_at.isoformat()) == ("America/New_York", "2023-05-02T14:00:00+00:00")
    assert event.printed_label == "EST"


def test_the_line_under_the_fields_follows_while_typing(page, sign_in_page, amara, assert_no_axe_violations):
    event = events.draft()
    add_person(event, "Kanika", "Asia/Kolkata")
    sign_in_page(page, amara).goto(f"/desk/events/{event.slug}/time")
    page.get_by_label("Date*").fill("2027-03-29")
    page.get_by_label("Start").fill("10:00")
    page.get_by_label("Place").fill("Zurich")
    line = page.locator("#time-line")
    expect(line).to_contain_text("10:00 – 11:30 in Zurich is CEST, UTC+2 = 08:00 UTC = 13:30 in Kolkata")
    expect(page.locator("#time-people")).to_contain_text("Kanika, Kolkata")
    expect(page.locator("#time-people")).to_contain_text("Kanika (Kolkata, 13:30 instead of 14:30)")
    assert_no_axe_violations(page)
    page.get_by_label("Start").fill("02:30")
    page.get_by_label("Date*").fill("2027-03-28")
    page.get_by_label("Start").press("Tab")
    expect(line).to_contain_text("so 02:30 does not exist there")
    page.get_by_label("Start").fill("15:00")
    page.get_by_label("Label as printed").press_sequentially("EST")
    expect(line).to_contain_text("Which one is meant?")


def test_the_enter_key_never_chooses_a_neighbour_of_a_skipped_hour(page, sign_in_page, amara):
    event = events.draft()
    sign_in_page(page, amara).goto(f"/desk/events/{event.slug}/time")
    page.get_by_label("Date*").fill("2027-03-28")
    page.get_by_label("Start").fill("02:30")
    page.get_by_label("Place").fill("Zurich")
    page.get_by_label("Place").press("Enter")
    expect(page.get_by_text("That hour is skipped there")).to_be_visible()
    with page.expect_navigation():  # else the next key could go to the page that is leaving
        page.get_by_label("Place").press("Enter")
    expect(page.get_by_text("That hour is skipped there")).to_be_visible()
    db.session.rollback()  # the server has written since
    assert event.wall_start is None
    page.get_by_role("button", name="Take 03:30 (01:30 UTC)").press("Enter")
    expect(
        page.get_by_text("The hour is set: Sunday, 28 March 2027, 03:30 – 05:00 in Zurich")
    ).to_be_visible()


def test_without_scripts_a_sentence_is_read_and_an_hour_set(new_page, sign_in_page, amara):
    event = events.draft()
    page = sign_in_page(new_page(java_script_enabled=False), amara)
    page.goto(f"/desk/events/{event.slug}/time")
    page.get_by_label("Paste a sentence").fill("5/4/2027 15:00-16:30 in Zurich")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Tuesday, 4 May 2027").click()
    page.get_by_role("button", name="Set the hour").last.click()
    expect(page.get_by_text("The hour is set: Tuesday, 4 May 2027, 15:00 – 16:30 in Zurich")).to_be_visible()


def test_a_place_is_chosen_by_keyboard_and_without_scripts(new_page, assert_no_axe_violations):
    page = new_page(zone="America/Los_Angeles", width=390)
    page.goto("/zone")
    expect(page.get_by_text("Los Angeles (PST, UTC−8 today)")).to_be_visible()
    page.get_by_label("City or country").focus()
    page.keyboard.type("kathmandu")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kathmandu, Nepal")).to_be_checked()
    assert_no_axe_violations(page)
    page.get_by_label("Kathmandu, Nepal").press("Enter")
    expect(page.locator("[data-zone-chip]")).to_contain_text("Kathmandu")

    plain = new_page(java_script_enabled=False)
    plain.goto("/zone")
    plain.get_by_label("City or country").fill("Chile")
    plain.get_by_role("button", name="Find").click()
    plain.get_by_label("Santiago, Chile").check()
    plain.get_by_role("button", name="Show times there").click()
    expect(plain.locator("[data-zone-chip]")).to_contain_text("Santiago")


def test_a_device_that_knows_no_place_is_not_asked_again_and_again(new_page):
    page = new_page(zone="Etc/GMT+5")
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None
    )
    page.goto("/zone")
    expect(page.get_by_text("which is no place")).to_be_visible()
    page.goto("/zone")
    expect(page.get_by_label("Bogotá, Colombia")).to_be_visible()
    assert len(asked) == 1
