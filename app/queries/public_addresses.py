"""Every page that strangers may read, for those who list them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from app.domain.lifecycle import TAKING_PART
from app.extensions import db
from app.models import Edition, Event, Organisation, Organiser, Participation, Person
from app.queries.public_events import IS_PUBLIC

MOST = 10_000  # of a kind: a sitemap ends at 50,000 addresses


@dataclass(frozen=True, slots=True)
class PublicAddresses:
    """Slugs of public pages, the newest first; an event's with the instant of its last change."""

    events: Sequence[tuple[str, datetime]]
    editions: Sequence[str]
    organisations: Sequence[str]
    people: Sequence[str]


def newest() -> PublicAddresses:
    """Return what is public, in four queries."""
    of_events = select(Event.id).where(IS_PUBLIC)
    events = db.session.execute(
        select(Event.slug, Event.revised_at).where(IS_PUBLIC).order_by(Event.id.desc()).limit(MOST)
    )
    with_events = select(Event.edition_id).where(IS_PUBLIC, Event.edition_id.is_not(None))
    organising = select(Organiser.organisation_id).where(Organiser.event_id.in_(of_events))
    taking_part = select(Participation.person_id).where(
        Participation.event_id.in_(of_events), Participation.state.in_(TAKING_PART)
    )
    return PublicAddresses(
        events=[(slug, revised_at) for slug, revised_at in events],
        editions=_slugs(select(Edition.slug).where(Edition.id.in_(with_events)).order_by(Edition.id.desc())),
        organisations=_slugs(
            select(Organisation.slug).where(Organisation.id.in_(organising)).order_by(Organisation.id.desc())
        ),
        people=_slugs(select(Person.slug).where(Person.id.in_(taking_part)).order_by(Person.id.desc())),
    )


def _slugs(statement: Select[str]) -> Sequence[str]:
    return db.session.scalars(statement.limit(MOST)).all()
