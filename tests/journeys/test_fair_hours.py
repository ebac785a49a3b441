"""Finding an hour for three continents in a browser: by keyboard, by question, and on a phone."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Event, HourPollPerson
from app.services.finder import poll_links
from tests.support import desk
from tests.support.finder import with_people

pytestmark = pytest.mark.browser
PAGE = "/desk/events/twelve-reefs/fair-hours"


@pytest.fixture
def event(app, amara):
    made = with_people(desk.event(team={Role.LEAD: amara}))
    db.session.commit()
    return made


@pytest.fixture
def organiser(event, page, sign_in_page, amara):
    return sign_in_page(page, amara)


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()


def test_the_map_by_keyboard(organiser, assert_no_axe_violations):
    organiser.goto(PAGE)
    stops = organiser.locator("table[data-heat] a[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    organiser.keyboard.press("ArrowDown")
    focused = organiser.evaluate("document.activeElement.textContent.trim()")
    day, hour = focused.split(": ")[0].split(", ")
    organiser.locator("#start h2", has_text=day.split()[1]).wait_for()
    everybody = organiser.locator("[data-heat-now]")
    everybody.filter(has_text="Chie").wait_for()
    assert everybody.inner_text().startswith(day)
    column = organiser.evaluate("document.activeElement.closest('td').cellIndex")
    marked = organiser.locator(".own.at").evaluate_all("all => all.map(one => one.closest('td').cellIndex)")
    assert marked == [column] * 3
    organiser.keyboard.press("Enter")
    organiser.wait_for_url("**at=*")
    assert (
        organiser.locator("table[data-heat] a[aria-current]")
        .inner_text()
        .strip()
        .startswith(f"{day}, {hour}")
    )
    assert_no_axe_violations(organiser)


def test_the_pointer_shows_everybodys_hour_and_a_phone_begins_at_the_hour_looked_at(organiser, new_page):
    organiser.goto(PAGE)
    organiser.locator("table[data-heat] a").nth(20).hover()
    organiser.locator("[data-heat-now]").filter(has_text="Bo").wait_for()
    phone = new_page(width=390)
    phone.context.add_cookies(organiser.context.cookies())
    phone.goto(PAGE)
    cell = phone.locator("table[data-heat] a[aria-current]").bounding_box()
    assert 60 < cell["x"] < 360


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_the_finder_is_sound(
    event, new_page, sign_in_page, amara, assert_no_axe_violations, width
):
    page = sign_in_page(new_page(width=width), amara)
    for path in ("", "/people/chie", "/ask", "/propose?at=20270310T0900Z", "?without=bo"):
        page.goto(PAGE + path)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_ask_answer_and_fix(event, organiser, new_page, assert_no_axe_violations):
    organiser.goto(PAGE)
    organiser.get_by_role("link", name="Ask the people").click()
    organiser.get_by_label("A word to them").fill("Any of these.")
    press(organiser, "Ask the people")
    db.session.rollback()
    chie = db.session.query(HourPollPerson).filter_by(key="chie").one()
    phone = new_page(zone="Asia/Tokyo", width=390)
    phone.goto(poll_links.url(chie).removeprefix("http://localhost"))
    phone.get_by_text("by the clock of Tokyo").wait_for()
    assert_no_axe_violations(phone)
    for start in phone.locator("form fieldset").all():
        start.get_by_label("Yes", exact=True).check()
    press(phone, "Send my answers")
    phone.get_by_text("The organisers have your answers").wait_for()
    organiser.goto(f"{PAGE}/poll")
    assert_no_axe_violations(organiser)
    organiser.get_by_text("1 of 3 have answered").wait_for()
    organiser.get_by_role("link", name="Fix ").first.click()
    press(organiser, "Fix this hour")
    organiser.get_by_text("The hour is set.").wait_for()
    db.session.rollback()
    fixed = db.session.get(Event, event.id)
    phone.reload()
    phone.get_by_text("The hour is fixed.").wait_for()
    assert fixed.starts_at is not None


def test_without_scripts_it_is_the_same_page(event, new_page, sign_in_page, amara):
    page = sign_in_page(new_page(java_script_enabled=False), amara)
    page.goto(PAGE)
    page.locator("table[data-heat] a").first.click()
    assert page.locator("#start h2").count() == 1
    page.locator("#need-bo").select_option("optional")
    page.get_by_role("button", name="Find fair hours").click()
    assert page.locator("#need-bo").input_value() == "optional"
