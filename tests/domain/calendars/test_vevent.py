"""The bytes of entries, line by line."""

from datetime import UTC, datetime, timedelta

from app.domain.calendars.calendar_file import entity_tag
from app.domain.calendars.vevent import vevent
from tests.support.entries import LATER, entry, lines


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


def test_instants_are_written_in_utc_whatever_offset_they_came_with():
    lagos = timedelta(hours=1)
    start = datetime(2023, 5, 2, 15, 0, 0, 999, tzinfo=UTC).astimezone()
    data = vevent(entry(starts_at=start, ends_at=start + lagos))
    assert lines(data)[6:8] == ["DTSTART:20230502T150000Z", "DTEND:20230502T160000Z"]
