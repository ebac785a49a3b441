"""One person of two records, an event held again, and the kit for partners: by keyboard, seen by axe."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.services.scheduling import editions
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA

ADDRESSES = (
    "/desk/people",
    "/desk/people?q=loubier",
    "/desk/people/juan-loubier?q=juan",
    "/desk/people/juan-loubier/merge/loubier-juan",
    "/desk/events/twelve-reefs",
    "/desk/events/twelve-reefs/people",
    "/desk/events/twelve-reefs/publish",
    "/desk/events/twelve-reefs/copy",
    "/desk/events/twelve-reefs/kit",
    "/desk/events/seeds/kit",
    "/desk/forums/rain-forum/checks",
    "/desk/forums/rain-forum/copy",
    "/events/seeds/embed",
)


@pytest.fixture
def organiser(page, sign_in_page, amara):
    forum = editions.create(name="Rain Forum", short_name="", zone="Africa/Lagos", actor=actor_of(AMARA))
    team = {Role.LEAD: amara}
    reefs = desk.event(team=team, edition_id=forum.id)
    seeds = desk.event("seeds", team=team, title="Seeds", state=EventState.PUBLISHED)
    one = speaking.somebody(reefs, "Juan Loubier", "juan@example.org").person
    other = speaking.somebody(seeds, "Loubier, Juan", "loubier@example.org").person
    one.country, other.country, one.zone = "FR", "CA", "America/New_York"
    db.session.commit()
    return sign_in_page(page, amara)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_fit_for_everybody(organiser, assert_no_axe_violations, width, scheme):
    organiser.set_viewport_size({"width": width, "height": 900})
    organiser.emulate_media(color_scheme=scheme)
    for address in ADDRESSES:
        organiser.goto(address)
        assert_no_axe_violations(organiser)
        wide = organiser.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert (address, wide) == (address, False)


def press(page, role, name):
    """Reach a control with the tab key alone, and press it."""
    target = page.get_by_role(role, name=name).first
    for _step in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the tab key does not reach {name}")


def test_two_records_are_merged_and_parted_by_the_keyboard(organiser):
    organiser.goto("/desk/people")
    press(organiser, "link", "Compare Juan Loubier and Loubier, Juan")
    organiser.wait_for_url("**/merge/**")
    organiser.get_by_label("loubier@example.org").focus()
    organiser.keyboard.press("Space")
    press(organiser, "button", "Merge")
    organiser.wait_for_url("**/desk/people/merges/**")
    organiser.goto("/people/loubier-juan")
    organiser.goto("/desk/people")
    press(organiser, "link", "The merge of Loubier, Juan into Juan Loubier")
    organiser.wait_for_url("**/merges/**")
    press(organiser, "button", "Undo the merge")
    organiser.wait_for_url("**/desk/people")
    assert organiser.get_by_text("They are two records again.").is_visible()
    assert organiser.get_by_role("link", name="Compare Juan Loubier and Loubier, Juan").is_visible()


def test_a_copy_is_made_after_a_look_at_the_clocks(organiser):
    organiser.goto("/desk/events/twelve-reefs/copy")
    organiser.get_by_label("Day").fill("2027-08-12")
    press(organiser, "button", "Look at everybody’s clocks")
    organiser.get_by_text("New York: 04:00 (EST, UTC−5) becomes 05:00 (EDT, UTC−4).").wait_for()
    assert organiser.get_by_label("Day").input_value() == "2027-08-12"
    organiser.get_by_role("button", name="Make the copy").press("Enter")
    organiser.get_by_text("The copy is a draft. Nobody has been told of it.").wait_for()
    assert organiser.url.endswith("/desk/events/twelve-reefs-2")


def test_the_kit_is_copied_without_a_mouse(organiser):
    organiser.context.grant_permissions(["clipboard-read", "clipboard-write"])
    organiser.goto("/desk/events/seeds/kit")
    organiser.get_by_role("button", name="Copy: Short").press("Enter")
    organiser.get_by_text("Copied").wait_for()
    copied = organiser.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[:2] == [
        "Seeds",
        "Thursday, 11 March 2027, 10:00 – 11:30 Lagos, WAT (UTC+1) / 09:00 – 10:30 UTC",
    ]
