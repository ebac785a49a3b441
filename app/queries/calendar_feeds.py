"""The present calendar revision of every public event."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, String, and_, bindparam, cast, or_, select
from sqlalchemy.orm import contains_eager

from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.models import CalendarRevision, Event, Organiser, ParticipantEntry, Registration
from app.queries import raw_rows
from app.queries.calendar_answers import PARTS
from app.queries.public_events import IS_PUBLIC

CANCELLED_STAYS = timedelta(days=60)


class FeedRevision(NamedTuple):
    """One revision as feeds need it: the hash first, the bytes only when somebody has not got them."""

    id: int
    sha256: str
    stamped_at: datetime


_MARK = select(Event.uid, Event.sequence, Event.state, Event.published_at).where(
    Event.slug == bindparam("slug")
)


def mark_of(slug: str, engine: Engine) -> tuple[object, ...] | None:
    """Return what one event's file depends on: UID and SEQUENCE name bytes that never change."""
    return raw_rows.read(_MARK, engine, slug=slug)


def event_file(slug: str) -> CalendarRevision | None:
    """Return the present revision of one public event."""
    return db.session.scalar(
        select(CalendarRevision)
        .join(Event, and_(Event.id == CalendarRevision.event_id, Event.sequence == CalendarRevision.sequence))
        .where(Event.slug == slug, IS_PUBLIC)
    )


def feed(*conditions: ColumnElement[bool], now: datetime) -> list[FeedRevision]:
    """Return the revisions of a feed by their hour; a cancelled event leaves it after sixty days."""
    rows = db.session.execute(
        select(CalendarRevision.id, CalendarRevision.sha256, CalendarRevision.stamped_at)
        .join(Event, and_(Event.id == CalendarRevision.event_id, Event.sequence == CalendarRevision.sequence))
        .where(IS_PUBLIC, *conditions)
        .where(or_(Event.state != EventState.CANCELLED, CalendarRevision.stamped_at > now - CANCELLED_STAYS))
        .order_by(Event.starts_at, Event.id)
    )
    return [FeedRevision(*row) for row in rows]


class HeldSeat(NamedTuple):
    """One seat of a person, and the present revision of its event."""

    registration: Registration
    revision: FeedRevision


def seats_of(email: str, *, now: datetime) -> list[HeldSeat]:
    """Return what one address holds seats for, by the hour; cancelled events leave as in `feed`."""
    rows = db.session.execute(
        select(Registration, CalendarRevision.id, CalendarRevision.sha256, CalendarRevision.stamped_at)
        .join(Event, Event.id == Registration.event_id)
        .join(
            CalendarRevision,
            and_(Event.id == CalendarRevision.event_id, Event.sequence == CalendarRevision.sequence),
        )
        .where(Registration.email == email, Registration.state == RegistrationState.CONFIRMED)
        .where(Registration.erased_at.is_(None), IS_PUBLIC)
        .where(or_(Event.state != EventState.CANCELLED, CalendarRevision.stamped_at > now - CANCELLED_STAYS))
        .options(contains_eager(Registration.event))
        .order_by(Event.starts_at, Event.id)
    )
    return [HeldSeat(registration, FeedRevision(number, sha, at)) for registration, number, sha, at in rows]


class HeldEntry(NamedTuple):
    """One entry of somebody in a programme, and its event."""

    entry: ParticipantEntry
    event: Event

    @property
    def covers_event(self) -> bool:
        """Whether it stands for the event in the person's calendar, so that a seat adds none."""
        called_off = self.event.state is EventState.CANCELLED
        return self.entry.kind in PARTS and (self.entry.is_held or called_off)


def parts_of(email: str, *, now: datetime) -> list[HeldEntry]:
    """Return what one address holds as part of programmes, by the hour; what ended leaves as in `feed`."""
    rows = db.session.execute(
        select(ParticipantEntry, Event)
        .join(Event, Event.id == ParticipantEntry.event_id)
        .where(ParticipantEntry.email == email.lower())
        .where(or_(ParticipantEntry.is_held, ParticipantEntry.stamped_at > now - CANCELLED_STAYS))
        .order_by(ParticipantEntry.until, ParticipantEntry.id)
    )
    return [HeldEntry(entry, event) for entry, event in rows if entry.said]


def of_organisation(organisation_id: int) -> ColumnElement[bool]:
    """Return the condition for events that an organisation takes part in, in whatever role."""
    return Event.id.in_(select(Organiser.event_id).where(Organiser.organisation_id == organisation_id))


def in_language(code: str) -> ColumnElement[bool]:
    """Return the condition for events held in, or interpreted into, a language."""
    quoted = f'"{code}"'
    either = (Event.languages, Event.interpretation)
    return or_(*(cast(column, String).contains(quoted, autoescape=True) for column in either))


def bodies(revisions: Sequence[FeedRevision]) -> list[bytes]:
    """Return the VEVENT bytes of the revisions, in their order."""
    rows = db.session.execute(
        select(CalendarRevision.id, CalendarRevision.vevent).where(
            CalendarRevision.id.in_([revision.id for revision in revisions])
        )
    )
    found = {revision_id: body for revision_id, body in rows}  # noqa: C416 - dict() takes a result for a mapping
    return [found[revision.id] for revision in revisions]
