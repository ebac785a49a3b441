"""Which of two records' values stays when they become one (row P8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.people.names import name_key
from app.models import Affiliation, Person, PersonAlias
from app.services.people_records.merge_journal import Journal, table_of

CHOSEN = (
    "name", "email", "honorific", "pronouns", "pronunciation", "country", "zone", "language", "languages",
    "bio", "photo_key",
)  # fmt: skip
"""What a human decides upon where the records differ."""

QUIETLY = ("voice_key", "gender")
"""Taken from the record that stays, else from the other; gender is shown to nobody."""

FACTS = (*CHOSEN[1:], *QUIETLY)
NULLABLE = frozenset({"email", "country", "zone", "language"})


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """`from_gone`: the fields whose value the record that goes has; of the others, what stands stays."""

    from_gone: frozenset[str] = field(default_factory=frozenset)


def differences(kept: Person, gone: Person) -> list[str]:
    """Return the fields in which both have a value, and not the same."""
    return [
        name
        for name in CHOSEN
        if getattr(kept, name) and getattr(gone, name) and getattr(kept, name) != getattr(gone, name)
    ]


def values_after(kept: Person, gone: Person, wish: MergeChoice) -> Mapping[str, Any]:
    """Return what the one record holds in the end, by field."""

    def value(name: str) -> object:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        return theirs if theirs and (name in wish.from_gone or not mine) else mine

    return {name: value(name) for name in (*CHOSEN, *QUIETLY)}


def unite_values(journal: Journal, kept: Person, gone: Person, wish: MergeChoice) -> None:
    """Write what stays into the record that stays; the address leaves the other, as it can be in one only."""
    wanted = values_after(kept, gone, wish)
    person = table_of(Person)
    if gone.email is not None:
        journal.set(person, {"id": gone.id}, {"email": None}, what="email", name=gone.name)
    for name, value in wanted.items():
        if value != getattr(kept, name):
            journal.set(person, {"id": kept.id}, {name: value}, what=name, name=kept.name)
    if wanted["name"] != kept.name:
        key = {"name_key": name_key(wanted["name"])}
        journal.set(person, {"id": kept.id}, key, what="name", name=kept.name)


def unite_names(journal: Journal, kept: Person, gone: Person, wish: MergeChoice) -> None:
    """Let the record that stays be found by every name that either was found by."""
    stays = values_after(kept, gone, wish)["name"]
    alias = table_of(PersonAlias)
    known = {name_key(stays)}
    for one in kept.aliases:
        known.add(name_key(one.name))
    for one in gone.aliases:
        if name_key(one.name) not in known:
            known.add(name_key(one.name))
            journal.set(alias, {"id": one.id}, {"person_id": kept.id}, what="alias", name=one.name)
    for name in (kept.name, gone.name):
        if name_key(name) not in known:
            known.add(name_key(name))
            journal.insert(alias, {"person_id": kept.id, "name": name}, what="alias", name=name)


def unite_affiliations(journal: Journal, kept: Person, gone: Person) -> None:
    """Put the other's present affiliations behind one's own, each once."""
    held = {(one.organisation_id, one.title) for one in kept.affiliations}
    last = max((one.position for one in kept.affiliations), default=0)
    for one in gone.affiliations:
        if (one.organisation_id, one.title) in held:
            continue
        held.add((one.organisation_id, one.title))
        last += 1
        moved, told = {"person_id": kept.id, "position": last}, one.organisation.name
        journal.set(table_of(Affiliation), {"id": one.id}, moved, what="affiliation", name=told)
