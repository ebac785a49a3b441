"""Speakers and partners in a real browser, by nothing but their link: clicks counted, axe asked."""

import pytest
from playwright.sync_api import expect

from app.domain.access import Role
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from tests.support import desk, partners, speaking
from tests.support.attendees import deliver
from tests.support.personas import CHIE

PEOPLE = "/desk/events/twelve-reefs/people"
ORGANISATIONS = "/desk/events/twelve-reefs/organisations"


@pytest.fixture
def event(app, amara):
    made = desk.event(team={Role.LEAD: amara})
    made.aim, made.languages = "Count them.", ["en"]
    db.session.commit()
    return made


class Counted:
    """A page whose clicks are counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, name):
        self.count += 1
        self.page.get_by_role("button", name=name, exact=True).click()


def test_a_partner_signs_off_in_at_most_3_interactions(page, event):
    link = partners.asked(event)
    page.goto(partners.page_of(link), wait_until="networkidle")
    steps = Counted(page)
    steps.click("Sign off all 3 parts")
    expect(page.get_by_text("All 3 parts are signed off. Thank you.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing needs your signature now")).to_be_visible()
    assert steps.count <= 3


def test_in_another_browser_a_partner_signs_in_at_most_3_interactions_too(page, new_page, event):
    link = partners.asked(event)
    page.goto(partners.page_of(link))
    other = new_page(width=390)
    other.goto(partners.page_of(link), wait_until="networkidle")
    expect(other.get_by_text("Count them.")).to_have_count(0)
    steps = Counted(other)
    steps.click("Yes, I am Ines Duarte")
    steps.click("Sign off all 3 parts")
    expect(other.get_by_text("All 3 parts are signed off. Thank you.")).to_be_visible()
    assert steps.count <= 3


def test_a_partner_says_no_to_a_part_with_the_keyboard_and_signs_again_what_was_mended(
    new_page, sign_in_page, event, amara
):
    link = partners.asked(event)
    guest, organiser = new_page(java_script_enabled=False, width=390), sign_in_page(new_page(), amara)
    guest.goto(partners.page_of(link))
    guest.get_by_text("We do not agree with a part").focus()
    guest.keyboard.press("Enter")
    guest.get_by_role("textbox", name="Title and aim").fill("Say “coral reefs”.")
    guest.get_by_role("button", name="Send the reasons, sign the rest").focus()
    guest.keyboard.press("Enter")
    expect(guest.get_by_text("The organisers have your reason.")).to_be_visible()
    organiser.goto(ORGANISATIONS)
    expect(organiser.get_by_text("Say “coral reefs”.")).to_be_visible()
    organiser.goto("/desk/events/twelve-reefs/details")
    organiser.get_by_label("Title").fill("Twelve coral reefs")
    organiser.get_by_role("button", name="Save").first.click()
    guest.reload()
    assert guest.locator("#sign-off ins").all_text_contents() == ["coral "]
    guest.get_by_role("button", name="Sign off this part").click()
    expect(guest.get_by_text("Signed off. Thank you.")).to_be_visible()


def test_a_proposed_speaker_is_accepted_and_invited(
    app, page, new_page, sign_in_page, event, amara, outgoing
):
    link = partners.asked(event)
    page.goto(partners.page_of(link))
    page.get_by_role("link", name="Propose a speaker").click()
    page.get_by_label("Name").fill("Nour Haddad")
    page.get_by_label("E-mail address").fill("nour@example.org")
    page.get_by_label("Role").select_option("panellist")
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("Waits for the organisers")).to_be_visible()
    organiser = sign_in_page(new_page(), amara)
    organiser.goto(ORGANISATIONS)
    organiser.get_by_role("button", name="Accept Nour Haddad and send an invitation").click()
    expect(organiser.get_by_text("Nour Haddad is in the list of people.")).to_be_visible()
    page.reload()
    expect(page.locator("#speakers").get_by_text("Accepted")).to_be_visible()
    deliver(app)
    assert "nour@example.org" in [mail.to_email for mail in outgoing.sent]


def test_a_returning_speaker_accepts_and_confirms_in_at_most_4_interactions(page, event):
    link = speaking.invited(event, affiliations=[AffiliationGiven("Reef Observatory", "director")])
    person = link.participation.person
    person.zone, person.bio = CHIE.zone, "Counts corals at night."
    db.session.commit()
    page.goto(speaking.page_of(link), wait_until="networkidle")
    steps = Counted(page)
    steps.click("Yes, I take part")
    expect(page.get_by_role("heading", name="Is this still right?")).to_be_visible()
    expect(page.get_by_text("Counts corals at night.")).to_be_visible()
    steps.click("Yes, all of it is right")
    expect(page.get_by_text("Your profile stands.")).to_be_visible()
    assert steps.count <= 4


def test_a_new_speaker_answers_with_the_keyboard_and_the_board_follows(new_page, sign_in_page, event, amara):
    link = speaking.invited(event)
    speaking.talk(event, link)
    guest = new_page(zone="Asia/Tokyo", width=390)
    guest.goto(speaking.page_of(link), wait_until="networkidle")
    expect(guest.get_by_text("18:00 – 19:30").first).to_be_visible()
    guest.get_by_role("button", name="Yes, I take part").focus()
    guest.keyboard.press("Enter")
    expect(guest.get_by_label("Name as it shall be printed")).to_have_value("Chie Tanabe")
    guest.get_by_label("Name as it shall be printed").press("Enter")
    expect(guest.get_by_role("heading", name="How your name is said")).to_be_visible()
    guest.goto(f"{speaking.page_of(link)}/profile/place", wait_until="networkidle")
    expect(guest.get_by_label("The city whose clock you live by")).to_have_value("Tokyo, Japan")
    organiser = sign_in_page(new_page(), amara)
    organiser.goto(PEOPLE, wait_until="networkidle")
    expect(organiser.get_by_text("Profile 1 of 7")).to_be_visible()


def test_an_answer_without_scripts(new_page, event):
    link = speaking.invited(event)
    guest = new_page(java_script_enabled=False, width=390)
    guest.goto(speaking.page_of(link))
    guest.get_by_text("I am not sure yet").click()
    guest.get_by_label("I will know by").fill("2027-03-05")
    guest.get_by_role("button", name="Tell the organisers").click()
    expect(guest.get_by_text("You will know by Friday, 5 March 2027.")).to_be_visible()


PAGES = {
    "speaker": (
        "",
        "/profile",
        "/profile/name",
        "/profile/saying",
        "/profile/affiliations",
        "/profile/place",
        "/profile/bio",
        "/profile/photo",
        "/profile/needs",
        "/consents",
        "/slides",
        "/tech-check",
        "/erase",
    ),
    "partner": ("", "/organisation", "/speakers"),
    "desk": (
        PEOPLE,
        f"{PEOPLE}/invite",
        f"{PEOPLE}/import",
        f"{PEOPLE}/profile-limits",
        f"{PEOPLE}/tech-checks",
        f"{PEOPLE}/chie-tanabe/link",
        ORGANISATIONS,
        f"{ORGANISATIONS}/open-seas/sign-off",
        f"{ORGANISATIONS}/who-signs",
        "/desk/events/twelve-reefs/publish",
    ),
}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("who", list(PAGES))
def test_nobody_is_shut_out(
    new_page, sign_in_page, assert_no_axe_violations, event, amara, who, width, scheme
):
    link, partner = speaking.invited(event, state="proposed"), partners.asked(event)
    speaking.talk(event, link)
    partners.proposed(partner)
    speaking.somebody(event, "نور الحداد", "nour@example.org")
    page = new_page(width=width, color_scheme=scheme)
    starts = {"speaker": speaking.page_of(link), "partner": partners.page_of(partner), "desk": ""}
    if who == "desk":
        sign_in_page(page, amara)
    if who == "speaker":
        page.goto(starts[who])
        page.get_by_role("button", name="Yes, I take part").click()
        page.wait_for_url("**/profile/name")
    for path in PAGES[who]:
        page.goto(f"{starts[who]}{path}", wait_until="networkidle")
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
