"""The summary: drafted, published whole or not at all, corrected with a dated note (row M6)."""

from datetime import date, timedelta

import pytest

from app.domain.lifecycle import StepNotAllowed, SummaryState
from app.domain.web_address import AddressRefused
from app.extensions import db
from app.models import EventChange
from app.services.library import summaries
from app.services.library.summaries import SummaryContent
from tests.support import library
from tests.support.desk import AMARA
from tests.support.world import START

STI = library.STI["summary"]


def content(**changes):
    facts = {
        "overview": "",
        "key_issues": [],
        "recommendations": [],
        "references": [],
        "numbers": [],
        "presented_by": "",
        "due_on": None,
        "published_on": None,
    } | changes
    lists = {name: facts.pop(name) for name in summaries.LISTS}
    return SummaryContent(lists=lists, **facts)


def sti():
    points = {
        name: [
            {"heading": one["heading"], "text": "\n".join(f"- {sub}" for sub in one.get("sub", []))}
            for one in STI[name]
        ]
        for name in ("key_issues", "recommendations")
    }
    return content(
        **points,
        references=[one | {"url": ""} for one in STI["references"]],
        presented_by="Hamish Jenkins",
        published_on=date.fromisoformat(library.STI["published_on"]),
    )


def do(verb, event, given=None, *, now=START, **more):
    if given is not None:
        more["content"] = given
    return verb(event, actor=AMARA, now=now, **more)


@pytest.fixture
def event(app):
    return library.event()


def fields():
    return [one.field for one in db.session.query(EventChange).order_by(EventChange.id)]


def test_the_sti_forum_summary_has_4_issues_5_recommendations_and_4_references_in_order(event):
    summary = do(summaries.publish, event, sti())
    db.session.commit()
    db.session.expire_all()
    assert [len(summary.key_issues), len(summary.recommendations), len(summary.references)] == [4, 5, 4]
    assert [one["heading"] for one in summary.recommendations] == [
        one["heading"] for one in STI["recommendations"]
    ]
    assert [one["label"] for one in summary.references] == [one["label"] for one in STI["references"]]
    assert (summary.state, summary.published_on, summary.published_at) == (
        SummaryState.PUBLISHED,
        date(2023, 5, 18),
        START,
    )


def test_a_draft_is_kept_unfinished_and_empty_rows_are_dropped(event):
    rows = [
        {"heading": "", "text": " "},
        {"heading": "", "text": "Half"},
        {},
        {"heading": "Whole", "text": ""},
    ]
    summary = do(summaries.save, event, content(key_issues=rows))
    assert (summary.state, summary.key_issues) == (
        SummaryState.DRAFT, [{"heading": "", "text": "Half"}, {"heading": "Whole", "text": ""}],
    )  # fmt: skip
    assert fields() == ["summary.key_issues", "summary.state"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, None),
        ({"references": [{"label": "A/RES/77/281"}]}, None),
        ({"key_issues": [{}, {"heading": "One"}, {"text": "Half"}]}, "key_issues-1-heading"),
        ({"overview": "Yes", "references": [{"topic": "Africa"}]}, "references-0-label"),
        ({"overview": "Yes", "numbers": [{"value": "112"}]}, "numbers-0-label"),
    ],
)
def test_nothing_is_published_half(event, given, field):
    with pytest.raises(summaries.SummaryNotReady) as refused:
        do(summaries.publish, event, content(**given))
    assert refused.value.field == field
    assert fields() == []


def test_a_links_refusal_names_its_row(event):
    rows = [{"label": "A", "url": "https://example.org"}, {}, {"label": "B", "url": "javascript:alert(1)"}]
    with pytest.raises(AddressRefused) as refused:
        do(summaries.save, event, content(references=rows))
    assert refused.value.field == "references-1-url"


def test_all_that_is_wrong_is_said_at_once(event):
    wrong = content(
        key_issues=[{"heading": "One"}, {"text": "Half"}],
        references=[{"label": "A", "url": "javascript:alert(1)"}, {"url": "ftp://example.org"}],
    )
    places = ["references-0-url", "references-1-url"]
    for verb, more, expected in (
        (summaries.save, {}, places),
        (summaries.publish, {}, ["key_issues-1-heading", "references-1-label", *places]),
        (summaries.correct, {"note": ""}, ["key_issues-1-heading", "references-1-label", *places, "note"]),
    ):
        with pytest.raises(summaries.SeveralRefused) as refused:
            do(verb, event, wrong, **more)
        assert [one.field for one in refused.value.refusals] == expected
    assert fields() == []


def test_a_published_summary_changes_only_with_a_dated_note(event):
    do(summaries.publish, event, content(overview="As it was"))
    better = content(overview="As it is")
    with pytest.raises(summaries.AlreadyPublic):
        do(summaries.save, event, better)
    with pytest.raises(summaries.CorrectionNoteNeeded):
        do(summaries.correct, event, better, note="")
    first = do(summaries.correct, event, better, note="The number was wrong.", now=START + timedelta(days=1))
    again = do(
        summaries.correct, event, content(overview="Now"), note="And the name.", now=START + timedelta(days=2)
    )
    assert first is again
    assert (again.state, again.overview, again.published_at) == (SummaryState.CORRECTED, "Now", START)
    assert [(one.at, one.text) for one in again.corrections] == [
        (START + timedelta(days=1), "The number was wrong."),
        (START + timedelta(days=2), "And the name."),
    ]


def test_the_same_form_sent_twice_is_no_second_correction(event):
    do(summaries.publish, event, content(overview="One"))
    do(summaries.publish, event, content(overview="One"))
    for _ in range(2):
        summary = do(summaries.correct, event, content(overview="Two"), note="Better.")
    assert (len(summary.corrections), fields().count("summary.state")) == (1, 3)


def test_what_is_taken_back_is_a_draft_again(event):
    with pytest.raises(StepNotAllowed):
        do(summaries.take_back, event)
    do(summaries.publish, event, content(overview="One"))
    assert do(summaries.take_back, event).state is SummaryState.DRAFT
    assert do(summaries.save, event, content(overview="Two")).overview == "Two"
