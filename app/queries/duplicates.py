"""People that may be seen double, as far as one account may know (row P8).

An account knows the people of the events it leads, and of those what these events say. Addresses count only
of people who take part in no event of others: else an address could be tried out until one fits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.domain.access import Action, roles_that_may
from app.domain.people.same_person import PersonRecord, RecordPair, pairs
from app.extensions import db
from app.models import (
    AffiliationThen,
    Consent,
    Event,
    Material,
    Organisation,
    ParticipantEntry,
    Participation,
    Person,
    PersonAlias,
    PersonDistinction,
    PersonMerge,
    SpeakerLink,
    TeamMember,
)

ERASED = "nameless-"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes: an account, and whether it runs the installation."""

    account_id: int
    is_operator: bool = False


@dataclass(slots=True)
class Known:
    """What a viewer knows of one person. `is_whole`: no event of others is concerned."""

    id: int
    slug: str
    name: str
    email: str | None
    is_whole: bool
    aliases: set[str] = field(default_factory=set)
    organisations: dict[int, str] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    former: set[str] = field(default_factory=set)

    @property
    def record(self) -> PersonRecord:
        """What may be compared."""
        addresses = {self.email or "", *self.former} - {""} if self.is_whole else set()
        return PersonRecord(
            self.id, self.name, tuple(sorted(self.aliases)), tuple(sorted(addresses)), self.organisations
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people who may be one; `may_merge`: nobody else is concerned."""

    first: Known
    second: Known
    pair: RecordPair

    @property
    def may_merge(self) -> bool:
        """Whether whoever looks may merge them."""
        return self.first.is_whole and self.second.is_whole


class Holding(NamedTuple):
    """How many personal links, answers about consent and materials hang on a person's parts."""

    links: int
    consents: int
    materials: int


def is_merged(person_id: InstrumentedAttribute[int] | int) -> ColumnElement[bool]:
    """Whether a record was merged into another and is only an address by now."""
    return exists().where(PersonMerge.gone_id == person_id, PersonMerge.undone_at.is_(None))


def proposals(viewer: Viewer, *, of_event: int | None = None) -> list[Proposal]:
    """Return the likely duplicates, the likeliest first, in five queries however many people there are.

    `of_event`: only those of which one takes part there.
    """
    found = proposals_among(people_known(viewer))
    if of_event is None:
        return found
    here = set(db.session.scalars(select(Participation.person_id).where(Participation.event_id == of_event)))
    return [one for one in found if {one.first.id, one.second.id} & here]


def proposals_among(known: dict[int, Known]) -> list[Proposal]:
    """Return the likely duplicates among these people, the likeliest first; one query."""
    apart = _distinctions()
    return [
        Proposal(known[pair.first], known[pair.second], pair)
        for pair in pairs(one.record for one in known.values())
        if (pair.first, pair.second) not in apart
    ]


def people_known(viewer: Viewer, *, only: Collection[int] = ()) -> dict[int, Known]:
    """Return person id -> what the viewer knows, of everybody who is not merged away; four queries."""
    events = led_by(viewer)
    foreign = exists().where(Participation.person_id == Person.id, Participation.event_id.not_in(events))
    here = exists().where(Participation.person_id == Person.id, Participation.event_id.in_(events))
    rows = db.session.execute(
        select(Person.id, Person.slug, Person.name, Person.email, foreign)
        .where(
            true() if viewer.is_operator else here,
            ~is_merged(Person.id),
            ~Person.name_key.startswith(ERASED),
            _among(Person.id, only),
        )
        .order_by(Person.id)
    )
    known = {
        number: Known(number, slug, name, email, is_whole=viewer.is_operator or not elsewhere)
        for number, slug, name, email, elsewhere in rows
    }
    _add_parts(known, events, only)
    aliases = select(PersonAlias.person_id, PersonAlias.name).where(_among(PersonAlias.person_id, only))
    for number, name in db.session.execute(aliases):
        if number in known:
            known[number].aliases.add(name)
    entries = select(ParticipantEntry.person_id, ParticipantEntry.email).distinct()
    for owner, email in db.session.execute(entries.where(_among(ParticipantEntry.person_id, only))):
        if owner in known:
            known[owner].former.add(email)
    return known


def led_by(viewer: Viewer) -> Select[int]:
    """Select the events whose records the account keeps; all of them for whoever runs the installation."""
    if viewer.is_operator:
        return select(Event.id)
    return select(TeamMember.event_id).where(
        TeamMember.account_id == viewer.account_id, TeamMember.role.in_(roles_that_may(Action.KEEP_RECORDS))
    )


def visible_to(viewer: Viewer, person: Person) -> Known | None:
    """Return what the viewer knows of one person; None where they are none of theirs."""
    return people_known(viewer, only=[person.id]).get(person.id)


def standing_merge(slug: str) -> PersonMerge | None:
    """Return the merge that made this address one that leads elsewhere."""
    gone = aliased(Person)
    return db.session.scalar(
        select(PersonMerge)
        .join(gone, gone.id == PersonMerge.gone_id)
        .where(gone.slug == slug, PersonMerge.undone_at.is_(None))
    )


def current_slug_of(slug: str) -> str | None:
    """Return where the address of a merged record leads by now: to the last of a chain of merges."""
    found = None
    while (merge := standing_merge(found or slug)) is not None:
        found = merge.kept.slug
    return found


def merges_of(known: Iterable[int]) -> Sequence[PersonMerge]:
    """Return the merges into these people that stand, the newest first, at most 50."""
    return db.session.scalars(
        select(PersonMerge)
        .where(PersonMerge.kept_id.in_(list(known)), PersonMerge.undone_at.is_(None))
        .order_by(PersonMerge.id.desc())
        .limit(50)
    ).all()


def merge_of(key: str) -> PersonMerge | None:
    """Return the merge of this key."""
    return db.session.scalar(select(PersonMerge).where(PersonMerge.key == key))


def holdings(people: Collection[int]) -> dict[int, Holding]:
    """Return how much hangs on each person, in one query."""

    def count(model: type[Consent | SpeakerLink | Material]) -> ColumnElement[int]:
        theirs = select(func.count()).select_from(model)
        return theirs.where(model.participation_id.in_(parts)).scalar_subquery()

    parts = select(Participation.id).where(Participation.person_id == Person.id).correlate(Person)
    rows = db.session.execute(
        select(Person.id, count(SpeakerLink), count(Consent), count(Material)).where(Person.id.in_(people))
    )
    return {number: Holding(links, consents, materials) for number, links, consents, materials in rows}


def _add_parts(known: dict[int, Known], events: Select[int], only: Collection[int]) -> None:
    parts = (
        select(
            Participation.person_id,
            Participation.name_printed,
            Event.title,
            AffiliationThen.organisation_id,
            Organisation.name,
        )
        .join(Event, Event.id == Participation.event_id)
        .outerjoin(AffiliationThen, AffiliationThen.participation_id == Participation.id)
        .outerjoin(Organisation, Organisation.id == AffiliationThen.organisation_id)
        .where(Participation.event_id.in_(events), _among(Participation.person_id, only))
        .order_by(Event.starts_at.desc(), Event.id.desc(), AffiliationThen.position)
    )
    printed: defaultdict[int, set[str]] = defaultdict(set)
    for number, name, title, organisation, its_name in db.session.execute(parts):
        if number not in known:
            continue
        printed[number].add(name)
        if title not in known[number].events:
            known[number].events.append(title)
        if organisation is not None:
            known[number].organisations[organisation] = its_name
    for number, names in printed.items():
        known[number].aliases |= names - {known[number].name}


def _among(column: InstrumentedAttribute[Any], only: Collection[int]) -> ColumnElement[bool]:
    return column.in_(only) if only else true()


def _distinctions() -> set[tuple[int, int]]:
    rows = db.session.execute(select(PersonDistinction.first_id, PersonDistinction.second_id))
    return {(first, second) for first, second in rows}
