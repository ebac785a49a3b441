"""The bytes of entries, calendars and personal messages, line by line."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.calendars.ics import Attendee, Mailbox, calendar, entity_tag, in_background, personal, vevent
from tests.support.entries import AMARA, LATER, ORGANISER, entry


def lines(data):
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    return data.decode().split("\r\n")[:-1]


def test_an_entry_says_everything_once_and_nothing_personal():
    data = vevent(
        entry(
            sequence=3,
            modified=LATER,
            stamp=LATER,
            title="Innovation, shared; explained",
            description="Tue 2 May 2023, 10:00 New York (EDT, UTC-4)\nJoin: https://meet.example.org/a",
            location="https://meet.example.org/a?b=1;c,2",
            url="https://side.example.org/events/sse",
            categories=("Economy", "Cities, towns"),
        )
    )

    assert lines(data) == [
        "BEGIN:VEVENT",
        "UID:5f0c9b1e-side@example.org",
        "DTSTAMP:20230420T120005Z",
        "SEQUENCE:3",
        "CREATED:20230401T093000Z",
        "LAST-MODIFIED:20230420T120005Z",
        "DTSTART:20230502T140000Z",
        "DTEND:20230502T153000Z",
        "SUMMARY:Innovation\\, shared\\; explained",
        "DESCRIPTION:Tue 2 May 2023\\, 10:00 New York (EDT\\, UTC-4)\\nJoin: https://m",
        " eet.example.org/a",
        "LOCATION:https://meet.example.org/a?b=1\\;c\\,2",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/a?b=1;c,2",
        "URL:https://side.example.org/events/sse",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "CATEGORIES:Economy,Cities\\, towns",
        "END:VEVENT",
    ]


def test_empty_fields_leave_no_empty_lines():
    assert lines(vevent(entry(title="T", description=" \n", categories=(" ",), transparent=True))) == [
        "BEGIN:VEVENT",
        "UID:5f0c9b1e-side@example.org",
        "DTSTAMP:20230401T093000Z",
        "SEQUENCE:0",
        "CREATED:20230401T093000Z",
        "LAST-MODIFIED:20230401T093000Z",
        "DTSTART:20230502T140000Z",
        "DTEND:20230502T153000Z",
        "SUMMARY:T",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]


def test_the_same_revision_is_the_same_bytes_every_time():
    assert vevent(entry()) == vevent(entry())
    assert entity_tag(vevent(entry())) == entity_tag(vevent(entry()))
    assert entity_tag(vevent(entry())) != entity_tag(vevent(entry(sequence=1)))
    assert entity_tag(b"a", b"bc") != entity_tag(b"ab", b"c")


def test_a_feed_tells_its_name_its_source_and_when_to_look_again():
    data = calendar(
        [vevent(entry())],
        name="Side events; 2023",
        description="All of them",
        source_url="https://side.example.org/events.ics",
        refresh=timedelta(hours=1),
    )

    assert lines(data)[:11] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sidestage//Sidestage//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Side events\\; 2023",
        "X-WR-CALNAME:Side events\\; 2023",
        "DESCRIPTION:All of them",
        "X-WR-CALDESC:All of them",
        "SOURCE;VALUE=URI:https://side.example.org/events.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert lines(data)[11:] == [*lines(vevent(entry())), "END:VCALENDAR"]


@pytest.mark.parametrize(
    ("refresh", "written"),
    [(timedelta(minutes=90), "PT90M"), (timedelta(days=1), "PT24H"), (timedelta(seconds=5), "PT1M")],
)
def test_the_refresh_interval_is_written_in_hours_or_minutes(refresh, written):
    assert lines(calendar([], refresh=refresh))[4:6] == [
        f"REFRESH-INTERVAL;VALUE=DURATION:{written}",
        f"X-PUBLISHED-TTL:{written}",
    ]


def test_a_download_has_no_method_and_a_published_calendar_has():
    assert b"METHOD" not in calendar([vevent(entry())])
    assert lines(calendar([vevent(entry())], method="PUBLISH"))[4] == "METHOD:PUBLISH"


def test_an_empty_calendar_still_holds_something():
    assert lines(calendar([])) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sidestage//Sidestage//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VTIMEZONE",
        "TZID:Etc/UTC",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "END:VCALENDAR",
    ]


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


def message(data, **changes):
    facts = {"method": "REQUEST", "organiser": ORGANISER, "attendee": AMARA, "stamp": LATER}
    return lines(personal(data, **(facts | changes)))


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


def test_in_a_feed_of_what_others_do_an_entry_blocks_nothing():
    busy, free = vevent(entry()), vevent(entry(transparent=True))
    assert in_background(busy) == free
    assert in_background(free) == free


def test_a_publication_has_no_attendee():
    said = message(vevent(entry()), method="PUBLISH", attendee=None)
    assert said[4] == "METHOD:PUBLISH"
    assert [line for line in said if line.startswith(("ATTENDEE", "ORGANIZER", "DTSTAMP"))] == [
        "DTSTAMP:20230420T120005Z",
        "ORGANIZER;CN=Jane Doe via Sidestage:mailto:calendar@example.org",
    ]


def test_a_postponed_event_is_tentative():
    said = message(vevent(entry(status="TENTATIVE", transparent=True)))
    assert said[-5:-2] == ["STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:PUBLIC"]


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


def test_instants_are_written_in_utc_whatever_offset_they_came_with():
    lagos = timedelta(hours=1)
    start = datetime(2023, 5, 2, 15, 0, 0, 999, tzinfo=UTC).astimezone()
    data = vevent(entry(starts_at=start, ends_at=start + lagos))
    assert lines(data)[6:8] == ["DTSTART:20230502T150000Z", "DTEND:20230502T160000Z"]
