"""The summary on the desk, without scripts: rows are added, ordered and dropped by buttons (M6, X5)."""

import re

import pytest

from app.domain.access import Role
from app.domain.lifecycle import SummaryState
from app.extensions import db
from app.models import Summary, TeamMember
from tests.support import library
from tests.support.forms import filled
from tests.support.pages import folded

PAGE = "/desk/events/twelve-reefs/summary"


@pytest.fixture
def desk(client, sign_in, amara):
    library.event(lead=amara)
    return sign_in(client, amara)


def press(desk, page, do, **fields):
    """Press a button on a page as it stands; return the answer."""
    _action, data = filled(
        page, {"do": do} | {name.replace("__", "-"): value for name, value in fields.items()}
    )
    return desk.post(PAGE, data=data)


def rows(page, name, part):
    found = re.findall(rf'name="{name}-(\d+)-{part}"[^>]*?value="([^"]*)"', page)
    return [value for _number, value in found]


def summary():
    db.session.expire_all()
    return db.session.query(Summary).one_or_none()


def test_rows_grow_move_and_go_without_being_kept(desk):
    page = press(desk, desk.get(PAGE).text, "add:key_issues").text
    assert rows(page, "key_issues", "heading") == [""]
    assert "autofocus" in page
    page = press(desk, page, "add:key_issues", key_issues__0__heading="A").text
    page = press(desk, page, "add:key_issues", key_issues__1__heading="B").text
    page = press(desk, page, "up:key_issues:1").text
    assert rows(page, "key_issues", "heading") == ["B", "A", ""]
    page = press(desk, page, "down:key_issues:0").text
    page = press(desk, page, "drop:key_issues:0").text
    assert rows(page, "key_issues", "heading") == ["B", ""]
    for rubbish in ("drop:key_issues:99", "up:nothing:1", "add:", "up:key_issues:-1", "up:key_issues:٣"):
        assert rows(press(desk, page, rubbish).text, "key_issues", "heading") == ["B", ""]
    assert summary() is None


def test_every_press_adds_a_row_that_can_be_seen_and_empty_ones_are_not_kept(desk):
    page = press(desk, desk.get(PAGE).text, "add:key_issues").text
    page = press(desk, page, "add:key_issues").text
    assert rows(page, "key_issues", "heading") == ["", ""]
    assert re.search(r'id="key_issues-1-heading"[^>]*autofocus|autofocus[^>]*id="key_issues-1-heading"', page)
    press(desk, page, "save", key_issues__1__heading="Reefs are warm")
    assert summary().key_issues == [{"heading": "Reefs are warm", "text": ""}]


def test_a_draft_is_saved_previewed_and_published(desk, new_client):
    page = press(desk, desk.get(PAGE).text, "add:key_issues").text
    page = press(desk, page, "add:references", key_issues__0__heading="Reefs are warm").text
    answer = press(
        desk, page, "preview", references__0__label="A/RES/77/281", references__0__url="https://example.org/r"
    )
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/desk/events/twelve-reefs/materials/preview",
    )
    preview = desk.get(answer.headers["Location"]).text
    assert ("Reefs are warm" in preview, '<a href="https://example.org/r"' in preview) == (True, True)
    assert "Reefs are warm" not in new_client().get("/events/twelve-reefs").text
    assert press(desk, desk.get(PAGE).text, "publish").status_code == 303
    assert summary().state is SummaryState.PUBLISHED
    assert "Reefs are warm" in new_client().get("/events/twelve-reefs").text


def test_a_correction_needs_its_note_and_shows_it(desk, new_client):
    press(desk, desk.get(PAGE).text, "publish", overview="112 people took part.")
    answer = press(desk, desk.get(PAGE).text, "correct", overview="121 people took part.")
    assert (answer.status_code, "Say in a sentence what is corrected" in answer.text) == (422, True)
    assert "121 people took part." in answer.text
    assert "112 people" in new_client().get("/events/twelve-reefs").text
    answer = press(
        desk,
        desk.get(PAGE).text,
        "correct",
        overview="121 people took part.",
        note="Two digits were swapped.",
    )
    assert answer.status_code == 303
    page = new_client().get("/events/twelve-reefs").text
    assert ["121 people" in page, "112 people" in page, "Two digits were swapped." in page] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"references__0__label": "A", "references__0__url": "javascript:alert(1)"},
            "Only addresses that begin with",
        ),
        ({"references__0__label": "x" * 501}, "At most 500 characters, please."),
        ({"due_on": "soon"}, "Give the date as year-month-day"),
    ],
)
def test_what_is_wrong_is_said_in_its_row_and_nothing_is_kept(desk, fields, words):
    page = press(desk, desk.get(PAGE).text, "add:references", overview="Kept words").text
    answer = press(desk, page, "save", **fields)
    assert (answer.status_code, words in answer.text, "Kept words" in answer.text) == (422, True, True)
    assert summary() is None


def test_a_text_without_end_is_refused_and_nothing_is_kept(desk):
    answer = press(desk, desk.get(PAGE).text, "save", overview="x" * 5_000_000)
    assert (answer.status_code, "At most 10000 characters, please." in answer.text, summary()) == (
        422,
        True,
        None,
    )


def test_rows_beyond_all_reason_are_no_failure(desk):
    fields = {f"key_issues-{number}-heading": "x" for number in range(200)} | {
        "key_issues-999999999-heading": "x"
    }
    assert desk.post(PAGE, data=fields | {"do": "save", "overview": "x"}).status_code == 303
    assert len(summary().key_issues) == 40


def test_nothing_is_published_half(desk):
    page = press(desk, desk.get(PAGE).text, "add:key_issues").text
    answer = press(desk, page, "publish", key_issues__0__text="A text without a heading")
    assert (answer.status_code, "This row has no heading." in answer.text, summary()) == (422, True, None)


def test_the_page_names_every_row_and_part_that_is_wrong(desk):
    page = press(desk, desk.get(PAGE).text, "add:key_issues").text
    page = press(desk, page, "add:key_issues", key_issues__0__heading="One").text
    page = press(desk, page, "add:references", key_issues__1__text="A text without a heading").text
    answer = folded(
        press(desk, page, "publish", references__0__label="A", references__0__url="javascript:alert(1)").text
    )
    summed_up = answer[answer.index('id="errors"') : answer.index("<form", answer.index('id="errors"'))]
    assert re.findall(r"<h2>(.*?)</h2>", summed_up) == ["2 things need your attention"]
    assert re.findall(r'<li><a href="#(.*?)">(.*?)</a>: (.*?)</li>', summed_up) == [
        ("key_issues-1-heading", "Key issues, row 2, Heading", "This row has no heading."),
        (
            "references-0-url",
            "References, row 1, Link",
            "Only addresses that begin with https:// or http:// can be linked.",
        ),
    ]
    for target in ("key_issues-1-heading", "references-0-url"):
        assert re.search(rf'aria-invalid="true"[^>]* id="{target}"', answer)


def test_who_may_only_read_sees_the_preview(new_client, sign_in, amara, bo, chie):
    event = library.event(lead=amara)
    db.session.add(TeamMember(event_id=event.id, account_id=bo.account.id, role=Role.CO_ORGANISER))
    reader = sign_in(new_client(), bo)
    assert reader.get(PAGE).headers["Location"] == "/desk/events/twelve-reefs/materials/preview"
    assert reader.post(PAGE, data={"do": "publish", "overview": "x"}).status_code == 403
    assert sign_in(new_client(), chie).get(PAGE).status_code == 404
