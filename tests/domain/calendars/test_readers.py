"""Five readers that share no code with ours open every kind of file at the right instant (rows R3, R4)."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.calendars.calendar_entry import STATUS_OF_STATE, Attendee
from app.domain.calendars.calendar_file import calendar
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from app.domain.clocks.zones import use_packaged_zone_data
from tests.support.calendar_readers import Reading, lawful, with_every_reader
from tests.support.entries import AMARA, LATER, ORGANISER, entry

CASES = json.loads((Path(__file__).parents[2] / "data" / "tz_cases.json").read_text(encoding="utf-8"))[
    "cases"
]
PLAIN = [case for case in CASES if case.get("kind", "plain") == "plain"]
SPANS = [case for case in CASES if case.get("kind") == "span"]
MINUTES = timedelta(minutes=90)


@pytest.fixture(autouse=True, scope="module")
def _packaged_zone_data():
    use_packaged_zone_data()


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def of_case(case):
    start = instant(case["expected_utc"])
    end = instant(case["expected_end_utc"]) if "expected_end_utc" in case else start + MINUTES
    return entry(uid=f"{case['id']}@example.org", starts_at=start, ends_at=end, zone=case["zone"])


def expected(one):
    return [Reading(one.uid, one.sequence, one.starts_at, one.ends_at, one.title, one.status)]


def assert_all_agree(files, readings):
    for reader, found in with_every_reader(files).items():
        assert found == readings, reader


def test_utc_files_of_every_plain_and_span_case():
    entries = [of_case(case) for case in PLAIN + SPANS]
    assert len(entries) == 51
    assert_all_agree([calendar([vevent(one)]) for one in entries], [expected(one) for one in entries])


def test_files_with_our_own_zone_definitions():
    entries = [of_case(case) for case in PLAIN + SPANS]
    files = [calendar([vevent(one, with_zone=True)]) for one in entries]
    found = with_every_reader(files)
    del found["node-ical"]  # it takes the zone data of Node instead, older than ours
    for reader, readings in found.items():
        assert readings == [expected(one) for one in entries], reader


def test_every_state_and_every_kind_of_message():
    registered = Attendee(name="Chie 田中", email="chie@example.org", partstat="ACCEPTED", rsvp=False)
    files, readings = [], []
    for sequence, status in enumerate(sorted(set(STATUS_OF_STATE.values()))):
        one = entry(sequence=sequence, status=status, title="Été; 田中, «النص»")
        files += [calendar([vevent(one)]), calendar([vevent(one)], name="Feed", refresh=timedelta(hours=1))]
        readings += [expected(one)] * 2
        for attendee in (AMARA, registered):
            if status != "CANCELLED":
                files.append(
                    personal(
                        vevent(one), method="REQUEST", organiser=ORGANISER, attendee=attendee, stamp=LATER
                    )
                )
                readings.append(expected(one))
            files.append(
                personal(
                    vevent(one),
                    method="CANCEL",
                    organiser=ORGANISER,
                    attendee=attendee,
                    stamp=LATER,
                    sequence=sequence + 1,
                )
            )
            readings.append(expected(entry(sequence=sequence + 1, status="CANCELLED", title=one.title)))
        files.append(personal(vevent(one), method="PUBLISH", organiser=ORGANISER, attendee=None, stamp=LATER))
        readings.append(expected(one))

    assert_all_agree(files, readings)
    assert lawful(files) == [True] * len(files)


def test_the_law_book_finds_a_message_without_its_organiser():
    request = personal(vevent(entry()), method="REQUEST", organiser=ORGANISER, attendee=AMARA, stamp=LATER)
    broken = request.replace(b"ORGANIZER", b"X-ORGANIZER")
    assert lawful([request, broken]) == [True, False]


def test_a_feed_of_many_and_a_feed_of_none():
    entries = [of_case(case) for case in PLAIN]
    feed = calendar([vevent(one) for one in entries], name="Side events", refresh=timedelta(hours=1))
    assert_all_agree([feed, calendar([])], [[expected(one)[0] for one in entries], []])


def test_a_feed_with_zones_defines_each_once_and_every_entry_stays_right():
    summer, winter, future, old = (
        entry(uid=f"{year}-{month}@example.org", starts_at=start, ends_at=start + MINUTES)
        for year, month in ((2023, 7), (2023, 12), (2031, 3), (2005, 7))
        for start in [datetime(year, month, 15, 14, 0, tzinfo=UTC)]
    )
    elsewhere = entry(uid="paris@example.org", zone="Europe/Paris")
    entries = [summer, elsewhere, winter, future, old]
    feed = calendar([vevent(one, with_zone=True) for one in entries])

    assert feed.count(b"BEGIN:VTIMEZONE") == 2
    assert [line for line in feed.split(b"\r\n") if line.startswith(b"DTSTART;")] == [
        b"DTSTART;TZID=America/New_York:20230715T100000",
        b"DTSTART;TZID=Europe/Paris:20230502T160000",
        b"DTSTART;TZID=America/New_York:20231215T090000",
        b"DTSTART;TZID=America/New_York:20310315T100000",
    ]
    assert b"DTSTART:20050715T140000Z\r\nDTEND:20050715T153000Z\r\n" in feed  # the rules of 2005 were others
    assert_all_agree([feed], [[expected(one)[0] for one in entries]])
