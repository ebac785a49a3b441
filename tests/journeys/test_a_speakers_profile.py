"""A speaker's profile in a browser: a photo cut by keys, a name said into a microphone, a compact board."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from app.domain.access import Role
from app.extensions import db
from app.gateways import gateways
from tests.support import desk, speaking

PEOPLE = "/desk/events/twelve-reefs/people"
SOUND = "new AudioContext().createMediaStreamDestination().stream"
SILENCE = f"navigator.mediaDevices.getUserMedia = async () => {SOUND}"


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(app, event):
    made = speaking.invited(event)
    made.participation.state = "accepted"
    db.session.commit()
    return made


def fresh(link):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(type(link), link.id).participation


def two_halves():
    """Return a wide picture, red on the left and blue on the right."""
    picture = Image.new("RGB", (1200, 600), "red")
    picture.paste("blue", (600, 0, 1200, 600))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return {"name": "me.png", "mimeType": "image/png", "buffer": out.getvalue()}


def test_a_photo_is_cut_with_the_keyboard_and_sent_as_it_was_shown(page, link, assert_no_axe_violations):
    page.goto(f"{speaking.page_of(link)}/profile/photo", wait_until="networkidle")
    page.get_by_label("Photo", exact=True).set_input_files(two_halves())
    slider = page.get_by_label("To the side")
    expect(slider).to_be_visible()
    expect(page.get_by_role("radio", name="The middle")).to_be_hidden()
    slider.press("End")
    page.get_by_label("Closer").press("ArrowRight")
    assert_no_axe_violations(page)
    page.wait_for_function("document.querySelector('input[type=file]').files[0].name === 'photo.jpg'")
    page.get_by_role("button", name="Save and go on").last.click()
    page.wait_for_url("**/profile/needs")
    with gateways().storage.open(f"{fresh(link).photo_key}-128.webp") as file:
        shown = Image.open(io.BytesIO(file.read())).convert("RGB")
    corners = [shown.getpixel((at, 64)) for at in (4, 123)]
    assert [red < 60 and blue > 190 for red, _green, blue in corners] == [True, True]


def test_a_photo_goes_without_scripts_too(new_page, link):
    guest = new_page(java_script_enabled=False)
    guest.goto(f"{speaking.page_of(link)}/profile/photo")
    guest.get_by_label("Photo", exact=True).set_input_files(two_halves())
    guest.get_by_role("button", name="Save and go on").last.click()
    guest.wait_for_url("**/profile/needs")
    assert fresh(link).photo_key != ""


def test_a_name_is_said_into_the_microphone_and_saved_with_the_form(page, link, assert_no_axe_violations):
    page.add_init_script(SILENCE)
    page.goto(f"{speaking.page_of(link)}/profile/saying", wait_until="networkidle")
    page.get_by_label("How it is said").fill("chee-eh")
    page.get_by_role("button", name="Record").press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Recorded. Listen to it, then save; or record again.")).to_be_visible()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Save and go on").last.click()
    page.wait_for_url("**/profile/affiliations")
    part = fresh(link)
    assert (part.pronunciation, part.voice_key.rpartition(".")[2]) == ("chee-eh", "webm")


def test_a_refused_recording_leaves_the_microphone_in_reach(page, link):
    page.add_init_script(SILENCE)
    page.goto(f"{speaking.page_of(link)}/profile/saying", wait_until="networkidle")
    wrong = {"name": "me.mp3", "mimeType": "audio/mpeg", "buffer": b"<script>alert(1)</script>"}
    page.get_by_label("Your name, said by you").set_input_files(wrong)
    page.get_by_role("button", name="Save and go on").last.click()
    expect(page.locator("#errors")).to_contain_text("Choose MP3, M4A, Ogg, WebM or WAV.")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("button", name="Stop")).to_be_focused()


def test_the_board_moves_people_with_the_keyboard_and_stays_low_on_a_phone(
    new_page, sign_in_page, event, amara
):
    for name in ("Kofi Mensah", "نور الحداد", "Plato"):
        speaking.somebody(event, name, None)
    page = sign_in_page(new_page(width=390), amara)
    page.goto(PEOPLE, wait_until="networkidle")
    rows = page.locator("ol.materials > li")
    assert [box["height"] < 190 for box in (rows.nth(at).bounding_box() for at in range(3))] == [True] * 3
    page.get_by_text("More: Kofi Mensah").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Move Kofi Mensah down").press("Enter")
    page.wait_for_url("**did=down**")
    expect(page.get_by_role("button", name="Move Kofi Mensah down")).to_be_focused()
    assert [row.split("\n")[0] for row in rows.locator("h3").all_inner_texts()] == [
        "نور الحداد",
        "Kofi Mensah",
        "Plato",
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_lists_slots_and_answers_on_the_desk_shut_nobody_out(
    new_page, sign_in_page, assert_no_axe_violations, event, link, amara, width
):
    link.participation.person.zone = "Asia/Tokyo"
    db.session.commit()
    page = sign_in_page(new_page(width=width), amara)
    page.goto(f"{PEOPLE}/import", wait_until="networkidle")
    page.get_by_label("Or paste the lines here").fill("Surname,Mail\nMensah,kofi@example.org\n")
    page.get_by_role("button", name="Look at the list").click()
    page.get_by_label("1: Surname").select_option("Name")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_role("button", name="Add one person")).to_be_visible()
    assert_no_axe_violations(page)
    page.goto(f"{PEOPLE}/tech-checks", wait_until="networkidle")
    page.get_by_role("button", name="Offer by this rule").click()
    expect(page.get_by_text("3 slots are offered.")).to_be_visible()
    assert_no_axe_violations(page)
    guest = new_page(width=width, zone="Asia/Tokyo")
    guest.goto(f"{speaking.page_of(link)}/tech-check", wait_until="networkidle")
    guest.get_by_role("radio").first.check()
    guest.get_by_role("button", name="Book it").click()
    expect(guest.get_by_text("Booked.", exact=True)).to_be_visible()
    page.reload()
    page.get_by_text("How it went").click()
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
