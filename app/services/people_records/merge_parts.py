"""Everything that hangs on a person or on their part in an event, moved to another record (row P8).

What hangs there is read from the tables themselves: a table that comes later is not forgotten.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Table, select

from app.domain.lifecycle import HELD_EVENT_STATES, ParticipationState
from app.domain.people.person_roles import in_order
from app.extensions import db
from app.models import (
    Affiliation,
    AffiliationThen,
    Event,
    Participation,
    Person,
    PersonAlias,
    PersonDistinction,
    PersonMerge,
)
from app.services.people_records.merge_journal import Journal, table_of

_BY_HAND = {
    table_of(one)
    for one in (Participation, PersonAlias, Affiliation, AffiliationThen, PersonMerge, PersonDistinction)
}
_FIRMNESS = (
    ParticipationState.ACCEPTED,
    ParticipationState.SPOKE,
    ParticipationState.TENTATIVE,
    ParticipationState.INVITED,
    ParticipationState.DECLINED,
    ParticipationState.ABSENT,
    ParticipationState.REPLACED,
    ParticipationState.PROPOSED,
)
"""Of two answers in one event, the one that stands further ahead here holds."""


def move_all_parts(journal: Journal, kept: Person, gone: Person) -> list[int]:
    """Give `kept` the parts of `gone` and all else that names them; return the events of both.

    Where both are printed in an event that was held, both stay printed: that is how it was.
    """
    mine = {part.event_id: part for part in _parts(kept)}
    theirs = list(_parts(gone))
    concerned = sorted({*mine, *(part.event_id for part in theirs)})
    frozen = _held([part.event_id for part in theirs])
    for part in theirs:
        title = _title(part.event_id)
        if part.event_id not in mine:
            number = {"id": part.id}
            journal.set(table_of(Participation), number, {"person_id": kept.id}, what="part", name=title)
        elif part.event_id not in frozen:
            _unite(journal, mine[part.event_id], part, title)
    for table, column in _pointing_at(table_of(Person)):
        _move_rows(journal, table, column, gone.id, kept.id, what="record", name="")
    db.session.expire_all()
    return concerned


def printed_twice(kept: Person, gone: Person) -> list[str]:
    """Return the titles of held events in which both are printed, and stay so."""
    both = {part.event_id for part in _parts(kept)} & {part.event_id for part in _parts(gone)}
    return [_title(number) for number in sorted(_held(both))]


def becoming_one(kept: Person, gone: Person) -> list[str]:
    """Return the titles of events ahead in which two parts become one; the other's link ends there."""
    both = {part.event_id for part in _parts(kept)} & {part.event_id for part in _parts(gone)}
    return [_title(number) for number in sorted(both - _held(both))]


def _unite(journal: Journal, stays: Participation, goes: Participation, title: str) -> None:
    table, number = table_of(Participation), {"id": stays.id}
    said = {"what": "part", "name": title}
    wanted: dict[str, Any] = {
        "roles": in_order([*stays.roles, *goes.roles]),
        "state": min((stays.state, goes.state), key=_FIRMNESS.index),
        "in_published_list": stays.in_published_list or goes.in_published_list,
    }
    for name in ("pronunciation", "bio", "photo_key", "honorific", "pronouns", "voice_key"):
        wanted[name] = getattr(stays, name) or getattr(goes, name)
    changed = {name: value for name, value in wanted.items() if value != getattr(stays, name)}
    for name, value in changed.items():
        journal.set(table, number, {name: value}, **said)
    _unite_affiliations(journal, stays, goes, title)
    for other, column in _pointing_at(table):
        _move_rows(journal, other, column, goes.id, stays.id, **said)
    journal.delete(table, {"id": goes.id}, **said)


def _unite_affiliations(journal: Journal, stays: Participation, goes: Participation, title: str) -> None:
    table, said = table_of(AffiliationThen), {"what": "part", "name": title}
    printed = {(one.organisation_name, one.title) for one in stays.affiliations}
    last = max((one.position for one in stays.affiliations), default=0)
    for one in goes.affiliations:
        if (one.organisation_name, one.title) in printed:
            journal.delete(table, {"id": one.id}, **said)
            continue
        printed.add((one.organisation_name, one.title))
        last += 1
        moved = {"participation_id": stays.id, "position": last}
        journal.set(table, {"id": one.id}, moved, **said)


def _move_rows(
    journal: Journal, table: Table, column: Column[Any], old: int, new: int, *, what: str, name: str
) -> None:
    """Point rows at the other; one whose place is taken lets go, or where it cannot, goes."""
    for row in db.session.execute(select(table).where(column == old)).mappings().all():
        key = {one.name: row[one.name] for one in table.primary_key.columns}
        if journal.set(table, key, {str(column.name): new}, what=what, name=name):
            continue
        if column.nullable:
            journal.set(table, key, {str(column.name): None}, what=what, name=name)
        else:
            journal.delete(table, key, what=what, name=name)


def _pointing_at(target: Table) -> Iterator[tuple[Table, Column[Any]]]:
    for table in db.metadata.sorted_tables:
        if table in _BY_HAND:
            continue
        for key in table.foreign_keys:
            if key.column.table is target:
                yield table, key.parent


def _parts(person: Person) -> list[Participation]:
    rows = select(Participation).where(Participation.person_id == person.id).order_by(Participation.id)
    return list(db.session.scalars(rows))


def _held(events: Iterable[int]) -> set[int]:
    held = select(Event.id).where(Event.id.in_(list(events)), Event.state.in_(HELD_EVENT_STATES))
    return set(db.session.scalars(held))


def _title(event_id: int) -> str:
    return db.session.scalar(select(Event.title).where(Event.id == event_id)) or ""
