"""What search engines read: values for JSON-LD, by the words of schema.org (row M8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from app.domain.clocks import zones
from app.domain.lifecycle import EventState

_SCHEMA = "https://schema.org"
_STATUS: Mapping[EventState, str] = {
    EventState.CANCELLED: f"{_SCHEMA}/EventCancelled",
    EventState.POSTPONED: f"{_SCHEMA}/EventPostponed",
}
_SCHEDULED, _RESCHEDULED = f"{_SCHEMA}/EventScheduled", f"{_SCHEMA}/EventRescheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or an organisation: `url` is its page, "" for none."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A recording that is public. `content_url` is a file, `embed_url` a player; `uploaded_at` is aware."""

    name: str
    url: str
    uploaded_at: datetime
    content_url: str = ""
    embed_url: str = ""
    media_type: str = ""
    language: str = ""
    licence_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What is public about an event. Instants are aware; `earlier_starts` are the old ones, oldest first."""

    url: str
    title: str
    description: str
    state: EventState
    starts_at: datetime
    ends_at: datetime
    zone: str
    is_online_only: bool = True
    earlier_starts: Sequence[datetime] = ()
    organisers: Sequence[Party] = ()
    speakers: Sequence[Party] = ()
    forum: Party | None = None
    languages: Sequence[str] = ()
    image: str = ""
    videos: Sequence[Video] = ()


def event(facts: EventFacts) -> dict[str, Any]:
    """Return the Event; its recordings hang below it as VideoObjects. Empty values are left out."""
    moved = bool(facts.earlier_starts)
    mode = "Online" if facts.is_online_only else "Mixed"
    return _kept(
        {
            "@context": _SCHEMA,
            "@type": "Event",
            "@id": facts.url,
            "url": facts.url,
            "name": facts.title,
            "description": facts.description or facts.title,
            "startDate": local_iso(facts.starts_at, facts.zone),
            "endDate": local_iso(facts.ends_at, facts.zone),
            "previousStartDate": _one_or_many(
                [local_iso(start, facts.zone) for start in facts.earlier_starts]
            ),
            "eventStatus": _STATUS.get(facts.state, _RESCHEDULED if moved else _SCHEDULED),
            "eventAttendanceMode": f"{_SCHEMA}/{mode}EventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": facts.url},
            "organizer": [_party("Organization", one) for one in facts.organisers],
            "performer": [_party("Person", one) for one in facts.speakers],
            "superEvent": _party("Event", facts.forum) if facts.forum else None,
            "inLanguage": _one_or_many(facts.languages),
            "image": facts.image,
            "recordedIn": _one_or_many([video(one, facts) for one in facts.videos]),
        }
    )


def video(one: Video, facts: EventFacts) -> dict[str, Any]:
    """Return one recording of the event."""
    return _kept(
        {
            "@type": "VideoObject",
            "name": one.name,
            "description": facts.description or facts.title,
            "uploadDate": one.uploaded_at.isoformat(timespec="seconds"),
            "url": one.url,
            "contentUrl": one.content_url,
            "embedUrl": one.embed_url,
            "encodingFormat": one.media_type,
            "thumbnailUrl": facts.image,
            "inLanguage": one.language,
            "license": one.licence_url,
        }
    )


def local_iso(instant: datetime, zone: str) -> str:
    """Write an instant with the place's own clock and offset: 2023-05-02T10:00:00-04:00.

    In UTC where the zone data does not know the place any more.
    """
    known = zone in zones.available_names()
    offset: timedelta = zones.offset_at(instant, zone) if known else timedelta()
    return instant.astimezone(timezone(offset)).isoformat(timespec="seconds")


def _party(kind: str, party: Party) -> dict[str, Any]:
    return _kept({"@type": kind, "name": party.name, "url": party.url})


def _one_or_many(values: Sequence[Any]) -> Any:  # noqa: ANN401 - JSON
    return values[0] if len(values) == 1 else list(values)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
