"""Printed labels against the clocks of the place on that date (row T3)."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clocks.zones import WallTimeMissing, instant_of
from app.domain.typed_times.labels import LabelContradicts, LabelUnclear, check_label, require_clear_label
from tests.support.sources import DATA

CASES = json.loads((DATA / "tz_cases.json").read_text())["cases"]
NEW_YORK = "America/New_York"


def at(text):
    return datetime.fromisoformat(text)


MAY, JANUARY = at("2023-05-02T10:00"), at("2024-01-15T10:00")


def told(check):
    """Kind, and letters with UTC of each reading."""
    return check.kind, [(one.letters, f"{one.instant:%d %H:%M}") for one in check.readings]


def test_est_in_may_is_caught_and_both_readings_are_shown():
    check = check_label(MAY, NEW_YORK, "EST")
    own, literal = check.readings
    assert check.kind == "contradicts"
    assert (own.letters, own.offset, own.instant) == (
        "EDT",
        timedelta(hours=-4),
        datetime(2023, 5, 2, 14, tzinfo=UTC),
    )
    assert (own.zone, own.wall, own.means) == (NEW_YORK, MAY, "")
    assert (literal.letters, literal.offset) == ("EST", timedelta(hours=-5))
    assert (literal.zone, literal.instant) == (None, datetime(2023, 5, 2, 15, tzinfo=UTC))
    assert (literal.wall, literal.means) == (at("2023-05-02T11:00"), "Eastern standard time in North America")


def test_the_case_of_the_published_event():
    data = json.loads((DATA / "sti-forum-2023.json").read_text())["schedule"]
    check = check_label(at(f"{data['date']}T{data['wall_start']}"), data["zone"], data["label_as_printed"])
    assert [f"{one.instant:%Y-%m-%dT%H:%M:%SZ}" for one in check.readings] == [
        data["start_utc"],
        data["literal_reading_start_utc"],
    ]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES if "abbr" in case])
def test_the_letters_in_force_agree(case):
    check = check_label(at(case["local"]), case["zone"], case["abbr"])
    assert (check.kind, len(check.readings)) == ("agrees", 1)
    assert check.readings[0].instant == datetime.fromisoformat(case["expected_utc"])


@pytest.mark.parametrize(
    ("wall", "zone", "letters"),
    [
        (MAY, "America/Panama", "EST"),
        (MAY, NEW_YORK, "ET"),
        (MAY, NEW_YORK, "(E.D.T.)"),
        (MAY, NEW_YORK, "edt"),
        (MAY, NEW_YORK, "UTC-4"),
        (MAY, NEW_YORK, "GMT−04:00"),
        (MAY, "US/Eastern", "EDT"),
        (MAY, "America/Toronto", "ET"),
        (MAY, "Europe/Berlin", "MESZ"),
        (MAY, "Europe/London", "BST"),
        (MAY, "Asia/Dhaka", "BST"),
        (MAY, "Pacific/Bougainville", "BST"),
        (MAY, "Asia/Kolkata", "IST"),
        (MAY, "Europe/Dublin", "IST"),
        (JANUARY, "Asia/Jerusalem", "IST"),
        (MAY, "Asia/Riyadh", "AST"),
        (MAY, "America/Puerto_Rico", "AST"),
        (MAY, "Asia/Dubai", "GST"),
        (MAY, "Asia/Shanghai", "CST"),
        (MAY, "America/Regina", "CST"),
        (JANUARY, "America/Havana", "CST"),
        (MAY, "Asia/Manila", "PST"),
        (JANUARY, "Australia/Sydney", "EDT"),
        (MAY, "Australia/Brisbane", "EST"),
        (MAY, "Africa/Accra", "UTC"),
        (MAY, "Africa/Accra", "Z"),
    ],
)
def test_letters_that_the_place_speaks_for_agree(wall, zone, letters):
    check = check_label(wall, zone, letters)
    assert (check.kind, check.readings[0].instant) == ("agrees", instant_of(wall, zone))
    assert require_clear_label(wall, zone, letters) == check


@pytest.mark.parametrize(
    ("wall", "zone", "letters", "readings"),
    [
        (JANUARY, NEW_YORK, "EDT", [("EST", "15 15:00"), ("EDT", "15 14:00")]),
        (MAY, "America/Chicago", "CST", [("CDT", "02 15:00"), ("CST", "02 16:00")]),
        (MAY, "America/Phoenix", "MDT", [("MST", "02 17:00"), ("MDT", "02 16:00")]),
        (MAY, "Asia/Jerusalem", "IST", [("IDT", "02 07:00"), ("IST", "02 08:00")]),
        (JANUARY, "Europe/London", "BST", [("GMT", "15 10:00"), ("BST", "15 09:00")]),
        (JANUARY, "Europe/Dublin", "IST", [("GMT", "15 10:00"), ("IST", "15 09:00")]),
        (MAY, "Europe/Berlin", "MEZ", [("CEST", "02 08:00"), ("MEZ", "02 09:00")]),
        (MAY, "Europe/Paris", "CET", [("CEST", "02 08:00"), ("CET", "02 09:00")]),
        (MAY, NEW_YORK, "UTC-5", [("EDT", "02 14:00"), ("UTC-5", "02 15:00")]),
        (MAY, "Europe/London", "GMT", [("BST", "02 09:00"), ("GMT", "02 10:00")]),
        (MAY, "Europe/London", "EST", [("BST", "02 09:00"), ("EST", "02 15:00"), ("EST", "02 00:00")]),
        (MAY, "Asia/Kolkata", "ET", [("IST", "02 04:30"), ("ET", "02 14:00")]),
    ],
)
def test_letters_of_another_season_or_place_contradict(wall, zone, letters, readings):
    assert told(check_label(wall, zone, letters)) == ("contradicts", readings)
    with pytest.raises(LabelContradicts) as refused:
        require_clear_label(wall, zone, letters)
    assert refused.value.field == "printed_label"
    assert told(refused.value.check) == ("contradicts", readings)


@pytest.mark.parametrize(
    ("letters", "hours"),
    [
        ("EST", {-5, 10, -4}),  # -4 is New York's own clock in May
        ("CST", {-6, 8, -5, -4}),
        ("IST", {5.5, 2, 1, 3}),
        ("BST", {1, 6, 11}),
        ("AST", {-4, 3, -3}),
        ("PST", {-8, 8, -7}),
        ("GST", {4, -2}),
        ("MSK", {3, 4}),
        ("KST", {9, 8.5}),
        ("CET", {1, 2}),
    ],
)
def test_letters_with_several_meanings_are_asked_without_a_place(letters, hours):
    check = check_label(MAY, None, letters)
    assert check.kind == "ambiguous"
    assert {one.offset / timedelta(hours=1) for one in check.readings} == hours
    assert all(one.instant == MAY.replace(tzinfo=UTC) - one.offset for one in check.readings)
    assert all(bool(one.means) != bool(one.zone) for one in check.readings)
    assert {one.wall for one in check.readings} == {MAY}


@pytest.mark.parametrize(
    ("wall", "letters", "instant"),
    [
        (MAY, "JST", "02 01:00"),
        (MAY, "EDT", "02 14:00"),
        (MAY, "ET", "02 14:00"),
        (JANUARY, "ET", "15 15:00"),
        (JANUARY, "CET", "15 09:00"),
        (MAY, "UTC-4", "02 14:00"),
        (MAY, "GMT", "02 10:00"),
        (MAY, "EAT", "02 07:00"),
    ],
)
def test_letters_with_one_meaning_need_no_place(wall, letters, instant):
    check = check_label(wall, None, letters)
    assert (check.kind, [f"{one.instant:%d %H:%M}" for one in check.readings]) == ("agrees", [instant])


@pytest.mark.parametrize("letters", ["XYZ", "", "EST EDT", "UTC+99", "🙂", "x" * 10_000])
def test_letters_that_nobody_uses_are_unknown(letters):
    assert told(check_label(MAY, "Europe/Rome", letters)) == ("unknown", [("CEST", "02 08:00")])
    assert told(check_label(MAY, None, letters)) == ("unknown", [])
    with pytest.raises(LabelUnclear) as refused:
        require_clear_label(MAY, "Europe/Rome", letters)
    assert len(str(refused.value)) < 160


def test_letters_settle_a_doubled_hour_and_names_of_both_do_not():
    doubled = at("2023-11-05T01:30")
    assert check_label(doubled, NEW_YORK, "EDT").fold == 0
    assert check_label(doubled, NEW_YORK, "EST").fold == 1
    assert check_label(doubled, NEW_YORK, "UTC-5").fold == 1
    both = check_label(doubled, NEW_YORK, "ET")
    assert (both.kind, both.fold) == ("ambiguous", None)
    assert [one.fold for one in both.readings] == [0, 1]
    with pytest.raises(LabelUnclear):
        require_clear_label(doubled, NEW_YORK, "ET")


def test_a_skipped_hour_is_refused_before_its_label():
    with pytest.raises(WallTimeMissing):
        check_label(at("2023-03-12T02:30"), NEW_YORK, "EST")
