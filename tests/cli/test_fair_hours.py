"""`sidestage fair-hours`: one JSON document in, one out; anything wrong is one line and exit 2."""

import json

import pytest
from click.testing import CliRunner, Result

from app.cli.fair_hours import fair_hours
from tests.support.sources import ROOT

EXAMPLE = ROOT / "docs/examples/fair-hours-pacific.json"


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(fair_hours, list(arguments), input=text)


def test_the_example_of_the_docs_is_ranked():
    answer = json.loads(run(str(EXAMPLE)).output)
    best = answer["starts"][0]
    assert (answer["suits_all_musts"], answer["zone"], len(answer["starts"])) == (True, "Pacific/Apia", 5)
    assert (best["rank"], best["starts_at"], best["wall"], best["weekday"], best["worst"]) == (
        *(1, "2027-08-17T05:30:00Z", "2027-08-17T18:30", "tue", 16),
    )
    assert [(one["id"], one["begins"], one["weekday"], one["day_shift"]) for one in best["people"]] == [
        ("a1", "2027-08-17T18:30", "tue", 0),
        ("a2", "2027-08-17T17:30", "tue", 0),
        ("a3", "2027-08-16T19:30", "mon", -1),
        ("a4", "2027-08-17T19:30", "tue", 0),
        ("a5", "2027-08-16T18:30", "mon", -1),
        ("a6", "2027-08-17T16:30", "tue", 0),
        ("a7", "2027-08-17T18:15", "tue", 0),
        ("m1", "2027-08-16T19:30", "mon", -1),
        ("i1", "2027-08-17T07:30", "tue", 0),
        ("i2", "2027-08-17T16:30", "tue", 0),
    ]
    assert [(one["change"], one["best"]["worst"]) for one in answer["what_if"]] == [
        ("dropped", 0),
        ("optional", 18),
    ]


def test_a_dash_reads_standard_input():
    assert run("-", text=EXAMPLE.read_text(encoding="utf-8")).output == run(str(EXAMPLE)).output


def test_near_misses_say_who_blocks():
    request = {
        "zone": "Africa/Lagos",
        "first": "2027-01-13",
        "last": "2027-01-13",
        "people": [
            {"id": "amara", "name": "Amara", "zone": "Africa/Lagos", "hours": {"mon-fri": "09:00-12:00"}},
            {"id": "bo", "name": "Bo", "zone": "America/Los_Angeles", "hours": {"mon-fri": "09:00-12:00"}},
        ],
    }
    answer = json.loads(run("-", text=json.dumps(request)).output)
    assert (answer["suits_all_musts"], answer["starts"]) == (False, [])
    assert [one["text"] for one in answer["near_misses"][0]["blocked_by"]] == [
        "Bo does not accept this hour (00:15 own time).",
    ]
    assert {one["id"] for one in answer["blockers"]} == {"amara", "bo"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1, column 2: this is not JSON."),
        ("", "line 1, column 1: this is not JSON."),
        ("[" * 100_000, "the JSON is nested too deeply."),
        (b"\xff\xfe", "this is not UTF-8 text."),
        (" " * 10_000_001, "the file is over 10 MB."),
        ("[]", "input: an object in braces is wanted here"),
        ('{"zone": "EST"}', "zone: "),
        ('{"zone": "\\ud800"}', "zone: a text is wanted here"),
        ('{"z\\no\\nn\\ne": 1}', "z o n e: is not a known field;"),
        (
            '{"zone": "UTC", "first": "2027-01-13", "last": "2027-01-13"}',
            "Nobody is on the list: add at least one",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_2(text, words):
    result = run("-", text=text)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"sidestage fair-hours: {words}")


def test_a_missing_file_is_exit_2():
    assert run("/nowhere/input.json").exit_code == 2


@pytest.mark.parametrize(
    ("source", "says"),
    [("/nowhere.json", "No such file or directory"), (".", "Is a directory"), ("a\0b", "no name of a file")],
)
def test_a_file_that_cannot_be_read_is_one_line(source, says):
    result = run(source)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"sidestage fair-hours: “{source}” cannot be read: {says}.\n"


def keys_in(found):
    if isinstance(found, list):
        return {key for one in found for key in keys_in(one)}
    if not isinstance(found, dict):
        return set()
    return set(found) | {key for value in found.values() for key in keys_in(value)}


def test_every_key_of_an_answer_is_explained_on_the_page():
    hours = {"mon-fri": "09:00-12:00"}
    people = [
        {"id": "amara", "zone": "Africa/Lagos", "hours": hours},
        {"id": "bo", "zone": "America/Los_Angeles", "hours": hours},
    ]
    nothing_suits = {"zone": "Africa/Lagos", "first": "2027-03-12", "last": "2027-03-16", "people": people}
    answers = [run(str(EXAMPLE)).output, run("-", text=json.dumps(nothing_suits)).output]
    page = (EXAMPLE.parents[1] / "fair-hours.md").read_text(encoding="utf-8")
    printed = {key for answer in answers for key in keys_in(json.loads(answer))}
    assert {"blocked_by", "clock_change_before", "as_good_on"} <= printed
    assert {key for key in printed if f"`{key}`" not in page} == set()
