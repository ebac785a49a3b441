"""Search in the folded texts of what is public: the best match first, what was cancelled last (row M9)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.domain.lifecycle import TAKING_PART, EventState
from app.domain.people.folding import searched
from app.extensions import db
from app.models import AffiliationThen, Event, Organisation, Organiser, Participation, Person, SearchText
from app.queries.duplicates import is_merged
from app.queries.public_events import IS_PUBLIC, public_events

LONGEST_QUERY = 100
MOST_WORDS = 8
SHOWN = 50
LEAST_FOR_A_SLIP = 4  # letters: a shorter word is one slip away from too many
MOST_NEAR = 5

Words = list[list[str]]
"""The words asked for; of each, its ways to be written, and a text holds all words of one of them."""


class Found(NamedTuple):
    """What a search found, each kind at most 50; `instead` are words that were taken for mistyped ones."""

    events: Sequence[Event]
    people: Sequence[Person]
    organisations: Sequence[Organisation]
    instead: Sequence[str] = ()


def search(text: str) -> Found:
    """Find public records that hold every word of `text`; where none does, one slip in a word is forgiven."""
    words = searched(text[:LONGEST_QUERY].replace("\0", " "))[:MOST_WORDS]
    if not words:
        return Found([], [], [])
    found = _find(words)
    if any(found):
        return found
    meant = _near(words)
    if meant == words:
        return found
    changed = [ways for ways, typed in zip(meant, words, strict=True) if ways != typed]
    return _find(meant)._replace(instead=[way for ways in changed for way in ways])


def _find(words: Words) -> Found:
    return Found(_events(words), _people(words), _organisations(words))


def _holds(column: InstrumentedAttribute[str], ways: list[str]) -> ColumnElement[bool]:
    """Whether the column holds all parts of one of the ways; folded texts have no sign that LIKE minds."""
    return or_(*(and_(*(column.contains(part) for part in way.split())) for way in ways))


def _events(words: Words) -> Sequence[Event]:
    rank = sum(
        (
            case((_holds(SearchText.title, ways), 3), (_holds(SearchText.names, ways), 2), else_=1)
            for ways in words
        ),
        start=0,
    )
    anywhere = [
        or_(*(_holds(column, ways) for column in (SearchText.title, SearchText.names, SearchText.text)))
        for ways in words
    ]
    found = (
        public_events()
        .join(SearchText, SearchText.event_id == Event.id)
        .where(*anywhere)
        .options(joinedload(Event.edition))
        .order_by(Event.state == EventState.CANCELLED, rank.desc(), Event.starts_at.desc(), Event.id)  # type: ignore[union-attr]
    )
    return db.session.scalars(found.limit(SHOWN)).all()


def _people(words: Words) -> Sequence[Person]:
    public_part = exists().where(
        Participation.person_id == Person.id,
        Participation.state.in_(TAKING_PART),
        Participation.event_id == Event.id,
        IS_PUBLIC,
    )
    found = select(Person).join(SearchText, SearchText.person_id == Person.id)
    return _by_title(found.where(public_part, ~is_merged(Person.id)), words, Person.name)


def _organisations(words: Words) -> Sequence[Organisation]:
    organises = exists().where(
        Organiser.organisation_id == Organisation.id,
        Organiser.event_id == Event.id,
        IS_PUBLIC,
    )
    sends_speakers = exists().where(
        AffiliationThen.organisation_id == Organisation.id,
        AffiliationThen.participation_id == Participation.id,
        Participation.state.in_(TAKING_PART),
        Participation.event_id == Event.id,
        IS_PUBLIC,
    )
    found = select(Organisation).join(SearchText, SearchText.organisation_id == Organisation.id)
    return _by_title(found.where(or_(organises, sends_speakers)), words, Organisation.name)


def _by_title(found: Select[Any], words: Words, name: InstrumentedAttribute[str]) -> Sequence[Any]:
    holding = [_holds(SearchText.title, ways) for ways in words]
    return db.session.scalars(
        found.where(*holding).order_by(func.length(SearchText.title), name).limit(SHOWN)
    ).all()


def _near(words: Words) -> Words:
    """Put in place of each word that stands nowhere those that are one slip away from it (OSA distance 1)."""
    rows = db.session.execute(select(SearchText.title, SearchText.names))
    known = {word for title, names in rows for word in f"{title} {names}".split()}
    return [_one_slip_away(ways, known) for ways in words]


def _one_slip_away(ways: list[str], known: set[str]) -> list[str]:
    typed = ways[0]
    if len(typed) < LEAST_FOR_A_SLIP or any(typed in word for word in known):
        return ways
    near = [
        word
        for word in known
        if abs(len(word) - len(typed)) <= 1 and OSA.distance(typed, word, score_cutoff=1) <= 1
    ]
    return sorted(near)[:MOST_NEAR] or ways
