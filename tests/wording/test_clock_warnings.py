"""Clock changes near an event in words (row T8): who is affected, and how."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clocks.promised_time import promise
from app.wording.clock_warnings import clock_warnings
from tests.support.zone_rules import TEN, older_rules

MONDAY = datetime(2027, 3, 29, 10, 0)  # noqa: DTZ001 - a wall time
CHECK = datetime(2027, 3, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def speaks(app):
    with app.test_request_context():
        yield


def at(wall, zone="Europe/Zurich"):
    return promise(wall_start=wall, zone=zone, minutes=90)


def test_the_monday_after_the_change_names_everybody_and_how(app):
    people = {
        "Europe/Rome": ["Ada"],
        "Asia/Kolkata": ["Bo", "Chie"],
        "America/New_York": ["Dov"],
        "Europe/Zurich": ["Eve"],
    }
    host, earlier, as_usual = clock_warnings(at(MONDAY), people, check_at=CHECK)
    assert host == (
        "Clocks in Zurich go forward by 1 hour on Sunday, 28 March 2027. "
        "The event is at 10:00 by the new time."
    )
    assert earlier == (
        "For these people 10:00 in Zurich comes 1 hour earlier than on Monday, 15 March 2027: "
        "Bo and Chie (Kolkata, 13:30 instead of 14:30) and Dov (New York, 04:00 instead of 05:00)."
    )
    assert as_usual == (
        "For these people clocks change in the same way and the hour is the usual one: "
        "Ada (Rome, 10:00) and Eve (Zurich, 10:00)."
    )


def test_a_change_of_the_speaker_alone_is_told():
    people = {"America/Los_Angeles": ["Bo"], "Africa/Lagos": ["Amara"]}
    [later] = clock_warnings(at(MONDAY - timedelta(days=13)), people)
    assert later == (
        "For these people 10:00 in Zurich comes 1 hour later than on Tuesday, 2 March 2027: "
        "Bo (Los Angeles, 02:00 instead of 01:00; clocks there change on Sunday, 14 March 2027)."
    )


def test_clocks_that_go_back(app):
    [host] = clock_warnings(at(MONDAY.replace(month=11, day=1)), {})
    assert host.startswith("Clocks in Zurich go back by 1 hour on Sunday, 31 October 2027.")


def test_half_an_hour_is_said_in_minutes(app):
    [host] = clock_warnings(at(datetime(2027, 4, 6, 9), "Australia/Lord_Howe"), {})  # noqa: DTZ001
    assert "go back by 30 minutes on Sunday, 4 April 2027" in host


def test_far_from_a_change_and_under_rules_that_are_still_to_be_decided_nothing_is_said(app):
    assert clock_warnings(at(MONDAY.replace(month=6)), {"Asia/Tokyo": ["Chie"]}) == []
    with older_rules():
        time = promise(wall_start=TEN, zone="America/Vancouver", minutes=90)
    assert clock_warnings(time, {"Asia/Tokyo": ["Chie"]}) == []
