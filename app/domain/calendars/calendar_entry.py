"""What a calendar entry says, as values: the entry, who invites, who is invited (requirements R3, R4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal

from app.domain.lifecycle import EventState

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
Partstat = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"]
Role = Literal["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"]

_UID = re.compile(r"[A-Za-z0-9._~+-]+@[A-Za-z0-9.-]+")
_UID_LIMIT = 255

STATUS_OF_STATE: Mapping[EventState, Status] = MappingProxyType(
    {
        EventState.PUBLISHED: "CONFIRMED",
        EventState.POSTPONED: "TENTATIVE",  # the old hour stays visible but no longer blocks the day
        EventState.HELD: "CONFIRMED",
        EventState.ARCHIVED: "CONFIRMED",
        EventState.CANCELLED: "CANCELLED",
    }
)
"""The STATUS a side event's state gives its entry; a draft has no entry, so it is not in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One revision of one calendar entry: exactly what its VEVENT says, and nothing personal.

    Instants are aware and kept to the second in UTC. `uid` is made once and stored (ASCII, at most 255
    characters, `name@host`); `sequence` never goes down (RFC 5546 section 2.1.4; see `successor`). `stamp` is
    the moment of this revision, so that bytes stay the same until the next one. `location` is the join
    address or a place in words, `url` the event page. `zone` is the place's IANA name or None.
    Raises ValueError when a caller breaks one of these rules: no typed text can.
    """

    uid: str
    sequence: int
    stamp: datetime
    created: datetime
    modified: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str = ""
    location: str = ""
    url: str = ""
    status: Status = "CONFIRMED"
    categories: tuple[str, ...] = ()
    transparent: bool = False
    zone: str | None = None

    def __post_init__(self) -> None:
        for name in ("stamp", "created", "modified", "starts_at", "ends_at"):
            instant: datetime = getattr(self, name)
            if instant.utcoffset() is None:
                raise ValueError(f"{name} is naive: an instant needs its offset")
            object.__setattr__(self, name, instant.astimezone(UTC).replace(microsecond=0))
        if self.ends_at < self.starts_at:
            raise ValueError("an entry cannot end before it starts")
        if self.sequence < 0:
            raise ValueError("SEQUENCE starts at 0")
        if len(self.uid) > _UID_LIMIT or not _UID.fullmatch(self.uid):
            raise ValueError("a UID is name@host in ASCII, at most 255 characters")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address: who sends a mail, who organises an entry."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """The one recipient of a personal message (RFC 5545 section 3.8.4.1).

    Someone invited: the defaults. Someone who registered: `partstat="ACCEPTED", rsvp=False`.
    """

    name: str
    email: str
    partstat: Partstat = "NEEDS-ACTION"
    rsvp: bool = True
    role: Role = "REQ-PARTICIPANT"


def successor(before: Entry, after: Entry, *, now: datetime) -> Entry:
    """Return the revision that follows `before` when the entry shall say what `after` says.

    Nothing changed: `before` itself, so its cached bytes and ETag live on. Anything changed, be it the text
    alone: SEQUENCE + 1 and a new stamp (Outlook passes over a change under an old SEQUENCE). UID and the
    moment of creation stay, whatever `after` holds.
    """
    kept = replace(
        after,
        uid=before.uid,
        sequence=before.sequence,
        stamp=before.stamp,
        created=before.created,
        modified=before.modified,
    )
    if kept == before:
        return before
    return replace(kept, sequence=before.sequence + 1, stamp=now, modified=now)
