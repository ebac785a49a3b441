"""The line for a list of references (row M8)."""

import json
from datetime import date

import pytest

from app.domain.program.citation import citation
from tests.support.sources import DATA

STI = json.loads((DATA / "sti-forum-2023.json").read_text(encoding="utf-8"))
ADDRESS = "https://side.example.org/events/sse-social-innovation-2023"


def cite(**changes):
    facts = {
        "organisers": [one["short_name"] for one in STI["organisations"]],
        "title": STI["title"],
        "kind": "Virtual side event",
        "day": date(2023, 5, 2),
        "forum": "STI Forum 2023",
        "address": ADDRESS,
        "locale": "en_GB",
    }
    return citation(**(facts | changes))


def test_the_sti_forum_event_is_cited_with_its_organisers_in_their_order():
    assert cite() == (
        "UNTFSSE, Diesis, RIPESS and Canadian CED Network (2023). Social Innovation Experiences from the "
        f"Social and Solidarity Economy [Virtual side event, 2 May 2023]. STI Forum 2023. {ADDRESS}"
    )


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"organisers": []},
            f"Twelve reefs (2023). [Virtual side event, 2 May 2023]. STI Forum 2023. {ADDRESS}",
        ),
        (
            {"organisers": ["Diesis"], "forum": ""},
            f"Diesis (2023). Twelve reefs [Virtual side event, 2 May 2023]. {ADDRESS}",
        ),
        (
            {"organisers": ["Diesis"], "day": None},
            f"Diesis. Twelve reefs [Virtual side event]. STI Forum 2023. {ADDRESS}",
        ),
        (
            {"organisers": ["A", "B"], "locale": "fr"},
            f"A et B (2023). Twelve reefs [Virtual side event, 2 mai 2023]. STI Forum 2023. {ADDRESS}",
        ),
    ],
)
def test_what_is_missing_is_left_out(changes, line):
    assert cite(title="Twelve reefs.", **changes) == line
