"""Whether two records may be one person, and why: signs for a human to judge, never a decision (row P8)."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people.names import name_key, slugify
from app.domain.words import N_


class Resemblance(StrEnum):
    """What speaks for it, the strongest first."""

    ADDRESS = "address"
    NAME = "name"
    ALIAS = "alias"
    ORDER = "order"
    LETTERS = "letters"
    INITIALS = "initials"
    MORE = "more"
    AFFILIATION = "affiliation"  # supports another sign, says nothing alone


SIGN_WORDS: Mapping[Resemblance, str] = {
    Resemblance.ADDRESS: N_("Mail to both reaches one mailbox."),
    Resemblance.NAME: N_("The names are the same but for case, accents and hyphens."),
    Resemblance.ALIAS: N_("One bears a name that is another spelling of the other."),
    Resemblance.ORDER: N_("The names have the same parts in another order."),
    Resemblance.LETTERS: N_("Written in Latin letters, the names are the same."),
    Resemblance.INITIALS: N_("One name has initials where the other has the words."),
    Resemblance.MORE: N_("One name has a part that the other lacks."),
    Resemblance.AFFILIATION: N_("Both are at %(organisation)s."),
}

_TITLES = frozenset(["dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "hon"])
_MOST_OF_ONE_NAME = 30  # people of one name that are compared with each other


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is compared: `addresses` present and former, `organisations` as id -> name."""

    key: int
    name: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    organisations: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two records (the lower key first) that may be one person; `shared` is an organisation of both."""

    first: int
    second: int
    signs: tuple[Resemblance, ...]
    shared: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Order for a list: the strongest signs first."""
        return (list(Resemblance).index(self.signs[0]), -len(self.signs), self.first)


def pairs(records: Iterable[PersonRecord]) -> list[RecordPair]:
    """Return every two records that something speaks for, the likeliest first.

    Only records that share a key are compared, so a thousand people cost no million comparisons.
    """
    by_key: defaultdict[str, list[PersonRecord]] = defaultdict(list)
    for record in records:
        for key in set(_keys(record)):
            by_key[key].append(record)
    candidates = {
        (one.key, other.key): (one, other)
        for group in by_key.values()
        for one, other in itertools.combinations(
            sorted(group[:_MOST_OF_ONE_NAME], key=lambda record: record.key), 2
        )
    }
    found = [_pair(one, other) for one, other in candidates.values()]
    return sorted((pair for pair in found if pair is not None), key=lambda pair: pair.rank)


def signs(one: PersonRecord, other: PersonRecord) -> list[Resemblance]:
    """Return what speaks for one person behind both records, the strongest first; empty: nothing."""
    found = []
    if set(map(mailbox, one.addresses)) & set(map(mailbox, other.addresses)):
        found.append(Resemblance.ADDRESS)
    if by_name := _by_name(one, other):
        found.append(by_name)
    shared = _shared(one, other)
    if by_name is None and shared:
        mine, theirs = parts_of(one.name), parts_of(other.name)
        found += [Resemblance.INITIALS] if _initials_fit(mine, theirs) else []
        found += [Resemblance.MORE] if _has_more(mine, theirs) or _has_more(theirs, mine) else []
    return [*found, Resemblance.AFFILIATION] if found and shared else found


def person_key(name: str) -> str:
    """Return what two spellings of one person's name share; empty only where nothing is seen.

    Order, titles, case, accents, hyphens and punctuation do not count: "Dr. TANABE, Chie" is "Chie Tanabe".
    """
    return " ".join(sorted(parts_of(name)))


def is_one_person(name: str, other: str) -> bool:
    """Whether two names that come with one mailbox are one person's, as far as names can tell.

    An assistant's mailbox serves several people, so the mailbox alone does not say it: the names must be the
    same as far as `signs` can see, or one has initials for words of the other, or all words of the other.
    """
    mine, theirs = parts_of(name), parts_of(other)
    by_name = _by_name(PersonRecord(0, name), PersonRecord(1, other)) is not None
    has_all = bool(mine and theirs) and (set(mine) <= set(theirs) or set(theirs) <= set(mine))
    return by_name or has_all or _initials_fit(mine, theirs)


def mailbox(address: str) -> str:
    """Return the mailbox behind an address: "Amara+un@Example.org" reaches amara@example.org."""
    local, _at, host = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as keys, without titles: "Dr. Élise Müller-Roy" -> elise, muller, roy."""
    words = name_key(name).split()
    bare = tuple(word for word in words if word not in _TITLES)
    return bare or tuple(words)


def in_latin(name: str) -> tuple[str, ...]:
    """Return the words of a name in Latin letters (Cyrillic, Greek, Hangul); empty for other scripts."""
    plain = "".join(sign for sign in name if sign not in "'’ʼ")
    return tuple(word for word in slugify(plain, limit=300).split("-") if word and word not in _TITLES)


def _keys(record: PersonRecord) -> Iterator[str]:
    for address in record.addresses:
        yield f"at {mailbox(address)}"
    for name in (record.name, *record.aliases):
        words = parts_of(name)
        yield f"in {' '.join(sorted(words))}"
        yield f"as {''.join(words)}"
        if latin := in_latin(name):
            yield f"in {' '.join(sorted(latin))}"
    words = parts_of(record.name)
    for organisation in record.organisations or {}:
        yield f"of {organisation} {words[-1]}"
        yield f"of {organisation} {words[0]}"


def _by_name(one: PersonRecord, other: PersonRecord) -> Resemblance | None:
    mine, theirs = parts_of(one.name), parts_of(other.name)
    if _is_same(mine, theirs):
        return Resemblance.NAME
    names, others = {one.name, *one.aliases}, {other.name, *other.aliases}
    if any(_is_same(parts_of(a), parts_of(b)) for a in names for b in others):
        return Resemblance.ALIAS
    if len(mine) > 1 and sorted(mine) == sorted(theirs):
        return Resemblance.ORDER
    latin, their_latin = sorted(in_latin(one.name)), sorted(in_latin(other.name))
    return Resemblance.LETTERS if len(latin) > 1 and latin == their_latin else None


def _is_same(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the words are the same, whatever parts them: "Jean-Luc" is "Jeanluc"."""
    return bool(mine) and "".join(mine) == "".join(theirs)


def _has_more(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether a name has all words of another and one or two more: "Juan-Manuel Loubier", "Loubier, Juan"."""
    return len(theirs) > 1 and set(theirs) < set(mine) and len(mine) - len(theirs) <= 2


def _initials_fit(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one of two names, word by word, abbreviates the other: "J. Loubier" and "Juan Loubier"."""
    if len(mine) != len(theirs) or len(mine) < 2 or mine == theirs:
        return False
    fits = (a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a, b in zip(mine, theirs, strict=True))
    return all(fits) and any(a == b and len(a) > 1 for a, b in zip(mine, theirs, strict=True))


def _shared(one: PersonRecord, other: PersonRecord) -> str:
    theirs = other.organisations or {}
    return next((name for key, name in (one.organisations or {}).items() if key in theirs), "")


def _pair(one: PersonRecord, other: PersonRecord) -> RecordPair | None:
    found = signs(one, other)
    return RecordPair(one.key, other.key, tuple(found), _shared(one, other)) if found else None
