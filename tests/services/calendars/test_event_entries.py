"""The calendar entry of an event: a row for each SEQUENCE, whose bytes never change."""

import hashlib
from datetime import timedelta

import icalendar
import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import CalendarRevision
from app.services.calendars import event_entries
from tests.support import desk
from tests.support.attendees import public_event
from tests.support.world import START

LATER = START + timedelta(hours=1)


def read(revision):
    [event] = icalendar.Calendar.from_ical(
        b"BEGIN:VCALENDAR\r\n" + revision.vevent + b"END:VCALENDAR\r\n"
    ).events
    return event


def test_an_event_that_was_never_published_has_none(app):
    assert event_entries.current(desk.event().id) is None


def test_the_first_entry_has_sequence_0_and_says_the_hour_in_words_too(app):
    event = public_event(aim="Count them.", themes=["ocean"])
    revision = event_entries.current(event.id)
    entry = read(revision)
    assert (revision.sequence, entry["UID"], entry["SUMMARY"], entry["STATUS"]) == (
        0,
        event.uid,
        "Twelve reefs",
        "CONFIRMED",
    )
    assert entry["DESCRIPTION"] == (
        "Count them.\n\n"
        "Thu 11 Mar 2027, 10:00–11:30 Lagos (WAT, UTC+1) = 09:00–10:30 UTC\n\n"
        "http://localhost/events/twelve-reefs"
    )
    assert (entry["LOCATION"], revision.sha256) == (
        "http://localhost/events/twelve-reefs",
        hashlib.sha256(revision.vevent).hexdigest(),
    )
    assert revision.facts["title"] == "Twelve reefs"


def test_the_same_again_is_the_same_row(app):
    event = public_event()
    first = event_entries.current(event.id)
    assert event_entries.issue(event, now=LATER) is first
    assert (event.sequence, db.session.query(CalendarRevision).count()) == (0, 1)


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"title": "Thirteen reefs"}, "SUMMARY", "Thirteen reefs"),
        ({"aim": "Count more."}, "SEQUENCE", 1),
        ({"state": EventState.POSTPONED}, "STATUS", "TENTATIVE"),
        ({"state": EventState.CANCELLED}, "STATUS", "CANCELLED"),
        ({"meeting_is_public": True}, "LOCATION", "https://meet.example.org/room/secret-address"),
    ],
)
def test_every_difference_is_a_new_sequence_and_the_old_bytes_stay(app, change, name, value):
    event = public_event()
    old = event_entries.current(event.id).vevent
    for field, new in change.items():
        setattr(event, field, new)
    revision = event_entries.issue(event, now=LATER)
    assert (revision.sequence, event.sequence, revision.stamped_at, read(revision)[name]) == (
        1,
        1,
        LATER,
        value,
    )
    rows = db.session.query(CalendarRevision).order_by(CalendarRevision.sequence)
    assert [row.vevent for row in rows] == [old, revision.vevent]
    assert event_entries.current(event.id) is revision


def test_the_address_of_the_meeting_is_in_no_entry_unless_it_is_public(app):
    event = public_event()
    assert b"secret-address" not in event_entries.current(event.id).vevent
