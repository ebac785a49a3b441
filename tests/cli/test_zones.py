"""`sidestage zones` as a script calls it: exact shapes, one line for what is refused."""

import json

import pytest
from click.testing import CliRunner

from app.cli.zones import zones
from app.domain.clocks.zones import zone_data_version
from tests.support.sources import DATA

CASES = json.loads((DATA / "tz_cases.json").read_text())["cases"]
NOT_PLACES = {"Etc/GMT+12", "EST5EDT", "GMT"}


def run(*words, lines=None):
    return CliRunner().invoke(zones, words, input=lines)


def answer(*words):
    result = run(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_a_plain_time_has_the_documented_shape():
    assert answer("resolve", "2023-05-02T10:00", "America/New_York") == {
        "kind": "plain",
        "instant": "2023-05-02T14:00:00Z",
        "offset": "-04:00",
        "abbreviation": "EDT",
        "zone_data": zone_data_version(),
    }


def test_a_gap_has_the_documented_shape():
    assert answer("resolve", "2023-03-12T02:30", "America/New_York") == {
        "kind": "gap",
        "before": {"wall": "2023-03-12T01:30", "instant": "2023-03-12T06:30:00Z"},
        "after": {"wall": "2023-03-12T03:30", "instant": "2023-03-12T07:30:00Z"},
    }


def test_an_overlap_has_the_documented_shape():
    assert answer("resolve", "2023-11-05T01:30", "America/New_York") == {
        "kind": "overlap",
        "first": {"instant": "2023-11-05T05:30:00Z", "offset": "-04:00"},
        "second": {"instant": "2023-11-05T06:30:00Z", "offset": "-05:00"},
    }


@pytest.mark.parametrize(
    ("wall", "zone", "says"),
    [
        ("2023-05-02T10:00", "EST", "America/New_York, America/Toronto"),
        ("2023-05-02T10:00", "UTC", "Africa/Accra"),
        ("2023-05-02T10:00", "Nowhere/City", "is no IANA zone name"),
        ("2023-05-02T10:00", "", "is no IANA zone name"),
        ("2023-05-02T10:00", "a\nb", "is no IANA zone name"),
        ("2023-05-02T10:00", "Auckland", "“Auckland” is no IANA zone name."),
        ("2023-05-02T10:00", "Auckland", "For instance: Pacific/Auckland."),
        ("2023-05-02T10:00", "Geneva", "For instance: Europe/Zurich."),
        ("2023-05-02", "Asia/Tokyo", "not a wall time"),
        ("ten", "Asia/Tokyo", "not a wall time"),
        ("2023-05-02T10:00Z", "Asia/Tokyo", "an instant already"),
        ("0202-05-02T10:00", "Asia/Tokyo", "between 1900 and 2199"),
    ],
)
def test_what_is_refused_ends_with_2_and_one_line(wall, zone, says):
    result = run("resolve", wall, zone, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("sidestage zones: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_many_lines_give_many_answers_in_order():
    asked = [
        {"wall": case["local"], "zone": case["zone"]} for case in CASES if case["zone"] not in NOT_PLACES
    ]
    result = run("resolve", "-", "--json", lines="\n".join(map(json.dumps, asked)))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    for case, given in zip([case for case in CASES if case["zone"] not in NOT_PLACES], answers, strict=True):
        if given["kind"] == "gap":
            assert given["after"]["instant"] == case["shifted_utc"].replace("Z", ":00Z")
        elif given["kind"] == "overlap":
            assert [given[each]["instant"][:-4] + "Z" for each in ("first", "second")] == [
                case["utc_fold0"],
                case["utc_fold1"],
            ]
        else:
            assert given["instant"] == case["expected_utc"].replace("Z", ":00Z")
            assert given["abbreviation"] == case.get("abbr", given["abbreviation"])


def test_a_bad_line_is_answered_in_its_place_and_ends_with_2():
    lines = [
        '{"wall": "2023-05-02T10:00", "zone": "EST"}',
        "rubbish",
        '["2023-05-02T10:00", "Asia/Tokyo"]',
        '{"wall": 5}',
        '{"wall": "2023-05-02T11:00"}',
        "",
        "[" * 9000,
        '"\ud83d"'.encode("utf-8", "surrogatepass").decode("latin-1"),
    ]
    result = run("resolve", "-", "Asia/Kolkata", lines="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert result.stderr == "sidestage zones: 5 line(s) refused\n"
    assert [given["kind"] for given in answers] == [
        "refused", "refused", "plain", "refused", "plain", "refused", "refused",
    ]  # fmt: skip
    assert answers[0]["choices"][0] == "America/New_York"
    assert answers[4]["instant"] == "2023-05-02T05:30:00Z"


def test_a_contradicted_label_shows_both_readings():
    found = answer("read", "2 May 2023 10:00-11:30 EST", "--place", "America/New_York")
    understood = ("date", "start", "end", "minutes", "letters", "place", "questions")
    assert [found[key] for key in understood] == [
        "2023-05-02", "10:00", "11:30", 90, "EST", "America/New_York", [],
    ]  # fmt: skip
    assert found["meaning"]["instant"] == "2023-05-02T14:00:00Z"
    assert found["label"] == {
        "kind": "contradicts",
        "readings": [
            {
                "letters": "EDT",
                "offset": "-04:00",
                "instant": "2023-05-02T14:00:00Z",
                "wall": "2023-05-02T10:00",
                "zone": "America/New_York",
                "means": "",
            },
            {
                "letters": "EST",
                "offset": "-05:00",
                "instant": "2023-05-02T15:00:00Z",
                "wall": "2023-05-02T11:00",
                "zone": None,
                "means": "Eastern standard time in North America",
            },
        ],
    }


def test_letters_without_a_place_are_listed():
    found = answer("read", "2 May 2023 10:00 IST")
    assert found["label"]["kind"] == "ambiguous"
    assert [reading["offset"] for reading in found["label"]["readings"]] == [
        "+05:30",
        "+02:00",
        "+01:00",
        "+03:00",
    ]


def test_questions_stand_beside_what_was_understood():
    found = answer("read", "03/04/2023 10:00 EST", "--place", "America/New_York", "--today", "2023-01-01")
    assert (found["date"], found["dates"]) == (None, ["2023-04-03", "2023-03-04"])
    assert (found["questions"], found["label"]) == (["date-order"], None)
    spoken = run("read", "03/04/2023 10:00", "--place", "America/New_York").stdout
    assert "questions: Day and month can be read either way. Which date is meant?" in spoken


def test_a_skipped_time_in_a_sentence_is_told():
    found = answer("read", "12 March 2023 2:30 am EST", "--place", "America/New_York")
    assert (found["meaning"]["kind"], found["label"]) == ("gap", None)


def test_a_missing_year_is_counted_from_today():
    assert answer("read", "2 May 10:00", "--today", "2030-05-03")["date"] == "2031-05-02"


def test_a_wrong_place_is_refused():
    result = run("read", "10:00", "--place", "CET")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Europe/Paris" in result.stderr


def test_the_release_in_use_is_named_with_its_source():
    assert answer("version") == {"zone_data": zone_data_version(), "from": "package"}
    assert run("version").stdout == f"{zone_data_version()} (from package)\n"


def test_people_get_lines():
    result = run("resolve", "2023-05-02T10:00", "Asia/Dhaka")
    assert result.stdout.splitlines()[:4] == [
        "kind: plain",
        "instant: 2023-05-02T04:00:00Z",
        "offset: +06:00",
        "abbreviation: +06",
    ]


def test_many_sentences_are_answered_one_by_one():
    lines = [
        "2 May 2023 10:00 EST",
        '{"text": "10:00 4 June 2023", "place": "Europe/Rome"}',
        "",
        '"3 May 2023"',
    ]
    result = run("read", "-", "--place", "America/New_York", lines="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(one["date"], one["place"]) for one in answers] == [
        ("2023-05-02", "America/New_York"),
        ("2023-06-04", "Europe/Rome"),
        ("2023-05-03", "America/New_York"),
    ]
    assert answers[0]["label"]["kind"] == "contradicts"


def test_a_refused_sentence_does_not_cost_the_others():
    lines = [
        "{rubbish",
        '{"text": 5}',
        '{"text": "10:00", "place": "EST"}',
        '""',
        "10:00",
        '"10:00',
        "{" * 9000,
    ]
    result = run("read", "-", lines="\n".join(lines))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (2, "sidestage zones: 5 line(s) refused\n")
    assert [one.get("kind", one.get("start")) for one in answers] == [
        "refused", "refused", "refused", "refused", "10:00", "10:00", "refused",
    ]  # fmt: skip
    assert answers[2]["choices"][0] == "America/New_York"


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_text_is_refused_in_one_line(text):
    result = run("read", text, "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (
        *(2, "", "sidestage zones: there is no text to read\n"),
    )
