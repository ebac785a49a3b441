"""Reading a request from JSON: what is understood, and refusals that name the place in it (rows T10, X5)."""

import json
from datetime import UTC, date, datetime

import pytest

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.errors import DomainError
from app.domain.fair_hours.json_input import read_request
from app.domain.fair_hours.measure import Measure, Need
from app.domain.fair_hours.public_holidays import public_holidays
from app.domain.fair_hours.week_grid import GOOD, IF_NEED_BE, NO, USUAL
from tests.support.fair_hours_cases import span
from tests.support.sources import DATA, ROOT

use_packaged_zone_data()

NOW = datetime(2027, 1, 1, tzinfo=UTC)
AMARA = {"id": "amara", "zone": "Africa/Lagos"}


def document(**changes) -> dict:
    plain = {"zone": "Africa/Lagos", "first": "2027-01-13", "last": "2027-01-14", "people": [AMARA]}
    return {key: value for key, value in {**plain, **changes}.items() if value is not ...}


def person(**changes):
    return read_request(document(people=[{**AMARA, **changes}]), NOW).request.people[0]


def test_what_is_left_out_has_a_default():
    asked = read_request(document(), NOW)
    request = asked.request
    assert (request.minutes, request.step, request.measure, request.now, asked.limit, asked.what_if) == (
        *(90, 15, Measure.FEWEST_HURT, NOW, 20, ()),
    )
    assert (request.people[0].name, request.people[0].need, request.people[0].lead_minutes) == (
        *("amara", Need.MUST, 0),
    )


def test_a_range_in_the_past_is_looked_at_as_if_nobody_knew_today():
    assert read_request(document(), datetime(2027, 6, 1, tzinfo=UTC)).request.now is None


def test_its_own_now_wins():
    assert read_request(document(now="2026-12-24T12:00:00+01:00"), NOW).request.now == datetime(
        *(2026, 12, 24, 11), tzinfo=UTC
    )


def test_times_without_an_offset_are_wall_times_of_their_owner():
    closed = read_request(document(closed=[{"start": "2027-01-13T14:00", "end": "2027-01-13T17:00"}]), NOW)
    assert closed.request.closed == (span("2027-01-13T13:00", "2027-01-13T16:00"),)
    busy = person(zone="Asia/Tokyo", busy=[{"start": "2027-01-13T09:00", "end": "2027-01-13T01:00:00Z"}])
    assert busy.busy == (span("2027-01-13T00:00", "2027-01-13T01:00"),)


def test_a_doubled_hour_is_covered_whole_and_a_skipped_one_is_nothing():
    autumn = person(zone="Europe/Zurich", busy=[{"start": "2027-10-31T02:00", "end": "2027-10-31T02:30"}])
    assert autumn.busy == (span("2027-10-31T00:00", "2027-10-31T01:30"),)
    spring = person(zone="Europe/Zurich", busy=[{"start": "2027-03-28T02:10", "end": "2027-03-28T02:40"}])
    assert spring.busy == (span("2027-03-28T01:00", "2027-03-28T01:00"),)


def test_hours_by_days():
    painted = {
        "good": "10:00-11:00",
        "if_need_be": "18:00-19:00",
        "no": "12:00-13:00",
        "usual": "09:00-17:00",
    }
    cells = person(hours={"mon-fri": "08:00-18:00", "wed": painted, "sat-sun": {"if_need_be": "10:00-12:00"}})
    day = [cells.grid.cells[at * 96 : at * 96 + 96] for at in range(7)]
    assert [day[0][at] for at in (31, 32, 71, 72)] == [NO, USUAL, USUAL, NO]
    assert [day[2][at] for at in (40, 44, 48, 72, 76)] == [GOOD, USUAL, NO, IF_NEED_BE, NO]
    assert (day[5], day[6][40], day[6][48]) == (day[6], IF_NEED_BE, NO)


def test_holidays_come_from_the_country():
    national_day = date(2027, 10, 1)
    assert public_holidays("NG", date(2027, 9, 30), date(2027, 10, 2)) == {national_day: "National Day"}
    asked = read_request(
        document(
            first="2027-09-30", last="2027-10-02", people=[{**AMARA, "country": "NG", "holidays": True}]
        ),
        NOW,
    )
    assert asked.request.people[0].days_off == {national_day}


