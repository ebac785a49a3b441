"""Search over titles, people, organisations and summaries of what is public (row M9 deepens it)."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import String, and_, cast, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload
from sqlalchemy.sql.elements import ColumnElement

from app.domain.lifecycle import TAKING_PART
from app.domain.people.accents import unaccented
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
    PersonAlias,
    Summary,
)
from app.queries import accents
from app.queries.duplicates import is_merged
from app.queries.public_events import IS_PUBLIC, public_events

LONGEST_QUERY = 100
MOST_WORDS = 8
SHOWN = 50


class Found(NamedTuple):
    """What a search found, each kind at most 50."""

    events: Sequence[Event]
    people: Sequence[Person]
    organisations: Sequence[Organisation]


def search(text: str) -> Found:
    """Find public records that hold every word of `text`; people and organisations by aliases, too.

    Case and accents do not count, nor does what is no word.
    """
    words = [word for word in text[:LONGEST_QUERY].replace("\0", " ").split() if _says_something(word)]
    del words[MOST_WORDS:]
    if not words:
        return Found([], [], [])
    return Found(_events(words), _people(words), _organisations(words))


def _holds(column: InstrumentedAttribute[str] | ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether the column holds the word; case and accents of either do not count."""
    plain = unaccented(word) or ""
    pattern = "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return accents.unaccented(column).like(pattern, escape="\\")


def _says_something(word: str) -> bool:
    """Whether it has a letter, a figure or a picture: punctuation alone is in every text."""
    return any(unicodedata.category(sign) == "So" or unicodedata.category(sign)[0] in "LN" for sign in word)


def _events(words: list[str]) -> Sequence[Event]:
    def matches(word: str) -> ColumnElement[bool]:
        speaker = exists().where(
            Participation.event_id == Event.id,
            Participation.state.in_(TAKING_PART),
            _holds(Participation.name_printed, word),
        )
        organiser = exists().where(
            Organiser.event_id == Event.id,
            Organiser.organisation_id == Organisation.id,
            or_(_holds(Organisation.name, word), _holds(Organisation.short_name, word)),
        )
        summary = exists().where(
            Summary.event_id == Event.id,
            Summary.published_at.is_not(None),
            or_(
                *(
                    _holds(cast(column, String), word)
                    for column in (Summary.overview, Summary.key_issues, Summary.recommendations)
                )
            ),
        )
        return or_(
            _holds(Event.title, word),
            _holds(Event.aim, word),
            _holds(cast(Event.themes, String), word),
            speaker,
            organiser,
            summary,
        )

    return db.session.scalars(
        public_events()
        .where(and_(*map(matches, words)))
        .options(joinedload(Event.edition))
        .order_by(Event.starts_at.desc())
        .limit(SHOWN)
    ).all()


def _people(words: list[str]) -> Sequence[Person]:
    def matches(word: str) -> ColumnElement[bool]:
        alias = exists().where(PersonAlias.person_id == Person.id, _holds(PersonAlias.name, word))
        return or_(_holds(Person.name, word), _holds(Person.name_key, name_key(word)), alias)

    public_part = exists().where(
        Participation.person_id == Person.id,
        Participation.state.in_(TAKING_PART),
        Participation.event_id == Event.id,
        IS_PUBLIC,
    )
    return db.session.scalars(
        select(Person)
        .where(public_part, ~is_merged(Person.id), *map(matches, words))
        .order_by(Person.name)
        .limit(SHOWN)
    ).all()


def _organisations(words: list[str]) -> Sequence[Organisation]:
    def matches(word: str) -> ColumnElement[bool]:
        alias = exists().where(
            OrganisationAlias.organisation_id == Organisation.id, _holds(OrganisationAlias.name, word)
        )
        return or_(
            _holds(Organisation.name, word),
            _holds(Organisation.short_name, word),
            _holds(Organisation.name_key, name_key(word)),
            alias,
        )

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
    return db.session.scalars(
        select(Organisation)
        .where(or_(organises, sends_speakers), *map(matches, words))
        .order_by(Organisation.name)
        .limit(SHOWN)
    ).all()
