"""Organisations of a like name, so that one body is not seen double (rows O2, P8)."""

from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, exists, or_, select

from app.domain.people.names import name_key
from app.extensions import db
from app.models import Event, Organisation, OrganisationAlias, Organiser, TeamMember
from app.queries import identity
from app.queries.public_events import IS_PUBLIC

MOST, LIKE = 5, 0.86
_SMALL = frozenset({
    "of", "the", "and", "for", "on", "in", "de", "la", "le", "les", "des", "du", "et", "der", "die", "das",
    "und", "y", "e", "i",
})  # fmt: skip


def alike(name: str, *, short_name: str, event_id: int, account_id: int | None) -> list[Organisation]:
    """Return organisations that may be meant by `name`, the likeliest first, at most 5.

    None where the name itself says which one it is. Only those are told that the account knows from its own
    events, or that organise a public one.
    """
    if identity.organisation_named(name, event_id=event_id, account_id=account_id) is not None:
        return []
    wanted, short = name_key(name), name_key(short_name)
    aliases: dict[int, set[str]] = {}
    for organisation_id, alias in db.session.execute(
        select(OrganisationAlias.organisation_id, OrganisationAlias.name)
    ):
        aliases.setdefault(organisation_id, set()).add(name_key(alias))
    scored = [
        (score, one)
        for one in db.session.scalars(select(Organisation).where(_may_be_told(account_id))).all()
        if (score := _likeness(wanted, short, one, aliases.get(one.id, set()))) >= LIKE
    ]
    return [one for _score, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].name))][:MOST]


def _likeness(wanted: str, short: str, one: Organisation, aliases: set[str]) -> float:
    """Return how likely `one` is meant, 0 to 1."""
    own_short = name_key(one.short_name)
    called = {own_short, *aliases} - {""}
    if wanted in called or (short and short == own_short):
        return 1.0
    words, own_words = set(wanted.split()) - _SMALL, set(one.name_key.split()) - _SMALL
    if len(wanted) > 1 and " " not in wanted and wanted == "".join(word[0] for word in _order(one.name_key)):
        return 0.98
    if len(words) > 1 and len(own_words) > 1 and (words <= own_words or own_words <= words):
        return 0.95
    return SequenceMatcher(None, wanted, one.name_key).ratio()


def _order(key: str) -> list[str]:
    return [word for word in key.split() if word not in _SMALL]


def _may_be_told(account_id: int | None) -> ColumnElement[bool]:
    public = IS_PUBLIC
    own = Event.id.in_(select(TeamMember.event_id).where(TeamMember.account_id == account_id))
    return exists().where(
        Organiser.organisation_id == Organisation.id, Organiser.event_id == Event.id, or_(public, own)
    )
