"""The entry of one person of the programme: found, with a way in of its own, and the same bytes each time."""

import icalendar
import pytest

from app.domain.calendars.participant_entry import EntryContent, EntryKind
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import ParticipantEntry
from app.queries.participants import participations_of
from app.services import tokens
from app.services.calendars import participant_entries
from tests.support.attendees import public_event
from tests.support.participants import EVE, accepts, check_for, entry_of, speaker


@pytest.fixture
def event(app):
    return public_event()


@pytest.fixture
def entry(event):
    """Eve's own part: 10:15 to 10:35 in Lagos."""
    speaker(event)
    return entry_of()


def read(data):
    [one] = icalendar.Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + data + b"END:VCALENDAR\r\n").events
    return one


def said(entry):
    return EntryContent.from_json(entry.said)


def way_in(entry):
    return participant_entries.join_url(entry).rsplit("/", 1)[1]


def test_an_entry_is_found_by_its_uid_and_an_address(entry):
    assert participant_entries.by_uid(entry.uid, ["x@example.org", EVE]) is entry
    assert participant_entries.by_uid(entry.uid, ["x@example.org"]) is None
    assert participant_entries.by_uid("other", [EVE]) is None


def test_the_entry_of_an_address_is_its_part_and_not_its_tech_check(event, entry):
    check_for(event, participations_of(event.id)[0])
    assert db.session.query(ParticipantEntry).count() == 2
    assert participant_entries.of_address(event, "EVE@example.org") == [entry]
    assert participant_entries.of_address(public_event("other"), EVE) == []
    assert participant_entries.of_person(event, email=EVE, name="OKORO, Eve") is entry
    assert participant_entries.of_person(event, email=EVE, name="Ana Silva") is None


def test_the_way_in_opens_for_its_holder_until_they_leave(event, entry):
    token = way_in(entry)
    assert participant_entries.by_join_link(token) is entry
    accepts(event, participations_of(event.id)[0], ParticipationState.DECLINED)
    assert participant_entries.by_join_link(token) is None
    event.state = EventState.CANCELLED
    assert participant_entries.by_join_link(token) is entry
    for wrong in ("", "x" * 5000, "\ud800"):
        assert participant_entries.by_join_link(wrong) is None


def test_a_new_secret_ends_the_old_way_in(entry):
    old = way_in(entry)
    participant_entries.give_secret(entry)
    db.session.flush()
    assert entry.join_hash == tokens.fingerprint(way_in(entry))
    assert participant_entries.by_join_link(old) is None


def test_a_tech_check_and_a_draft_name_no_way_in(event, entry):
    assert participant_entries.location_of(entry, event) == participant_entries.join_url(entry)
    entry.kind = EntryKind.CHECK
    assert participant_entries.location_of(entry, event) is None
    entry.kind, event.state = EntryKind.SLOT, EventState.DRAFT
    assert participant_entries.location_of(entry, event) is None


def test_its_bytes_are_the_same_until_its_holder_is_told_something_else(event, entry):
    data = participant_entries.vevent_of(entry, event)
    event.title = "Thirteen reefs"
    assert participant_entries.vevent_of(entry, event) == data
    one = read(data)
    assert (one["UID"], one["SEQUENCE"], one["SUMMARY"], one["STATUS"]) == (
        entry.uid,
        0,
        "Your part: Twelve reefs",
        "CONFIRMED",
    )
    assert read(participant_entries.vevent_of(entry, event, status="CANCELLED"))["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (EntryKind.SLOT, "Your part: Twelve reefs"),
        (EntryKind.WHOLE, "Twelve reefs"),
        (EntryKind.CHECK, "Tech check: Twelve reefs"),
    ],
)
def test_a_calendar_shows_what_kind_of_entry_it_is(entry, kind, title):
    entry.kind = kind
    assert participant_entries.title_of(entry, said(entry)) == title


def test_the_lines_below_say_the_event_s_hours_the_call_and_the_own_items(event):
    event.call_minutes = 30
    speaker(event)
    entry = entry_of()
    assert participant_entries.in_words(entry, said(entry)).splitlines() == [
        "Twelve reefs: Thu 11 Mar, 10:00–11:30 Lagos (WAT, UTC+1) = 09:00–10:30 UTC",
        "Please be there at 09:30 Lagos (08:30 UTC).",
        "Reefs: Thu 11 Mar, 10:15–10:35 Lagos (WAT, UTC+1) = 09:15–09:35 UTC",
    ]
