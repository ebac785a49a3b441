"""Order and minutes become start times: none is stored, so moving the event moves its agenda (row A1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.words import N_

LONGEST_ITEM = 24 * 60


class ItemKind(StrEnum):
    """What happens in an item."""

    OPENING = "opening"
    MODERATION = "moderation"
    KEYNOTE = "keynote"
    TALK = "talk"
    TALKS = "talks"
    VIDEO = "video"
    PANEL = "panel"
    QA = "qa"
    BREAK = "break"
    CONCLUSION = "conclusion"
    CLOSING = "closing"
    OTHER = "other"


KIND_WORDS: Mapping[ItemKind, str] = {
    ItemKind.OPENING: N_("Opening"),
    ItemKind.MODERATION: N_("Moderation"),
    ItemKind.KEYNOTE: N_("Keynote"),
    ItemKind.TALK: N_("Talk"),
    ItemKind.TALKS: N_("Talks"),
    ItemKind.VIDEO: N_("Film"),
    ItemKind.PANEL: N_("Panel"),
    ItemKind.QA: N_("Questions and answers"),
    ItemKind.BREAK: N_("Break"),
    ItemKind.CONCLUSION: N_("Conclusions"),
    ItemKind.CLOSING: N_("Closing"),
    ItemKind.OTHER: N_("Other"),
}

RUNS_BY_ITSELF = frozenset({ItemKind.BREAK, ItemKind.VIDEO, ItemKind.OTHER})  # nobody need be named


class AgendaWarningKind(StrEnum):
    """What can be said against an agenda; the edge puts it into words."""

    OVERRUN = "overrun"  # blocks publishing
    UNKNOWN_MINUTES = "unknown_minutes"
    UNASSIGNED = "unassigned"
    BACK_TO_BACK = "back_to_back"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `minutes` None where the length is not recorded, `people` as keys in display order."""

    key: str
    kind: str
    minutes: int | None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemTimes:
    """When an item runs: instants in UTC, None from where a length before it is unknown."""

    key: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgendaWarning:
    """One thing to look at: the item's key (None: the whole agenda), minutes or a person if they matter."""

    code: AgendaWarningKind
    key: str | None = None
    minutes: int = 0
    person: int | None = None


def item_times(items: Sequence[Item], start: datetime | None) -> list[ItemTimes]:
    """Return when each item runs, from the event's `start` (aware; None: not known yet)."""
    found: list[ItemTimes] = []
    at = start
    for item in items:
        end = at + timedelta(minutes=item.minutes) if at is not None and item.minutes is not None else None
        found.append(ItemTimes(item.key, at, end))
        at = end
    return found


def total(items: Sequence[Item]) -> int:
    """Return the minutes of all items whose length is known."""
    return sum(item.minutes or 0 for item in items)


def overrun(items: Sequence[Item], slot_minutes: int) -> int:
    """Return by how many minutes the items exceed the slot (A1: 95 in 90 is 5), or 0."""
    return max(0, total(items) - slot_minutes)


def warnings(items: Sequence[Item], slot_minutes: int) -> list[AgendaWarning]:
    """Return what is worth a look, the whole agenda first, then item by item in order (rows A1, T11)."""
    found: list[AgendaWarning] = []
    if over := overrun(items, slot_minutes):
        found.append(AgendaWarning(AgendaWarningKind.OVERRUN, minutes=over))
    previous: frozenset[int] = frozenset()
    for item in items:
        if item.minutes is None:
            found.append(AgendaWarning(AgendaWarningKind.UNKNOWN_MINUTES, item.key))
        if not item.people and item.kind not in RUNS_BY_ITSELF:
            found.append(AgendaWarning(AgendaWarningKind.UNASSIGNED, item.key))
        found += [
            AgendaWarning(AgendaWarningKind.BACK_TO_BACK, item.key, person=one)
            for one in item.people
            if one in previous
        ]
        previous = frozenset(item.people)
    return found
