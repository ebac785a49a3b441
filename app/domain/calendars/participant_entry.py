"""What the calendar entries of a programme's people say: their own part, the whole, a tech check (row R4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from app.domain.calendars.calendar_entry import Status
from app.domain.people.person_roles import PersonRole

CALL_LIMIT = 240
"""Minutes before the start at which the people of a programme may be asked to meet."""

_THROUGHOUT = frozenset(
    {
        PersonRole.CHAIR,
        PersonRole.MODERATOR,
        PersonRole.RAPPORTEUR,
        PersonRole.INTERPRETER,
        PersonRole.CAPTIONER,
        PersonRole.PRODUCER,
        PersonRole.BACKUP,
    }
)
"""Who is needed from the first minute to the last, whatever the agenda says."""


class EntryKind(StrEnum):
    """Which entry of a person it is; decided once, as its UID is for life.

    `whole` stands under the event's own UID, so that a file or feed of the event is the same entry; `slot` is
    a person's own part, `check` their tech check, each under a UID of its own.
    """

    WHOLE = "whole"
    SLOT = "slot"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class OwnItem:
    """One agenda item that a person stands in; instants None where a length before it is unknown."""

    title: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent:
    """Everything an entry tells its holder; equal values are no news.

    `starts_at`, `ends_at`, `wall_start`, `zone` are the event's (of a tech check: its own); `begins_at` and
    `until` span the entry. `call_at` is when the programme's people meet before the start, None where it is
    not asked for. All instants are aware UTC.
    """

    title: str
    zone: str
    wall_start: datetime
    starts_at: datetime
    ends_at: datetime
    begins_at: datetime
    until: datetime
    status: Status = "CONFIRMED"
    call_at: datetime | None = None
    items: tuple[OwnItem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the value as it is kept in a row or in a message."""
        return {
            "title": self.title,
            "zone": self.zone,
            "status": self.status,
            **{name: getattr(self, name).isoformat() for name in _TIMES},
            "call_at": _text(self.call_at),
            "items": [[item.title, _text(item.starts_at), _text(item.ends_at)] for item in self.items],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what `as_json` kept."""
        return cls(
            title=kept["title"],
            zone=kept["zone"],
            status=kept["status"],
            **{name: datetime.fromisoformat(kept[name]) for name in _TIMES},
            call_at=_instant(kept["call_at"]),
            items=tuple(
                OwnItem(title, _instant(start), _instant(end)) for title, start, end in kept["items"]
            ),
        )


_TIMES = ("wall_start", "starts_at", "ends_at", "begins_at", "until")


def is_needed_throughout(roles: Iterable[str]) -> bool:
    """Whether one of the roles is needed for the whole event."""
    return not _THROUGHOUT.isdisjoint(roles)


def has_known_slot(items: Sequence[OwnItem]) -> bool:
    """Whether the agenda says from when to when a person is needed."""
    return bool(items) and all(item.starts_at and item.ends_at for item in items)


def spanning(
    whole: EntryContent, *, roles: Iterable[str], items: Sequence[OwnItem], call_minutes: int
) -> EntryContent:
    """Return what a person's own entry says: from the call to the end of their last item, or to the end.

    Who is needed throughout, or whose hours the agenda does not tell, has the whole event.
    """
    call_at = whole.starts_at - timedelta(minutes=call_minutes) if call_minutes else None
    said = replace(whole, call_at=call_at, items=tuple(items))
    if is_needed_throughout(roles) or not has_known_slot(items):
        return replace(said, begins_at=call_at or whole.starts_at)
    starts = [item.starts_at for item in items if item.starts_at]
    ends = [item.ends_at for item in items if item.ends_at]
    return replace(said, begins_at=call_at or min(starts), until=max(ends))


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
