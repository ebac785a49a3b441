"""Organisations and people recognised again, and who else relies on their records (rows O2, P8)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.access import Action, roles_that_may
from app.domain.lifecycle import TAKING_PART
from app.domain.people.names import name_key
from app.extensions import db
from app.models import (
    AffiliationThen,
    Event,
    Organisation,
    OrganisationAlias,
    Organiser,
    Participation,
    Person,
    TeamMember,
)
from app.queries.duplicates import is_merged
from app.queries.public_events import IS_PUBLIC

EDITORS = roles_that_may(Action.EDIT_PEOPLE)


class KnownPerson(NamedTuple):
    """Somebody of the same name: enough to tell whether it is the same person, nothing private."""

    slug: str
    name: str
    seen_at: str
    affiliation: str


def organisation_named(name: str, *, event_id: int, account_id: int | None) -> Organisation | None:
    """Return the organisation of this name; a short name or an alias counts where it means only one.

    These are in the hands of whoever edits a record, so they count only where the account knows the record
    from its own events, or nobody else's event names it.
    """
    named = db.session.scalar(select(Organisation).where(Organisation.name_key == name_key(name)))
    if named is not None:
        return named
    alias = select(OrganisationAlias.organisation_id).where(OrganisationAlias.name == name)
    own = _is_named_by(Organisation.id, lambda event: ~_foreign(event, event_id, account_id))
    shared = _is_named_by(Organisation.id, lambda event: _foreign(event, event_id, account_id))
    found = db.session.scalars(
        select(Organisation)
        .where(or_(Organisation.short_name == name, Organisation.id.in_(alias)), or_(own, ~shared))
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def people_named(name: str, *, event_id: int, account_id: int | None) -> Sequence[KnownPerson]:
    """Return known people of this name with one event and affiliation each, at most 5; one query.

    Only what is public or stands in an event of the account's own teams is told.
    """
    may_know = or_(
        and_(
            IS_PUBLIC,
            Participation.state.in_(TAKING_PART),
        ),
        Event.id.in_(_own_events(account_id)),
    )
    rows = db.session.execute(
        select(Person.slug, Person.name, Event.title, AffiliationThen.organisation_name)
        .join(Participation, Participation.person_id == Person.id)
        .join(Event, Event.id == Participation.event_id)
        .outerjoin(
            AffiliationThen,
            and_(AffiliationThen.participation_id == Participation.id, AffiliationThen.position == 1),
        )
        .where(Person.name_key == name_key(name), Event.id != event_id, may_know, ~is_merged(Person.id))
        .order_by(Person.id, Event.id.desc())
        .limit(50)
    )
    known: dict[str, KnownPerson] = {}
    for slug, full_name, title, affiliation in rows:
        known.setdefault(slug, KnownPerson(slug, full_name, title, affiliation or ""))
    return list(known.values())[:5]


def is_shared_organisation(organisation_id: int, *, event_id: int, account_id: int | None) -> bool:
    """Whether an event that the account may not edit names the organisation, too."""
    named = _is_named_by(organisation_id, lambda event: _foreign(event, event_id, account_id))
    return bool(db.session.scalar(select(named)))


def is_shared_person(person_id: int, *, event_id: int, account_id: int | None) -> bool:
    """Whether the person takes part in an event that the account may not edit."""
    elsewhere = exists().where(
        Participation.person_id == person_id, _foreign(Participation.event_id, event_id, account_id)
    )
    return bool(db.session.scalar(select(elsewhere)))


def _is_named_by(
    organisation_id: int | InstrumentedAttribute[int],
    some: Callable[[InstrumentedAttribute[int]], ColumnElement[bool]],
) -> ColumnElement[bool]:
    """Whether the organisation organises, or sends somebody to, one of the events that `some` picks."""
    organises = exists().where(Organiser.organisation_id == organisation_id, some(Organiser.event_id))
    sends = exists().where(
        AffiliationThen.organisation_id == organisation_id,
        AffiliationThen.participation_id == Participation.id,
        some(Participation.event_id),
    )
    return or_(organises, sends)


def _foreign(
    column: InstrumentedAttribute[int], event_id: int, account_id: int | None
) -> ColumnElement[bool]:
    return and_(column != event_id, column.not_in(_own_events(account_id)))


def _own_events(account_id: int | None) -> Select[int]:
    return select(TeamMember.event_id).where(
        TeamMember.account_id == account_id, TeamMember.role.in_(EDITORS)
    )
