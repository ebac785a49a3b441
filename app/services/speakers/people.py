"""The people of an event: roles, state, order and affiliations as of this event (rows P2, P3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from app.domain.errors import DomainError
from app.domain.lifecycle import PARTICIPATION, SAID_AFTERWARDS, ParticipationState, StepNotAllowed, step
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.names import name_key
from app.domain.people.person_roles import in_order
from app.domain.words import N_
from app.extensions import db
from app.models import AgendaItem, AgendaSpeaker, Event, Participation, Person
from app.services import ordering
from app.services.actor import Actor
from app.services.calendars import participant_updates
from app.services.history import record
from app.services.partners import affiliations
from app.services.partners.organisation_records import NameNeeded
from app.services.speakers.person_records import find_or_make_person, set_email


class AlreadyTakesPart(DomainError):
    """A person takes part once, with as many roles as needed."""

    message = N_("%(name)s is in the list already. Open the entry there to add a role.")
    field = "name"
    status = 422


class NotHeldYet(DomainError):
    """Whether somebody spoke or was absent is known afterwards."""

    message = N_("Whether somebody spoke can be said once the event has begun.")
    field = "state"
    status = 422


class StillInAgenda(DomainError):
    """Removing somebody who stands in the agenda needs a second word."""

    message = N_("%(name)s stands in the agenda: %(items)s. Say that you want to remove them there, too.")
    field = "confirmed"
    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPart:
    """What an event says about one person; `name` as printed, `affiliations` in order, `roles` in any."""

    name: str
    roles: Sequence[str] = ()
    state: ParticipationState = ParticipationState.PROPOSED
    affiliations: Sequence[AffiliationGiven] = field(default_factory=tuple)
    in_published_list: bool = True
    email: str | None = None


def add_participation(
    event: Event, *, part: PrintedPart, known: Person | None = None, actor: Actor, now: datetime
) -> Participation:
    """Put a person at the end of the list; `known` is the record a human chose among those of the same name.

    Raises NameNeeded, AlreadyTakesPart, NotHeldYet, AddressTaken, TooManyAffiliations.
    """
    _require_held(event, part.state, now)
    if not name_key(part.name):
        raise NameNeeded
    person = find_or_make_person(name=part.name, email=part.email, known=known)
    last, already = _places(event, person)
    if already:
        raise AlreadyTakesPart(name=part.name)
    if part.email:
        set_email(event, person=person, email=part.email, actor=actor, now=now)
    participation = Participation(
        event_id=event.id,
        person_id=person.id,
        position=last + 1,
        roles=in_order(part.roles),
        state=part.state,
        name_printed=part.name,
        in_published_list=part.in_published_list,
    )
    db.session.add(participation)
    db.session.flush()
    affiliations.write(participation, part.affiliations, account_id=actor.account_id)
    record(event, actor=actor, field="people", old=None, new=text_of(participation), now=now)
    participant_updates.calendar_for_participants(event, now=now)
    return participation


def edit_participation(
    event: Event, *, participation: Participation, part: PrintedPart, actor: Actor, now: datetime
) -> None:
    """Change what this event says about a person; their record and other events stay as they are (P2).

    Raises NameNeeded, NotHeldYet, StepNotAllowed, AddressTaken, TooManyAffiliations.
    """
    if not name_key(part.name):
        raise NameNeeded
    set_email(event, person=participation.person, email=part.email, actor=actor, now=now)
    old, was_listed = text_of(participation), participation.in_published_list
    set_state(event, participation=participation, state=part.state, actor=actor, now=now)
    participation.name_printed = part.name
    participation.roles = in_order(part.roles)
    participation.in_published_list = part.in_published_list
    affiliations.write(participation, part.affiliations, account_id=actor.account_id)
    record(event, actor=actor, field="people", old=old, new=text_of(participation), now=now)
    record(
        event,
        actor=actor,
        field="people.listed",
        old=was_listed,
        new=participation.in_published_list,
        now=now,
    )
    participant_updates.calendar_for_participants(event, now=now)


def set_state(
    event: Event, *, participation: Participation, state: ParticipationState, actor: Actor, now: datetime
) -> None:
    """Say how far a person's part is agreed. Raises StepNotAllowed and NotHeldYet, both at `state`."""
    old = participation.state
    if state is old:
        return
    _require_held(event, state, now)
    try:
        participation.state = step(PARTICIPATION, old, state)
    except StepNotAllowed as error:
        error.field = "state"
        raise
    name = participation.name_printed
    record(event, actor=actor, field="people.state", old=f"{name}: {old}", new=f"{name}: {state}", now=now)
    participant_updates.calendar_for_participants(event, now=now)


def move(event: Event, *, participation: Participation, to: int, actor: Actor, now: datetime) -> None:
    """Put a person at place `to` of the display order, 1 being the first."""
    rows = db.session.scalars(
        select(Participation)
        .where(Participation.event_id == event.id)
        .order_by(Participation.position, Participation.id)
    ).all()
    old, new = ordering.place(rows, participation, to)
    name = participation.name_printed
    record(event, actor=actor, field="people.order", old=f"{old}. {name}", new=f"{new}. {name}", now=now)
    db.session.flush()


def remove(
    event: Event, *, participation: Participation, confirmed: bool = False, actor: Actor, now: datetime
) -> None:
    """Take a person off the event; their record stays. Raises StillInAgenda unless `confirmed`."""
    items = items_with(participation)
    if items and not confirmed:
        raise StillInAgenda(name=participation.name_printed, items=", ".join(items))
    record(event, actor=actor, field="people", old=text_of(participation), new=None, now=now)
    db.session.delete(participation)
    participant_updates.calendar_for_participants(event, now=now)


def items_with(participation: Participation) -> list[str]:
    """Return the agenda items a person stands in, by title or kind, in order."""
    rows = db.session.execute(
        select(AgendaItem.title, AgendaItem.kind)
        .join(AgendaSpeaker)
        .where(AgendaSpeaker.participation_id == participation.id)
        .order_by(AgendaItem.position)
    )
    return [title or kind for title, kind in rows]


def text_of(participation: Participation) -> str:
    """Say a part in one line, for the history."""
    roles = ", ".join(participation.roles)
    given = "; ".join(map(str, affiliations.given_of(participation)))
    return " · ".join(part for part in (participation.name_printed, roles, given) if part)


def _places(event: Event, person: Person) -> tuple[int, bool]:
    """Return the last place of the list, and whether the person has one."""
    last, already = db.session.execute(
        select(
            func.coalesce(func.max(Participation.position), 0),
            func.count().filter(Participation.person_id == person.id),
        ).where(Participation.event_id == event.id)
    ).one()
    return last, bool(already)


def _require_held(event: Event, state: ParticipationState, now: datetime) -> None:
    if state in SAID_AFTERWARDS and (event.starts_at is None or event.starts_at > now):
        raise NotHeldYet
