"""What the entry of one person of the programme says: their own part, the whole, when to be there."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.calendars.participant_entry import (
    EntryContent,
    OwnItem,
    has_known_slot,
    is_needed_throughout,
    spanning,
)

TEN = datetime(2027, 3, 11, 9, tzinfo=UTC)
END = TEN + timedelta(minutes=90)
WHOLE = EntryContent(
    title="Twelve reefs",
    zone="Africa/Lagos",
    wall_start=datetime(2027, 3, 11, 10),  # noqa: DTZ001 - a wall time
    starts_at=TEN,
    ends_at=END,
    begins_at=TEN,
    until=END,
)


def at(minutes):
    return TEN + timedelta(minutes=minutes)


def item(start, end):
    return OwnItem("Reefs", at(start), at(end))


OPEN = OwnItem("Panel", None, None)


def test_an_entry_is_kept_as_json_and_read_again():
    said = replace(WHOLE, call_at=at(-30), items=(item(15, 35), OPEN), status="TENTATIVE")
    kept = json.loads(json.dumps(said.as_json()))
    assert EntryContent.from_json(kept) == said
    assert EntryContent.from_json(WHOLE.as_json()) == WHOLE


@pytest.mark.parametrize(
    ("roles", "throughout"),
    [(["speaker"], False), ([], False), (["moderator"], True), (["speaker", "interpreter"], True)],
)
def test_some_roles_are_needed_from_the_first_minute_to_the_last(roles, throughout):
    assert is_needed_throughout(roles) is throughout


@pytest.mark.parametrize(("items", "known"), [([], False), ([item(0, 5)], True), ([item(0, 5), OPEN], False)])
def test_hours_are_known_once_every_item_has_them(items, known):
    assert has_known_slot(items) is known


@pytest.mark.parametrize(
    ("roles", "items", "call", "begins", "until"),
    [
        (["speaker"], [item(15, 35)], 0, 15, 35),
        (["speaker"], [item(50, 60), item(15, 35)], 0, 15, 60),
        (["speaker"], [item(15, 35)], 30, -30, 35),
        (["speaker"], [OPEN], 0, 0, 90),
        (["speaker"], [], 30, -30, 90),
        (["moderator"], [item(15, 35)], 0, 0, 90),
    ],
)
def test_an_entry_spans_the_own_part_or_the_whole_from_the_call_on(roles, items, call, begins, until):
    said = spanning(WHOLE, roles=roles, items=items, call_minutes=call)
    assert (said.begins_at, said.until) == (at(begins), at(until))
    assert (said.items, said.call_at) == (tuple(items), at(-call) if call else None)
    assert (said.starts_at, said.ends_at) == (TEN, END)
