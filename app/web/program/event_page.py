"""What the page of one event shows, before and after its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _

from app.domain.agenda import KIND_WORDS, Item, ItemKind, item_times
from app.domain.clocks.zones import wall_at
from app.domain.lifecycle import EventState
from app.domain.people.person_roles import BACKSTAGE, ROLE_WORDS
from app.models import AgendaItem, Event, Organiser, Participation
from app.queries import agenda, library, participants
from app.web import reader
from app.web.http.addresses import absolute
from app.web.record import EventRecord, record_view
from app.web.sharing import Share, share_of
from app.web.words.countries import country_name
from app.wording.when import When, utc_iso
from app.wording.when_in_full import when_in_full

DOORS_OPEN = timedelta(minutes=15)


class Phase(StrEnum):
    """Where now is, seen from the event."""

    AHEAD = "ahead"
    LIVE = "live"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item: `at` in the reader's time (or the host's), `also` in the host's where that differs."""

    title: str
    at: str
    also: str
    starts_iso: str
    minutes: int | None
    people: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person as printed for this event."""

    name: str
    slug: str
    affiliations: list[str]
    roles: str
    photo: str | None
    bio: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything the template needs, loaded in a fixed number of queries."""

    event: Event
    phase: Phase
    when: When | None
    organisers: Sequence[Organiser]
    speakers: list[Speaker]
    agenda: list[AgendaLine]
    record: EventRecord
    share: Share
    seats_left: int | None

    @property
    def can_register(self) -> bool:
        """Whether the register button stands on the page."""
        return (
            self.event.state is EventState.PUBLISHED
            and self.event.registration_open
            and self.phase is not Phase.OVER
        )


def phase_of(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> Phase:
    """Tell where `now` lies: ahead, live (from when the doors open until the end) or over."""
    if starts_at is None or ends_at is None or now < starts_at - DOORS_OPEN:
        return Phase.AHEAD
    return Phase.LIVE if now < ends_at else Phase.OVER


def event_page(event: Event, *, now: datetime) -> EventPage:
    """Load what an event's page shows: one query each for organisations, people, agenda and materials."""
    people = participants.participations_of(event.id, public=True)
    organisers = participants.organisers_of(event.id)
    materials = library.record_of(event.id)
    left = None if event.capacity is None else max(0, event.capacity - event.seats_taken)
    return EventPage(
        event=event,
        phase=phase_of(event.starts_at, event.ends_at, now),
        when=when_in_full(event, reader.zone_name(), now=now),
        organisers=organisers,
        speakers=[_speaker(one) for one in people if one.in_published_list and participants.on_stage(one)],
        agenda=_agenda(event, agenda.agenda_of(event.id)),
        record=record_view(event, materials, event.summary),
        share=share_of(
            event,
            organisers=organisers,
            people=people,
            materials=materials,
            image=absolute("program.picture", slug=event.slug),
        ),
        seats_left=left,
    )


def role_words(roles: Sequence[str]) -> str:
    """Name roles in the reader's language: "Opening, speaker"."""
    words = [_(ROLE_WORDS[role]) for role in ROLE_WORDS if role.value in roles and role not in BACKSTAGE]
    return ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


def affiliation_words(participation: Participation) -> list[str]:
    """Write affiliations as they were on the day, one line each: "TIESS (member of the Board), Mexico"."""
    titles: dict[tuple[str, str | None], list[str]] = {}
    for one in participation.affiliations:
        at = (one.organisation_name, one.country)
        titles.setdefault(at, []).extend([one.title] if one.title else [])
    return [
        ", ".join(filter(None, (f"{name} ({'; '.join(held)})" if held else name, country_name(country))))
        for (name, country), held in titles.items()
    ]


def _speaker(participation: Participation) -> Speaker:
    return Speaker(
        name=participation.name_printed,
        slug=participation.person.slug,
        affiliations=affiliation_words(participation),
        roles=" · ".join(filter(None, (role_words(participation.roles), participation.pronouns))),
        photo=f"/{participation.photo_key}-128.webp" if participation.photo_key else None,
        bio=participation.bio,
    )


def _agenda(event: Event, items: Sequence[AgendaItem]) -> list[AgendaLine]:
    times = item_times([Item(item.key, item.kind, item.minutes) for item in items], event.starts_at)
    return [_line(event, item, slot.starts_at) for item, slot in zip(items, times, strict=True)]


def _line(event: Event, item: AgendaItem, starts_at: datetime | None) -> AgendaLine:
    zone = reader.zone_name()
    host = f"{event.time.clock_at(starts_at):%H:%M}" if starts_at and event.time else ""
    at = f"{wall_at(starts_at, zone):%H:%M}" if starts_at and zone else host
    kind = _(KIND_WORDS[ItemKind(item.kind)]) if item.kind in {kind.value for kind in ItemKind} else item.kind
    return AgendaLine(
        title=item.title or kind,
        at=at,
        also=host if host != at else "",
        starts_iso=utc_iso(starts_at) if starts_at else "",
        minutes=item.minutes,
        people=[
            speaker.participation.name_printed
            for speaker in item.speakers
            if participants.is_public(speaker.participation)
        ],
        note=item.note,
    )
