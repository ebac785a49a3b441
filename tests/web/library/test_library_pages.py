"""The library in a real browser: accessible, quiet towards other hosts, of use before scripts (X1, M2)."""

import pytest

from app.domain.lifecycle import SummaryState
from app.extensions import db
from app.models import Material, MaterialKind, Summary
from tests.support import files, library
from tests.support.world import START

DESK = "/desk/events/twelve-reefs"


@pytest.fixture
def event(app, amara):
    event = library.event(lead=amara)
    library.material(event, url="https://vimeo.com/123456789", kind=MaterialKind.RECORDING, title="Recording")
    library.material(event, files.MP4, media_type="video/mp4", kind=MaterialKind.RECORDING, position=2)
    library.material(event, files.PDF, title="Twelve reefs, one dataset", language="en", position=3)
    library.material(event, title="Slides of Chie", position=4)
    summary = Summary(event_id=event.id, state=SummaryState.PUBLISHED, published_at=START)
    summary.key_issues = [{"heading": "Reefs are warm", "text": "- one\n- two"}]
    summary.references = [{"label": "A/RES/77/281", "topic": "Seas", "url": "https://example.org/r"}]
    summary.numbers = [{"label": "People", "value": "112"}]
    db.session.add(summary)
    db.session.commit()
    return event


def test_the_public_record_is_accessible_and_asks_no_other_host(event, page, assert_no_axe_violations):
    page.goto("/events/twelve-reefs")
    assert page.locator("#recording video, #recording .facade").count() == 2
    assert_no_axe_violations(page)


def test_a_foreign_player_is_loaded_when_the_reader_asks(event, page, visits):
    page.goto("/events/twelve-reefs")
    assert page.locator("iframe").count() == 0
    with page.expect_event("requestfailed", lambda asked: "player.vimeo.com" in asked.url):
        page.click(".facade")
    frame = page.locator(".player iframe")
    assert frame.get_attribute("src") == "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1"
    assert frame.get_attribute("title") == "Recording"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    visits.complaints[:] = [line for line in visits.complaints if "player.vimeo.com" not in line]


@pytest.mark.parametrize("part", ["/materials", "/materials/new", "/materials/preview", "/summary"])
def test_the_desk_is_accessible(event, new_page, sign_in_page, amara, part, assert_no_axe_violations):
    page = sign_in_page(new_page(width=390), amara)
    page.goto(DESK + part)
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("part", ["", "/content", "/withdraw"])
def test_one_materials_desk_is_accessible(event, page, sign_in_page, amara, part, assert_no_axe_violations):
    one = db.session.query(Material).filter_by(position=3).one().public_id
    sign_in_page(page, amara).goto(f"{DESK}/materials/{one}{part}")
    assert_no_axe_violations(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_refused_and_then_taken_with_and_without_scripts(
    event, new_page, sign_in_page, amara, scripts
):
    page = sign_in_page(new_page(java_script_enabled=scripts), amara)
    page.goto(f"{DESK}/materials/new")
    page.select_option("#kind", "presentation")
    page.fill("#title", "Kept words")
    page.set_input_files("#file", {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": files.EXE})
    page.click("button[value=publish]")
    page.wait_for_selector("#errors")
    assert "This file is a Windows program, whatever its name says." in page.inner_text("#errors")
    assert page.input_value("#title") == "Kept words"
    page.set_input_files("#file", {"name": "slides.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    page.click("button[value=publish]")
    page.wait_for_url(f"**{DESK}/materials")
    assert "“Kept words” is added." in page.inner_text(".flashes")


def test_a_file_over_the_limit_is_named_before_it_is_sent(
    event, live_app, new_page, sign_in_page, amara, monkeypatch
):
    monkeypatch.setitem(live_app.config, "MAX_CONTENT_LENGTH", 100_000)
    page = sign_in_page(new_page(), amara)
    page.goto(f"{DESK}/materials/new")
    page.set_input_files(
        "#file", {"name": "x.pdf", "mimeType": "application/pdf", "buffer": files.PDF + bytes(200_000)}
    )
    assert page.evaluate("document.querySelector('#file').validationMessage").startswith(
        "This file is too large"
    )
    page.click("button[value=keep]")
    assert page.url.endswith("/new")


def test_the_summary_grows_by_buttons_without_scripts(event, new_page, sign_in_page, amara):
    page = sign_in_page(new_page(java_script_enabled=False), amara)
    page.goto(f"{DESK}/summary")
    page.click("text=Add: Key issue")
    page.fill("#key_issues-1-heading", "Reefs are far")
    page.locator("#key_issues-1 button[title='Move up']").click()
    page.fill("#note", "A second issue was missing.")
    page.press("#note", "Enter")
    page.wait_for_selector(".flashes >> text=The correction is public, with its note.")
    page.goto("/events/twelve-reefs")
    assert page.locator("#summary ol").first.locator("strong").all_inner_texts() == [
        "Reefs are far",
        "Reefs are warm",
    ]
