"""The finder's answer as plain values: the hours in every form, who pays, and why."""

import json
from datetime import UTC, date, datetime

from app.domain.fair_hours.json_output import answer
from app.domain.fair_hours.what_if import Change, what_if
from tests.support.fair_hours_cases import AMARA, BO, CHIE, ask, two_who_never_meet


def test_the_best_start_stands_first_with_everybody_s_own_time():
    said = answer(ask(AMARA, BO, CHIE))
    assert json.loads(json.dumps(said)) == said
    assert (said["measure"], said["zone"], said["minutes"], said["suits_all_musts"]) == (
        "fewest-hurt",
        "UTC",
        90,
        True,
    )
    best = said["starts"][0]
    assert (best["rank"], best["starts_at"], best["wall"], best["weekday"]) == (
        1,
        "2027-01-13T05:30:00Z",
        "2027-01-13T05:30",
        "wed",
    )
    own = {one["id"]: (one["begins"], one["offset"], one["day_shift"], one["band"]) for one in best["people"]}
    assert own == {
        "amara": ("2027-01-13T06:30", "+01:00", 0, "tiring"),
        "bo": ("2027-01-12T21:30", "-08:00", -1, "tiring"),
        "chie": ("2027-01-13T14:30", "+09:00", 0, "good"),
    }
    assert best["pays"] == [{"id": "bo", "points": 40}, {"id": "amara", "points": 29}]
    assert best["reasons"][0] == {"code": "everybody-can-come", "text": "Everybody can come.", "people": []}


def test_a_clock_change_is_told_with_both_offsets():
    now = datetime(2027, 3, 1, tzinfo=UTC)
    said = answer(ask(BO, first=date(2027, 3, 17), last=date(2027, 3, 17), now=now))
    [person] = said["starts"][0]["people"]
    assert person["clock_change_before"] == {
        "instant": "2027-03-14T10:00:00Z",
        "before": "-08:00",
        "after": "-07:00",
    }
    assert person["clock_change_during"] is None


def test_where_nobody_can_meet_the_near_misses_say_who_blocks():
    said = answer(ask(*two_who_never_meet()))
    assert (said["suits_all_musts"], said["starts"]) == (False, [])
    assert [one["absent"] for one in said["near_misses"]] == [["late"], ["early"]]
    assert [one["blocked_by"][0]["people"] for one in said["near_misses"]] == [["late"], ["early"]]
    assert {one["id"] for one in said["blockers"]} == {"early", "late"}


def test_what_would_be_without_somebody_is_told_beside_it():
    found = ask(*two_who_never_meet())
    tried = [what_if(found.search.request, "early", change) for change in Change]
    said = answer(found, tried)["what_if"]
    assert [(one["id"], one["change"], one["suits_all_musts"], one["best"]["wall"]) for one in said] == [
        ("early", "dropped", True, "2027-01-13T10:00"),
        ("early", "optional", True, "2027-01-13T10:00"),
    ]
