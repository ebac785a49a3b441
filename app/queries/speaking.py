"""What a speaker's page and the people board show, each list in one query."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import aliased, lazyload

from app.domain.lifecycle import PUBLIC_EVENT_STATES, MaterialState
from app.extensions import db
from app.models import (
    AgendaItem,
    AgendaSpeaker,
    Consent,
    Event,
    Material,
    MaterialKind,
    Organisation,
    Organiser,
    Participation,
    SpeakerLink,
    TechCheck,
)

MOST_SUGGESTED = 300


class ItemOf(NamedTuple):
    """An agenda item somebody speaks in: `key` names it, `title` may be empty, then `kind` is what it is."""

    key: str
    kind: str
    title: str
    minutes: int | None


class Desk(NamedTuple):
    """What the board knows of one person: the link, slides handed in and announced only, the tech check.

    `offered`: slots for a tech check that can still be booked, by anybody.
    """

    link: SpeakerLink | None
    slides: int
    awaited: int
    check: TechCheck | None
    offered: int


def items_of(participation: Participation) -> Sequence[ItemOf]:
    """Return the agenda items a person stands in, in order; one query."""
    rows = db.session.execute(
        select(AgendaItem.key, AgendaItem.kind, AgendaItem.title, AgendaItem.minutes)
        .join(AgendaSpeaker)
        .where(AgendaSpeaker.participation_id == participation.id)
        .order_by(AgendaItem.position)
    )
    return [ItemOf(*row) for row in rows]


def slides_of(participation: Participation) -> int:
    """Return how many presentations of a person have been handed in."""
    own = select(func.count()).where(
        Material.participation_id == participation.id,
        Material.kind == MaterialKind.PRESENTATION,
        (Material.version > 0) | (Material.url != ""),
    )
    return db.session.scalar(own) or 0


def desks_of(event_id: int, *, now: datetime) -> dict[int, Desk]:
    """Return participation id -> link, slides and tech check of everybody in an event; one query."""
    is_there = (Material.version > 0) | (Material.url != "")
    slot = aliased(TechCheck)
    free = select(func.count()).where(
        slot.event_id == event_id, slot.participation_id.is_(None), slot.starts_at > now
    )
    rows = db.session.execute(
        select(
            Participation.id,
            SpeakerLink,
            _presentations(is_there),
            _presentations(~is_there, Material.state == MaterialState.ANNOUNCED),
            TechCheck,
            free.scalar_subquery(),
        )
        .outerjoin(SpeakerLink, SpeakerLink.participation_id == Participation.id)
        .outerjoin(TechCheck, TechCheck.participation_id == Participation.id)
        .where(Participation.event_id == event_id)
        .options(lazyload(SpeakerLink.participation))  # an eager inner join would lose who has no link
    )
    return {
        key: Desk(link, slides, awaited, check, offered)
        for key, link, slides, awaited, check, offered in rows
    }


def _presentations(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    """Count a person's own presentations."""
    own = Material.participation_id == Participation.id, Material.kind == MaterialKind.PRESENTATION
    return select(func.count()).where(*own, *which).correlate(Participation).scalar_subquery()


def consents_of(event_id: int) -> dict[int, dict[str, Consent]]:
    """Return participation id -> kind -> the newest answer, for an event; one query."""
    rows = db.session.scalars(
        select(Consent)
        .join(Participation, Participation.id == Consent.participation_id)
        .where(Participation.event_id == event_id)
        .order_by(Consent.id)
    )
    found: dict[int, dict[str, Consent]] = {}
    for row in rows:
        found.setdefault(row.participation_id, {})[row.kind] = row
    return found


def organisation_names(event_id: int) -> Sequence[str]:
    """Return the organisations to suggest to a speaker: those of this event and of public ones; one query."""
    rows = (
        select(Organisation.name)
        .join(Organiser, Organiser.organisation_id == Organisation.id)
        .join(Event, Event.id == Organiser.event_id)
        .where((Event.id == event_id) | Event.state.in_(PUBLIC_EVENT_STATES))
        .distinct()
        .order_by(Organisation.name)
        .limit(MOST_SUGGESTED)
    )
    return db.session.scalars(rows).all()
