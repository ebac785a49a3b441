"""One event all the way: created, published, registered for, moved, held, recorded, found again."""

import re
from datetime import timedelta

import icalendar
import pytest

from app.extensions import db
from app.models import Event
from tests.support.attendees import deliver

VIDEO = "https://vimeo.com/123456789"
pytestmark = pytest.mark.browser


def calendar_entry(page, address):
    answer = page.request.get(address)
    assert answer.status == 200
    (entry,) = icalendar.Calendar.from_ical(answer.body()).events
    return entry


def press(page, name):
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()


def create_and_describe(page):
    page.goto("/desk")
    page.get_by_role("link", name=re.compile("event", re.IGNORECASE)).filter(
        has_text=re.compile("(New|Create)")
    ).first.click()
    page.get_by_role("textbox", name="Title").fill("Reefs that remember")
    press(page, "Create the draft")
    page.get_by_role("link", name="Do it now").click()
    page.get_by_role("textbox", name="Aim").fill("Agree how three observatories share one record.")
    page.get_by_role("group", name="Spoken languages").get_by_label("English").check()
    page.get_by_role("textbox", name="Meeting link").fill("https://meet.example.org/reefs")
    page.get_by_role("spinbutton", name="Seats").fill("2")
    press(page, "Save")


def set_hour(page, day, reason=None):
    page.get_by_role("link", name="Date and hour", exact=True).click()
    page.locator("#date").fill(day)
    page.get_by_label("Start").fill("10:00")
    page.get_by_label("Place").fill("Lagos, Nigeria")
    if reason:
        page.get_by_label("Why it moves").fill(reason)
        press(page, "Move the event")
    else:
        press(page, "Set the hour")


def post_record(page):
    page.get_by_role("link", name="Materials", exact=True).click()
    page.get_by_role("link", name=re.compile("Add")).first.click()
    page.get_by_label("Kind").select_option("recording")
    page.get_by_role("textbox", name="Link").fill(VIDEO)
    press(page, "Add and publish")
    page.get_by_role("link", name="Summary", exact=True).click()
    press(page, "Add: Recommendation")
    page.get_by_role("group", name="Recommendation 1").get_by_label("Heading").fill(
        "Share one record before the next bleaching."
    )
    press(page, "Publish")


def test_one_event_goes_all_the_way(app, new_page, sign_in_page, amara, clock, outgoing):
    desk = sign_in_page(new_page(zone="Africa/Lagos"), amara)
    create_and_describe(desk)
    set_hour(desk, "2027-03-10")
    desk.get_by_role("link", name="Organisations", exact=True).click()
    desk.get_by_label("Name").first.fill("Reef Observatory")
    desk.get_by_label("Role").first.select_option("lead")
    press(desk, re.compile("Add"))
    desk.get_by_role("link", name="Overview", exact=True).click()
    desk.get_by_role("link", name="Publish", exact=True).first.click()
    press(desk, "Publish")
    slug = desk.url.rsplit("/", 1)[-1]

    reader = new_page(zone="Asia/Tokyo", width=390)
    reader.goto(f"/events/{slug}")
    face = reader.locator(".when-face")
    face.get_by_text("18:00 – 19:30").wait_for()  # 10:00 in Lagos
    reader.get_by_role("link", name="Register").locator("visible=true").first.click()
    reader.get_by_label("Name").first.fill("Chie Tanabe")
    reader.get_by_label("E-mail", exact=False).first.fill("chie@example.org")
    reader.get_by_label("Country").select_option("JP")
    press(reader, re.compile("Register|Take"))
    db.session.rollback()
    assert deliver(app) == 1
    assert outgoing.sent[-1].method == "REQUEST"
    before = calendar_entry(reader, f"/events/{slug}.ics")

    set_hour(desk, "2027-03-11", reason="A plenary took this hour.")
    db.session.rollback()
    assert deliver(app) == 0  # more changes may come
    clock.move(timedelta(minutes=10))
    assert deliver(app) == 1
    after = calendar_entry(reader, f"/events/{slug}.ics")
    assert (before["UID"], int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (after["UID"], 0, 1)
    assert (after["DTSTART"].dt - before["DTSTART"].dt) == timedelta(days=1)
    assert b"SEQUENCE:1" in outgoing.sent[-1].calendar
    reader.goto(f"/events/{slug}")
    assert "A plenary took this hour." in reader.locator(".when-old").inner_text()

    db.session.rollback()
    clock.set(db.session.query(Event).one().ends_at + timedelta(hours=1))
    db.session.rollback()
    desk.goto(f"/desk/events/{slug}")
    desk.get_by_role("link", name="Mark as held").first.click()
    press(desk, "Yes, it was held")
    post_record(desk)
    reader.goto("/search")
    reader.get_by_role("searchbox").last.fill("observatory")
    press(reader, "Search")
    reader.get_by_role("link", name="Reefs that remember").first.click()
    reader.get_by_text("This event has taken place").first.wait_for()
    assert reader.get_by_role("link", name=re.compile("Recording")).get_attribute("href") == VIDEO
    assert reader.locator("#summary").get_by_text("Share one record before the next bleaching.").is_visible()
