"""From what people type, a city, a country or an old name, to the zone of that place (row T1)."""

import difflib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from app.domain.clocks.zone_choices import PLACES_FOR
from app.domain.clocks.zone_data import available_names
from app.domain.clocks.zone_letters import meanings
from app.domain.clocks.zone_names import canonical, city, is_place, old_names
from app.domain.people.names import name_key


@dataclass(frozen=True, slots=True)
class Place:
    """A city by which a zone can be chosen. `country_code` is ISO 3166-1 alpha-2; names are English."""

    zone: str
    city: str
    country_code: str
    country: str

    @property
    def text(self) -> str:
        """As lists show it and fields take it: "New York, United States"."""
        return f"{self.city}, {self.country}" if self.country else self.city


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place with all it answers to, ready to compare. `rank`: 3 capital, 2 large, 1 other."""

    place: Place
    rank: int
    name: str
    others: tuple[str, ...]
    country: tuple[str, ...]
    turn: int  # counts the zones of a country, the most important first
    words: str


def places() -> tuple[Place, ...]:
    """Every place, by country and then with its capital and large cities first."""
    return tuple(entry.place for entry in _entries())


def find_places(query: str, limit: int = 8) -> list[Place]:
    """Up to `limit` places for a city, its former or foreign name, a country, an ISO code or a zone name.

    Case and accents do not matter and the beginnings of words suffice. Exact names come first, then capitals
    and large cities. A country gives one place for each of its zones, letters ("EST") places that use them.
    Nothing found: names spelt alike.
    """
    named = place_of(query.strip()) if "/" in query else None
    if named:
        return [named]
    wanted = name_key(query[:80])
    matches = _by_country_once(_matches(wanted))
    exact = [entry for tier, entry in matches if tier <= _EXACT_COUNTRY]
    is_country = any(tier == _EXACT_COUNTRY for tier, _ in matches)  # India is meant, not Indianapolis
    other = [entry for tier, entry in matches if tier > _EXACT_COUNTRY]
    if is_country:
        other = [entry for entry in other if _has_word(entry, wanted)]
    in_capitals = query.strip().isupper()
    lettered = _using(query) if in_capitals or not matches else []
    if lettered and in_capitals and not exact:
        other = []  # EST is no beginning of Estonia
    found: dict[tuple[str, str], Place] = {}
    for entry in exact + lettered + other or _spelt_alike(wanted, limit):
        zone = _in_this_data(entry.place.zone)
        if zone:
            found.setdefault((zone, entry.name), replace(entry.place, zone=zone))
    return list(found.values())[:limit]


def _has_word(entry: _Entry, wanted: str) -> bool:
    return f" {wanted} " in f"{entry.words} " or any(country.startswith(wanted) for country in entry.country)


def place_named(name: str) -> Place | None:
    """The place called exactly `name`: a city, or a country that has one zone only."""
    for tier, entry in _matches(name_key(name[:80])):
        zone = _in_this_data(entry.place.zone)
        if tier > _EXACT_COUNTRY or zone is None:
            continue
        zones = {
            other.place.zone for other in _entries() if other.place.country_code == entry.place.country_code
        }
        if tier < _EXACT_COUNTRY or len(zones) == 1:
            return replace(entry.place, zone=zone)
    return None


def places_called(name: str) -> list[Place]:
    """The places that `name` means word for word: [] for beginnings of names and for what is spelt alike.

    A city under any of its names, alone or with its country or a region of the same zone behind it ("Austin,
    Texas"), else a country: one place for each of its zones. "Perth, Scotland" is none: no Perth that we
    know is there.
    """
    key = name_key(name[:80])
    tests: tuple[Callable[[_Entry], bool], ...] = (
        lambda entry: entry.name == key,
        lambda entry: key in entry.others,
        lambda entry: _is_qualified(entry, key),
    )
    named = next((found for test in tests if (found := list(filter(test, _entries())))), [])
    if not named:
        named = [entry for tier, entry in _by_country_once(_matches(key)) if tier == _EXACT_COUNTRY]
    return [replace(entry.place, zone=zone) for entry in named if (zone := _in_this_data(entry.place.zone))]


def _is_qualified(entry: _Entry, key: str) -> bool:
    """Whether `key` is a name of the place and then where it lies: its country, its region, or both."""
    behind = {key[len(name) + 1 :] for name in (entry.name, *entry.others) if key.startswith(f"{name} ")}
    return any(
        rest in entry.country or any(f"{region} ".startswith(f"{part} ") for region in _regions(entry.place))
        for rest in behind
        for part in (rest, *(rest.removesuffix(f" {country}") for country in entry.country))
    )


def _regions(place: Place) -> list[str]:
    """Other names within the zone of `place`; those of states and provinces are among them."""
    return [
        other
        for entry in _entries()
        if (entry.place.zone, entry.place.country_code) == (place.zone, place.country_code)
        for other in entry.others
    ]


def place_of(zone: str) -> Place | None:
    """The place after which `zone` (old names too) is called; None for what is no place in the data."""
    today = canonical(zone)
    in_use = _in_this_data(today) if is_place(zone) else None
    if in_use is None:
        return None
    named = _entry_of(today)
    return replace(named.place, zone=in_use) if named else Place(in_use, city(zone), "", "")


def _entry_of(zone: str) -> _Entry | None:
    """The city that `zone` is called after, or the first one in it; None for a zone younger than our list."""
    here = [entry for entry in _entries() if entry.place.zone == zone]
    name = name_key(city(zone))
    return next(iter(sorted(here, key=lambda entry: name not in {entry.name, *entry.others})), None)


def _using(letters: str) -> list[_Entry]:
    """Places that use `letters`, or that are offered to those who name a zone which is no place."""
    offered, _ = PLACES_FOR.get(letters.strip().upper(), ((), ""))
    zones = [
        *offered,
        *(zone for meaning in meanings(letters) if not meaning.rare for zone in meaning.zones[:2]),
    ]
    return [entry for zone in dict.fromkeys(zones) if (entry := _entry_of(zone))]


# The better answer stands first; what passes none of them has the words scattered over its names.
_TESTS: tuple[Callable[[_Entry, str], bool], ...] = (
    lambda entry, wanted: entry.name == wanted,
    lambda entry, wanted: wanted in entry.others,
    lambda entry, wanted: wanted in entry.country,
    lambda entry, wanted: entry.name.startswith(wanted),
    lambda entry, wanted: any(name.startswith(wanted) for name in entry.others),
    lambda entry, wanted: f" {wanted}" in entry.name,
    lambda entry, wanted: any(f" {wanted}" in name for name in entry.others),
    lambda entry, wanted: any(f" {wanted}" in f" {name}" for name in entry.country),
)
_EXACT_COUNTRY, _COUNTRY_BEGINNING, _SCATTERED = 2, 7, 8


def _matches(wanted: str) -> list[tuple[int, _Entry]]:
    """Entries with how well they answer (the smaller the better), the best first."""
    parts = [f" {word}" for word in wanted.split()]
    if not parts:
        return []
    answering = [entry for entry in _entries() if all(part in entry.words for part in parts)]
    tiers = [(_tier(entry, wanted), entry) for entry in answering]
    if any(tier < _SCATTERED for tier, _ in tiers):
        tiers = [(tier, entry) for tier, entry in tiers if tier < _SCATTERED]
    return sorted(tiers, key=_order)


def _order(match: tuple[int, _Entry]) -> tuple[int, int, int, int]:
    tier, entry = match
    if tier in {_EXACT_COUNTRY, _COUNTRY_BEGINNING}:
        return tier, entry.turn, -entry.rank, 0
    return tier, 0, -entry.rank, len(entry.name)


def _tier(entry: _Entry, wanted: str) -> int:
    return next((tier for tier, holds in enumerate(_TESTS) if holds(entry, wanted)), _SCATTERED)


def _by_country_once(matches: list[tuple[int, _Entry]]) -> list[tuple[int, _Entry]]:
    """Where the country was named, one city for each of its zones is enough."""
    kept = []
    seen: set[tuple[str, str]] = set()
    for tier, entry in matches:
        of_country = (entry.place.country_code, entry.place.zone)
        if tier not in {_EXACT_COUNTRY, _COUNTRY_BEGINNING} or of_country not in seen:
            kept.append((tier, entry))
            seen.add(of_country)
    return kept


def _spelt_alike(wanted: str, limit: int) -> list[_Entry]:
    names = {name: entry for entry in reversed(_entries()) for name in (*entry.others, entry.name)}
    return [names[name] for name in difflib.get_close_matches(wanted, names, n=limit, cutoff=0.8)]


def _in_this_data(zone: str) -> str | None:
    """`zone`, or the former name under which an older release still has it."""
    return next((name for name in (zone, *old_names(zone)) if name in available_names()), None)


@cache
def _entries() -> tuple[_Entry, ...]:
    data = json.loads((files("app.domain") / "data/places.json").read_text(encoding="utf-8"))
    countries = {code: (code, *names) for code, names in data["countries"].items()}
    called = {code: tuple(map(name_key, names)) for code, names in countries.items()}
    zones: dict[str, list[str]] = {code: [] for code in countries}
    entries = []
    rows = sorted(data["places"], key=lambda row: (countries[row[2]][1], -row[3]))
    for zone, shown, code, rank, others in rows:
        if zone not in zones[code]:
            zones[code].append(zone)
        place = Place(zone, shown, code, countries[code][1])
        name, *aliases = dict.fromkeys(map(name_key, (shown, *others)))
        words = " ".join(("", name, *aliases, *called[code]))
        turn = zones[code].index(zone)
        entries.append(_Entry(place, rank, name, tuple(aliases), called[code], turn, words))
    return tuple(entries)
