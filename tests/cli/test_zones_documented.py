"""docs/zones.md as a colleague reads it: every example is run, every key that is printed has a line there."""

import json
import re
import shlex

import pytest
from click.testing import CliRunner

from app.cli.zones import zones
from app.domain.clocks.zones import zone_data_version
from app.domain.typed_times.labels import QUESTIONS
from tests.support.sources import ROOT

PAGE = (ROOT / "docs/zones.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```\n\$ sidestage zones (.*?)\n```", PAGE, re.DOTALL)
RUN_HERE = [block for block in EXAMPLES if not block.startswith("watch")]  # it needs a database


def keys(found):
    """Every key of an answer, however deep."""
    if isinstance(found, list):
        return {key for one in found for key in keys(one)}
    if not isinstance(found, dict):
        return set()
    return set(found) | {key for value in found.values() for key in keys(value)}


def documented(key):
    return f"`{key}`" in PAGE


@pytest.mark.parametrize("block", RUN_HERE, ids=lambda block: block.splitlines()[0])
def test_an_example_prints_what_the_page_says(block):
    command, *lines = block.splitlines()
    given = "".join(f"{line[2:]}\n" for line in lines if line.startswith("< "))
    result = CliRunner().invoke(zones, shlex.split(command), input=given)
    expected = [line.replace("2026f", zone_data_version()) for line in lines if not line.startswith("< ")]
    assert result.stdout.splitlines() == expected


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.splitlines()[0])
def test_every_key_has_a_word_on_the_page(block):
    answers = [json.loads(line) for line in block.splitlines()[1:] if line.startswith("{")]
    assert {key for answer in answers for key in keys(answer) if not documented(key)} == set()


def test_every_question_is_explained():
    assert [code for code in (*QUESTIONS, "place-differs") if not documented(code)] == []
