"""The bytes of messages to one person, line by line."""

from datetime import datetime

import pytest

from app.domain.calendars.calendar_entry import Attendee, Mailbox
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from tests.support.entries import AMARA, LATER, ORGANISER, entry, lines


def message(data, **changes):
    facts = {"method": "REQUEST", "organiser": ORGANISER, "attendee": AMARA, "stamp": LATER}
    return lines(personal(data, **(facts | changes)))


def test_an_invitation_names_the_sender_and_its_one_recipient():
    data = personal(
        vevent(entry(sequence=2)), method="REQUEST", organiser=ORGANISER, attendee=AMARA, stamp=LATER
    )

    assert lines(data) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sidestage//Sidestage//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "DTSTAMP:20230420T120005Z",
        "ORGANIZER;CN=Jane Doe via Sidestage:mailto:calendar@example.org",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=",
        " TRUE;CN=Amara Okafor:mailto:amara@example.org",
        "UID:5f0c9b1e-side@example.org",
        "SEQUENCE:2",
        "CREATED:20230401T093000Z",
        "LAST-MODIFIED:20230401T093000Z",
        "DTSTART:20230502T140000Z",
        "DTEND:20230502T153000Z",
        "SUMMARY:Social innovation experiences",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_somebody_registered_has_accepted_and_is_not_asked():
    registered = Attendee(
        name="", email="bo@example.org", partstat="ACCEPTED", rsvp=False, role="OPT-PARTICIPANT"
    )
    said = message(vevent(entry()), attendee=registered)
    assert said[8:10] == [
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALS",
        " E:mailto:bo@example.org",
    ]


def test_a_cancellation_says_so_in_the_method_and_in_the_status_and_asks_nothing():
    said = message(vevent(entry(sequence=4, status="CANCELLED")), method="CANCEL")
    assert said[4] == "METHOD:CANCEL"
    assert said[8:10] == [
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;CN=Amara Okafor:mailto:amar",
        " a@example.org",
    ]
    assert [line for line in said if line.startswith(("STATUS", "SEQUENCE"))] == [
        "SEQUENCE:4",
        "STATUS:CANCELLED",
    ]


def test_one_person_can_be_taken_off_an_event_that_goes_on():
    said = message(vevent(entry(sequence=4)), method="CANCEL", sequence=5)
    assert [line for line in said if line.startswith(("STATUS", "SEQUENCE"))] == [
        "SEQUENCE:5",
        "STATUS:CANCELLED",
    ]


def test_a_message_carries_the_persons_own_way_in_and_no_other():
    long = "https://meet.example.org/" + "m" * 120
    stored = vevent(entry(location=long, description="LOCATION:x", url="https://side.example.org/events/sse"))
    said = message(stored, location="https://side.example.org/join/t0ken;1")
    assert [line for line in said if line.startswith(("LOCATION", "CONFERENCE", "URL"))] == [
        "LOCATION:https://side.example.org/join/t0ken\\;1",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://side.example.org/join/t0ken;1",
        "URL:https://side.example.org/events/sse",
    ]
    assert "mmm" not in "".join(said)
    assert message(stored, location="") == [
        line for line in said if not line.startswith(("LOCATION", "CONFERENCE"))
    ]


def test_a_publication_has_no_attendee():
    said = message(vevent(entry()), method="PUBLISH", attendee=None)
    assert said[4] == "METHOD:PUBLISH"
    assert [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER", "DTSTAMP"))] == [
        "DTSTAMP:20230420T120005Z",
        "ORGANIZER;CN=Jane Doe via Sidestage:mailto:calendar@example.org",
    ]


def test_names_are_quoted_where_they_must_be_and_hold_no_quotes():
    said = message(vevent(entry()), organiser=Mailbox('Doe, "Jane": ^n side;stage', "calendar@example.org"))
    assert said[7] == 'ORGANIZER;CN="Doe, Jane: ˆn side;stage":mailto:calendar@example.org'


def test_nobody_is_invited_to_a_cancelled_entry():
    with pytest.raises(ValueError, match="send CANCEL"):
        message(vevent(entry(status="CANCELLED")))


def test_a_message_needs_its_recipient_and_an_instant_with_an_offset():
    with pytest.raises(ValueError, match="attendee"):
        message(vevent(entry()), attendee=None)
    with pytest.raises(ValueError, match="offset"):
        message(vevent(entry()), stamp=datetime(2023, 4, 1))  # noqa: DTZ001 - the mistake in question


def test_bytes_that_are_no_entry_are_refused():
    for rubbish in (b"", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", vevent(entry()) * 2):
        with pytest.raises(ValueError, match="one VEVENT"):
            message(rubbish, method="CANCEL")


def test_a_postponed_event_is_tentative():
    said = message(vevent(entry(status="TENTATIVE", transparent=True)))
    assert said[-5:-2] == ["STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:PUBLIC"]