def test_weekend_days_can_be_named():
    assert person(weekend=["fri", "sat-sun"]).own_weekend == {4, 5, 6}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"zone": "EST"}, "zone: "),
        ({"zone": ...}, "zone: is missing"),
        ({"first": "13.1.2027"}, "first: “13.1.2027” is not a date such as 2027-08-17"),
        ({"first": "2027-1-13 10:00"}, "first: “2027-1-13 10:00” is not a date such as 2027-08-17"),
        ({"last": "2037-01-13"}, "3654 days are too many: look through at most 180 at a time."),
        ({"last": "2027-01-12"}, "The last day (2027-01-12) is before the first (2027-01-13)."),
        ({"people": []}, "Nobody is on the list: add at least one person or group."),
        ({"people": {}}, "people: a list in brackets is wanted here"),
        ({"people": [7]}, "people[0]: an object in braces is wanted here"),
        ({"people": [{"id": "x"}]}, "people[0].zone: is missing"),
        (
            {"people": [{**AMARA, "need": "perhaps"}]},
            "people[0].need: “perhaps” is none of must, should, optional",
        ),
        ({"people": [{**AMARA, "zome": "x"}]}, "people[0].zome: is not a known field; is “zone” meant?"),
        ({"people": [{**AMARA, "size": 0}]}, "people[0]: amara: a group has at least one member."),
        ({"people": [{**AMARA, "size": True}]}, "people[0].size: a whole number is wanted here"),
        ({"people": [{**AMARA, "size": 2.5}]}, "people[0].size: a whole number is wanted here"),
        ({"people": [{**AMARA, "holidays": "yes"}]}, "people[0].holidays: true or false is wanted here"),
        ({"people": [{**AMARA, "holidays": True}]}, "people[0].holidays: needs a country"),
        ({"people": [{**AMARA, "hours": "09:00-17:00"}]}, "people[0].hours: an object such as"),
        (
            {"people": [{**AMARA, "hours": {"monday": "09:00-17:00"}}]},
            "people[0].hours.monday: “monday” is none of",
        ),
        ({"people": [{**AMARA, "hours": {"mon": "9 to 5"}}]}, "people[0]: “9 to 5” is not a list of hours"),
        (
            {"people": [{**AMARA, "hours": {"mon": {"fine": "09:00-10:00"}}}]},
            "people[0].hours.mon.fine: is not a",
        ),
        ({"people": [{**AMARA, "weekend": ["noday"]}]}, "people[0].weekend[0]: “noday” is none of mon, tue"),
        (
            {"people": [{**AMARA, "earlier_points": ["x"]}]},
            "people[0].earlier_points[0]: whole points are wanted",
        ),
        (
            {"people": [{**AMARA, "busy": [{"start": "2027-01-13T10:00"}]}]},
            "people[0].busy[0].end: is missing",
        ),
        (
            {"people": [{**AMARA, "busy": [{"start": "2027-01-13T10:00", "end": "2027-01-13T09:00"}]}]},
            "people[0].busy[0]: the end is before the start",
        ),
        (
            {"people": [{**AMARA, "busy": [{"start": "noon", "end": "2027-01-13T09:00"}]}]},
            "people[0].busy[0].start: ",
        ),
        (
            {"people": [{**AMARA, "busy": [{}] * 5001}]},
            "people[0].busy: 5001 items are too many, the limit is 5000",
        ),
        ({"people": [{**AMARA, "zone": "Mars/Olympus"}]}, "people[0].zone: "),
        (
            {"measure": "best"},
            "measure: “best” is none of fewest-hurt, nobody-at-night, least-in-total, take-turns",
        ),
        ({"now": "2027-01-01T00:00"}, "now: an instant needs its offset, such as Z at the end"),
        ({"limit": 0}, "limit: between 1 and 100 starts can be listed"),
        ({"what_if": ["bo"]}, "what_if[0]: nobody has the id “bo”"),
        ({"minutes": "90"}, "minutes: a whole number is wanted here"),
        ({"avoid_dates": [20270113]}, "avoid_dates[0]: a text is wanted here"),
        ({"closed": [{"start": "1800-01-01T10:00", "end": "2027-01-13T09:00"}]}, "closed[0].start: "),
    ],
)
def test_refusals_name_the_place(changes, words):
    with pytest.raises(DomainError) as refused:
        read_request(document(**changes), NOW)
    assert (str(refused.value)[: len(words)], "\n" in str(refused.value)) == (words, False)


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_something_else_than_an_object_is_refused(value):
    with pytest.raises(DomainError, match="an object in braces is wanted here"):
        read_request(value, NOW)


def test_the_example_of_the_docs_is_the_event_across_the_date_line():
    source = json.loads((DATA / "pacific-2027.json").read_text(encoding="utf-8"))
    example = json.loads((ROOT / "docs/examples/fair-hours-pacific.json").read_text(encoding="utf-8"))
    request = read_request(example, NOW).request
    assert [(one.ident, one.name, one.zone, one.country) for one in request.people] == [
        (one["id"], one["name"], one["zone"], one["country"]) for one in source["people"]
    ]
    assert (request.zone, request.minutes, len(request.closed)) == ("Pacific/Apia", 90, 2)
    window = source["forum"]["side_event_window"]
    assert (str(request.first), str(request.last)) == (window["start"], window["end"])
