"""The public programme: what is coming, what was, who took part in what; a fixed number of queries a list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Engine, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from app.domain.lifecycle import ANNOUNCED_EVENT_STATES, PUBLIC_EVENT_STATES, TAKING_PART, EventState
from app.extensions import db
from app.models import AffiliationThen, Event, Organisation, Organiser, Participation, Person
from app.queries import raw_rows

PAGE_SIZE = 30
IS_PUBLIC = and_(Event.state.in_(PUBLIC_EVENT_STATES), Event.published_at.is_not(None))
"""What strangers may see: a cancelled event only if it had been published."""


# What changes whenever anything changes that an event's page shows. The UID is in it because a restored
# database may give a slug away again.
_MARK = select(Event.uid, Event.revision, Event.seats_taken).where(Event.slug == bindparam("slug"))


def mark_of(slug: str, engine: Engine) -> tuple[object, ...] | None:
    """Return an event's mark: (UID, revision, seats taken); None where there is no such event."""
    return raw_rows.read(_MARK, engine, slug=slug)


def public_event(slug: str) -> Event | None:
    """Return a public event with its edition, summary and earlier times, in one query."""
    whole = (joinedload(Event.edition), joinedload(Event.earlier_times), joinedload(Event.summary))
    found = db.session.scalars(public_events().where(Event.slug == slug).options(*whole))
    return found.unique().one_or_none()


def public_events() -> Select[Event]:
    """Select what strangers may see."""
    return select(Event).where(IS_PUBLIC)


def coming(*, now: datetime, limit: int = 500) -> Sequence[Event]:
    """Return public events that have not ended, the next first; what is cancelled stays until its hour."""
    return db.session.scalars(
        public_events()
        .where(
            Event.ends_at > now,
            Event.state.in_(ANNOUNCED_EVENT_STATES | {EventState.CANCELLED}),
        )
        .options(joinedload(Event.edition))
        .order_by(Event.starts_at, Event.id)
        .limit(limit)
    ).all()


def past(*, now: datetime, page: int = 1) -> tuple[Sequence[Event], int]:
    """Return one page (from 1) of public events that have ended, newest first, and the number of pages."""
    gone = public_events().where(Event.ends_at <= now)
    total = db.session.scalar(select(func.count()).select_from(gone.subquery())) or 0
    rows = db.session.scalars(
        gone.options(joinedload(Event.edition))
        .order_by(Event.starts_at.desc(), Event.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    return rows, max(1, -(-total // PAGE_SIZE))


def of_edition(edition_id: int) -> Sequence[Event]:
    """Return the public events of an edition by their hour."""
    return db.session.scalars(
        public_events().where(Event.edition_id == edition_id).order_by(Event.starts_at, Event.id)
    ).all()


def of_organisation(organisation_id: int) -> Sequence[Event]:
    """Return the public events that an organisation organises, the newest first."""
    return db.session.scalars(
        public_events()
        .join(Organiser, Organiser.event_id == Event.id)
        .where(Organiser.organisation_id == organisation_id)
        .options(joinedload(Event.edition))
        .order_by(Event.starts_at.desc(), Event.id.desc())
    ).all()


def parts_of_person(person_id: int) -> Sequence[tuple[Participation, Event]]:
    """Return a person's public parts with their events, the newest first."""
    rows = db.session.execute(
        select(Participation, Event)
        .join(Event, Event.id == Participation.event_id)
        .where(Participation.person_id == person_id, Participation.state.in_(TAKING_PART))
        .where(IS_PUBLIC)
        .options(joinedload(Participation.affiliations))
        .order_by(Event.starts_at.desc(), Event.id.desc())
    ).unique()
    return [(participation, event) for participation, event in rows]


def newest_parts(people: Iterable[Person]) -> dict[int, Participation]:
    """Return for each person (by id) their newest public part with its affiliations, in one query for all."""
    ids = [person.id for person in people]
    if not ids:
        return {}
    rows = db.session.scalars(
        select(Participation)
        .join(Event, Event.id == Participation.event_id)
        .where(Participation.person_id.in_(ids), Participation.state.in_(TAKING_PART))
        .where(IS_PUBLIC)
        .options(joinedload(Participation.affiliations))
        .order_by(Event.starts_at, Event.id)
    ).unique()
    return {part.person_id: part for part in rows}


def organiser_names(events: Iterable[Event]) -> dict[int, list[str]]:
    """Return for each event the display names of its organisations in order, in one query for all."""
    names: dict[int, list[str]] = defaultdict(list)
    ids = [event.id for event in events]
    if not ids:
        return names
    rows = db.session.execute(
        select(Organiser.event_id, Organiser.printed_name, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Organiser.organisation_id)
        .where(Organiser.event_id.in_(ids))
        .order_by(Organiser.event_id, Organiser.position)
    )
    for event_id, printed_name, short_name, name in rows:
        names[event_id].append(printed_name or short_name or name)
    return names


def organisation_by_slug(slug: str) -> Organisation | None:
    """Return the organisation with this address."""
    return db.session.scalar(
        select(Organisation).where(Organisation.slug == slug).options(joinedload(Organisation.aliases))
    )


def shows_organisation(organisation_id: int) -> bool:
    """Whether an organisation has a public page: it organises a public event, or somebody spoke for it."""
    spoke_for = select(AffiliationThen.participation_id).where(
        AffiliationThen.organisation_id == organisation_id
    )
    its_own = select(Organiser.event_id).where(Organiser.organisation_id == organisation_id)
    of_speakers = select(Participation.event_id).where(
        Participation.id.in_(spoke_for), Participation.state.in_(TAKING_PART)
    )
    public = public_events().where(or_(Event.id.in_(its_own), Event.id.in_(of_speakers)))
    return bool(db.session.scalar(select(public.exists())))


def person_by_slug(slug: str) -> Person | None:
    """Return the person with this address."""
    return db.session.scalar(select(Person).where(Person.slug == slug))


def speakers_from(organisation_id: int) -> Sequence[tuple[Participation, Event]]:
    """Return the public parts of people who spoke for an organisation, as it was then, the newest first."""
    rows = db.session.execute(
        select(Participation, Event)
        .join(Event, Event.id == Participation.event_id)
        .where(
            Participation.id.in_(
                select(AffiliationThen.participation_id).where(
                    AffiliationThen.organisation_id == organisation_id
                )
            ),
            Participation.state.in_(TAKING_PART),
            IS_PUBLIC,
        )
        .options(joinedload(Participation.affiliations))
        .order_by(Event.starts_at.desc(), Participation.position)
    ).unique()
    return [(participation, event) for participation, event in rows]
