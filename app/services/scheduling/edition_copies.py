"""A forum held again: its window and closed periods moved, and drafts of the events one leads (row O8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from app.domain.clocks.promised_time import PromisedTime, promise
from app.domain.clocks.zones import available_names
from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import ClosedPeriod, Edition, Event
from app.queries import duplicates
from app.queries.duplicates import Viewer
from app.services.actor import Actor
from app.services.scheduling import editions
from app.services.scheduling.editions import EditionExists
from app.services.scheduling.event_copies import CopyChoice, copy_event


class NoDays(DomainError):
    """Without any date there is nothing to move."""

    message = N_("This forum has no days yet, and no event of yours has an hour. Add a new forum instead.")
    status = 409


@dataclass(frozen=True, slots=True)
class CopiedHour:
    """One event and its hour in the copy; `asked` says why it has none yet."""

    event: Event
    time: PromisedTime | None
    asked: DomainError | None = None


def first_day(edition: Edition) -> date | None:
    """Return the day the forum begins: its own, its window's, or that of its first event, by its clock."""
    if edition.starts_on or edition.window_starts_on:
        return edition.starts_on or edition.window_starts_on
    first = db.session.scalar(select(func.min(Event.wall_start)).where(Event.edition_id == edition.id))
    return first.date() if first else None


def events_to_copy(edition: Edition, *, viewer: Viewer) -> Sequence[Event]:
    """Return the edition's events that the account leads, in their order."""
    return db.session.scalars(
        select(Event)
        .where(Event.edition_id == edition.id, Event.id.in_(duplicates.led_by(viewer)))
        .order_by(Event.starts_at, Event.id)
    ).all()


def moved(events: Sequence[Event], *, days: int) -> list[CopiedHour]:
    """Return each event at the same wall time so many days later.

    An hour that clocks skip or repeat that day is not chosen for anybody: the copy has none until somebody
    says which (row T4).
    """
    return [_moved(event, timedelta(days=days)) for event in events]


def copy_edition(
    edition: Edition,
    *,
    name: str,
    short_name: str,
    begins: date,
    viewer: Viewer,
    creation_key: str,
    actor: Actor,
    now: datetime,
) -> Edition:
    """Make the forum's next edition, with drafts of the events one leads. Raises EditionExists, NoDays.

    The same form sent twice finds what it made.
    """
    first = first_day(edition)
    if first is None:
        raise NoDays
    days = (begins - first).days
    try:
        made = editions.create(name=name, short_name=short_name, zone=edition.zone, actor=actor)
    except EditionExists:
        found = db.session.scalar(
            select(Edition).join(Event).where(Event.creation_key.startswith(f"{creation_key}.")).limit(1)
        )
        if found is None:
            raise
        return found
    _move_days(edition, made, timedelta(days=days))
    for place, one in enumerate(moved(events_to_copy(edition, viewer=viewer), days=days)):
        wish = CopyChoice(title=one.event.title, time=one.time, edition_id=made.id)
        copy_event(one.event, wish=wish, creation_key=f"{creation_key}.{place}", actor=actor, now=now)
    db.session.flush()
    return made


def _moved(event: Event, by: timedelta) -> CopiedHour:
    if event.wall_start is None or event.zone not in available_names():
        return CopiedHour(event, None)
    try:
        time = promise(
            wall_start=event.wall_start + by, zone=str(event.zone), minutes=event.minutes, fold=event.fold
        )
    except DomainError as error:
        return CopiedHour(event, None, error)
    return CopiedHour(event, time)


def _move_days(edition: Edition, made: Edition, by: timedelta) -> None:
    made.number = edition.number + 1 if edition.number is not None else None
    made.sign_roles, made.sign_parts = edition.sign_roles, edition.sign_parts
    for field in ("starts_on", "ends_on", "window_starts_on", "window_ends_on"):
        day = getattr(edition, field)
        setattr(made, field, day + by if day else None)
    db.session.flush()
    made.closed_periods += [
        ClosedPeriod(
            edition_id=made.id,
            wall_start=one.wall_start + by,
            wall_end=one.wall_end + by,
            title=one.title,
        )
        for one in edition.closed_periods
    ]
