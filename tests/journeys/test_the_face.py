"""What every page shares: readable by everyone, in both lights, on every width, at the reader's own time."""

import pytest

WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > innerWidth"
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifted += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_component_is_readable_by_everyone(new_page, assert_no_axe_violations, width, light):
    page = new_page(width=width, color_scheme=light)
    page.goto("/components")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(WIDER_THAN_THE_SCREEN)
    assert_no_axe_violations(page)


def test_pages_run_the_other_way_by_themselves(new_page):
    page = new_page(width=320)
    page.goto("/components")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert not page.evaluate(WIDER_THAN_THE_SCREEN)


def test_the_first_visit_learns_the_zone_and_nothing_moves(new_page):
    page = new_page(zone="Asia/Tokyo", width=390)
    page.add_init_script(WATCH_SHIFTS)
    page.goto("/components")
    page.get_by_role("link", name="Your time zone: Tokyo").wait_for()
    page.wait_for_load_state("networkidle")
    assert [cookie["value"] for cookie in page.context.cookies()] == ["auto%3AAsia%2FTokyo"]
    assert page.evaluate("shifted") < 0.01


def test_a_detected_zone_travels_with_the_device(new_page, base_url):
    page = new_page(zone="Africa/Lagos")
    page.context.add_cookies([{"name": "sidestage_zone", "value": "auto%3AAsia%2FTokyo", "url": base_url}])
    page.goto("/components")
    page.get_by_role("link", name="Your time zone: Lagos").wait_for()
    assert page.locator(".zone-offer").count() == 0


def test_a_chosen_zone_stays_until_the_reader_says_so(new_page, base_url):
    page = new_page(zone="Africa/Lagos")
    page.context.add_cookies([{"name": "sidestage_zone", "value": "chosen%3AAsia%2FTokyo", "url": base_url}])
    page.goto("/components")
    page.get_by_text("Your device is set to Lagos time.").wait_for()
    page.get_by_role("button", name="Keep Tokyo").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator(".zone-offer").count() == 0
    page.evaluate("localStorage.clear()")
    page.reload()
    page.get_by_role("button", name="Use it here").click()
    page.get_by_role("link", name="Your time zone: Lagos").wait_for()


def test_an_old_name_of_the_chosen_zone_is_the_same_zone(new_page, base_url):
    page = new_page(zone="Asia/Calcutta")
    page.context.add_cookies(
        [{"name": "sidestage_zone", "value": "chosen%3AAsia%2FKolkata", "url": base_url}]
    )
    page.goto("/components")
    page.wait_for_load_state("networkidle")
    assert page.locator(".zone-offer").count() == 0


def test_a_dialog_asks_in_place_of_its_page(page):
    page.goto("/components")
    page.get_by_role("link", name="Cancel this event").click()
    dialog = page.get_by_role("dialog", name="Cancel this event?")
    dialog.wait_for()
    dialog.get_by_role("button", name="Keep it as it is").click()
    dialog.wait_for(state="hidden")


def test_the_counter_says_what_is_left_and_what_is_too_much(page):
    page.goto("/components")
    field = page.get_by_label("Title").first
    counter = page.locator("[data-counter-for]").first
    field.fill("x" * 119)
    assert counter.inner_text() == "Characters left: 1"
    field.fill("x" * 123)
    assert counter.inner_text() == "Characters too many: 3"


def test_errors_take_the_focus_and_lead_to_their_fields(page):
    page.goto("/components")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.locator("#errors").get_by_role("link", name="E-mail").click()
    assert page.evaluate("document.activeElement.name") == "wrong-email"


def test_the_menu_opens_on_a_phone_without_scripts(new_page):
    page = new_page(width=390, java_script_enabled=False)
    page.goto("/components")
    assert not page.get_by_role("navigation", name="Site").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").wait_for()
