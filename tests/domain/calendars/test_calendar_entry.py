"""What an entry is, and how one revision follows another (RFC 5546 section 2.1.4)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.calendars.calendar_entry import STATUS_OF_STATE, successor
from app.domain.lifecycle import EventState
from tests.support.entries import LATER, STAMP, entry


def test_nothing_changed_keeps_the_very_revision_and_so_its_bytes():
    before = entry(sequence=3)
    asked = entry(sequence=0, stamp=LATER, created=LATER, modified=LATER, uid="other@example.org")
    assert successor(before, asked, now=LATER) is before


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": datetime(2023, 5, 2, 15, 0, tzinfo=UTC)},
        {"ends_at": datetime(2023, 5, 2, 16, 0, tzinfo=UTC)},
        {"status": "CANCELLED"},
        {"location": "https://meet.example.org/b"},
        {"title": "Another title"},
        {"description": "One word more"},
        {"transparent": True},
        {"categories": ("Economy",)},
        {"zone": "America/Toronto"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_is_one_more_sequence_and_a_new_stamp(change):
    before = entry(sequence=3)
    after = successor(before, entry(sequence=0, uid="other@example.org", **change), now=LATER)
    assert after == entry(sequence=4, stamp=LATER, modified=LATER, created=STAMP, **change)


def test_a_life_of_changes_never_goes_down_and_keeps_its_uid():
    one, uids, sequences = entry(), set(), []
    for minutes in (0, 30, 0, 30, 30):
        wanted = entry(starts_at=datetime(2023, 5, 2, 14, minutes, tzinfo=UTC))
        one = successor(one, wanted, now=one.stamp + timedelta(days=1))
        uids.add(one.uid)
        sequences.append(one.sequence)
    assert (uids, sequences) == ({entry().uid}, [0, 1, 2, 3, 3])


def test_instants_are_kept_in_utc_and_whole_seconds():
    tokyo = timezone(timedelta(hours=9))
    one = entry(starts_at=datetime(2023, 5, 2, 23, 0, 0, 5, tzinfo=tokyo))
    assert one.starts_at.isoformat() == "2023-05-02T14:00:00+00:00"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"starts_at": datetime(2023, 5, 2, 14, 0)}, "starts_at is naive"),  # noqa: DTZ001 - the mistake
        ({"ends_at": datetime(2023, 5, 2, 13, 59, tzinfo=UTC)}, "before it starts"),
        ({"sequence": -1}, "SEQUENCE"),
        ({"uid": "no host"}, "UID"),
        ({"uid": "a\r\nATTENDEE@example.org"}, "UID"),
        ({"uid": "é@example.org"}, "UID"),
        ({"uid": "a" * 250 + "@example.org"}, "UID"),
    ],
)
def test_an_entry_that_breaks_a_rule_cannot_be_made(change, says):
    with pytest.raises(ValueError, match=says):
        entry(**change)


def test_every_state_but_a_draft_has_a_standing_in_calendars():
    assert set(STATUS_OF_STATE) == set(EventState) - {EventState.DRAFT}
    assert STATUS_OF_STATE[EventState.POSTPONED] == "TENTATIVE"
    assert STATUS_OF_STATE[EventState.CANCELLED] == "CANCELLED"
