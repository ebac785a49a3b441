"""The texts that searches compare are written with every change, right before it is committed (row M9).

A search then folds only the words that somebody typed. What was public before its text was kept, the worker
fills in when it starts.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Table, delete, inspect, select
from sqlalchemy import event as events
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction, selectinload

from app.domain.people.folding import folded
from app.extensions import Base, db
from app.models import (
    AgendaItem,
    Event,
    Material,
    Organisation,
    OrganisationAlias,
    Organiser,
    Participation,
    Person,
    PersonAlias,
    SearchText,
    Summary,
)
from app.queries.agenda import agenda_of
from app.queries.library import record_of, summary_of
from app.queries.participants import organisers_of, participations_of
from app.queries.public_events import IS_PUBLIC

EVENT, PERSON, ORGANISATION = "event_id", "person_id", "organisation_id"
MOST_AT_ONCE = 200
_STALE = "search_texts_stale"
_TABLE = cast("Table", SearchText.__table__)
# What of a table is searched, and the column that names whose text changes with it.
_SEARCHED: Mapping[type[Base], tuple[str, str, tuple[str, ...]]] = {
    Event: (EVENT, "id", ("title", "aim", "description", "themes", "state", "published_at")),
    AgendaItem: (EVENT, "event_id", ("title",)),
    Participation: (EVENT, "event_id", ("name_printed", "state")),
    Organiser: (EVENT, "event_id", ("printed_name", "organisation_id")),
    Material: (EVENT, "event_id", ("title", "state")),
    Summary: (EVENT, "event_id", ("overview", "key_issues", "recommendations", "published_at")),
    Person: (PERSON, "id", ("name", "aliases")),
    PersonAlias: (PERSON, "person_id", ("name",)),
    Organisation: (ORGANISATION, "id", ("name", "short_name", "aliases")),
    OrganisationAlias: (ORGANISATION, "organisation_id", ("name",)),
}


def mark(event: Event) -> None:
    """Say that what readers see of an event has changed, by whatever statement."""
    _stale(cast("Session", db.session)).add((EVENT, event.id))


def keep_before_commit() -> None:
    """Let every commit write the texts of what it changes."""
    events.listen(db.session, "after_flush", _note)
    events.listen(db.session, "before_commit", _before_commit)
    events.listen(db.session, "after_rollback", _forget)


def fill(*, most: int = MOST_AT_ONCE) -> int:
    """Write the texts of public events, people and organisations that have none; return of how many."""
    missing = [
        (EVENT, select(Event.id).where(IS_PUBLIC), Event.id),
        (PERSON, select(Person.id), Person.id),
        (ORGANISATION, select(Organisation.id), Organisation.id),
    ]
    count = 0
    for kind, rows, number in missing:
        has_one = select(_TABLE.c.id).where(_TABLE.c[kind] == number).exists()
        found = db.session.scalars(rows.where(~has_one).limit(most)).all()
        _write(kind, found)
        count += len(found)
    return count


def forget_all() -> None:
    """Drop every text, so that `fill` writes all of them anew."""
    db.session.execute(delete(SearchText))


def _stale(session: Session) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = session.info.setdefault(_STALE, set())
    return found


def _note(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.deleted):
        if type(row) in _SEARCHED:
            kind, column, _ = _SEARCHED[type(row)]
            _stale(session).add((kind, getattr(row, column)))
    for row in session.dirty:
        if type(row) in _SEARCHED:
            kind, column, fields = _SEARCHED[type(row)]
            attributes = inspect(row).attrs
            if any(attributes[name].history.has_changes() for name in fields):
                _stale(session).add((kind, getattr(row, column)))


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    stale = session.info.pop(_STALE, set())
    if not stale:
        return
    of = {
        kind: sorted(number for one, number in stale if one == kind) for kind in (EVENT, PERSON, ORGANISATION)
    }
    if of[ORGANISATION]:
        theirs = select(Organiser.event_id).where(Organiser.organisation_id.in_(of[ORGANISATION]))
        of[EVENT] = sorted({*of[EVENT], *session.scalars(theirs)})
    for kind, numbers in of.items():
        _write(kind, numbers)
    session.info.pop(_STALE, None)


def _forget(session: Session) -> None:
    session.info.pop(_STALE, None)


def _write(kind: str, numbers: Iterable[int]) -> None:
    texts = {EVENT: _of_events, PERSON: _of_people, ORGANISATION: _of_organisations}[kind](numbers)
    gone = set(numbers) - texts.keys()
    if gone:
        db.session.execute(delete(_TABLE).where(_TABLE.c[kind].in_(gone)))
    if texts:
        rows = [{kind: number, **text} for number, text in sorted(texts.items())]
        adding = _insert().values(rows)
        same = {name: adding.excluded[name] for name in ("title", "names", "text")}
        db.session.execute(adding.on_conflict_do_update(index_elements=[kind], set_=same))


def _of_events(numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    public = select(Event).where(Event.id.in_(numbers), IS_PUBLIC)
    return {event.id: _of_event(event) for event in db.session.scalars(public)}


def _of_event(event: Event) -> dict[str, str]:
    names = [one.name_printed for one in participations_of(event.id, public=True)]
    for organiser in organisers_of(event.id):
        names += [organiser.display_name, organiser.organisation.name, organiser.organisation.short_name]
    names += [item.title for item in agenda_of(event.id)]
    names += [material.title for material in record_of(event.id)]
    words = [event.description, *event.themes]
    summary = summary_of(event.id)
    if summary is not None and summary.published_at is not None:
        parts = [*summary.key_issues, *summary.recommendations]
        words += [summary.overview, *(str(word) for part in parts for word in part.values())]
    return _text(title=[event.title, event.aim], names=names, text=words)


def _of_people(numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    people = select(Person).where(Person.id.in_(numbers)).options(selectinload(Person.aliases))
    return {
        one.id: _text(title=[one.name, *(alias.name for alias in one.aliases)])
        for one in db.session.scalars(people)
    }


def _of_organisations(numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    found = (
        select(Organisation).where(Organisation.id.in_(numbers)).options(selectinload(Organisation.aliases))
    )
    return {
        one.id: _text(title=[one.name, one.short_name, *(alias.name for alias in one.aliases)])
        for one in db.session.scalars(found)
    }


def _text(**said: Iterable[str | None]) -> dict[str, str]:
    return {"names": "", "text": ""} | {
        column: " ".join(filter(None, (folded(word or "") for word in words)))
        for column, words in said.items()
    }


def _insert() -> sqlite.Insert | postgresql.Insert:
    postgres = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(_TABLE) if postgres else sqlite.insert(_TABLE)
