"""Which zone names may be saved, which are the same place, and what to offer instead of the others (row T1).

Only names of places are saved: a place keeps its local hour when a country changes its rules, letters and
fixed offsets do not. Old names (Asia/Calcutta, US/Eastern, Japan) are places too: accepted, kept as given and
equal to the new name.
"""

import difflib
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from app.domain.clocks.zone_choices import ANYWHERE, PLACES_FOR
from app.domain.clocks.zone_data import available_names
from app.domain.errors import DomainError
from app.domain.words import N_

AREAS = frozenset(
    (
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian"),
        *("Pacific", "Brazil", "Canada", "Chile", "Mexico", "US"),
    ),
)


class ZoneRefused(DomainError):
    """This name cannot say where an event takes place; `choices` are zones that can."""

    message = N_("“%(zone)s” is not a place we know. Choose a city.")
    field = "zone"
    status = 422

    def __init__(self, zone: str, message: str | None = None, choices: Iterable[str] = ()) -> None:
        self.zone = zone
        self.choices: tuple[str, ...] = tuple(choices)
        super().__init__(message, zone=zone[:64])


def require_zone(name: str) -> str:
    """Give `name` back, spaces around it removed, when it names a place in the zone data; case matters.

    Raises ZoneRefused: for letters and fixed offsets with places that use them, for anything else with names
    that look alike.
    """
    name = name.strip()
    if is_place(name):
        if name in available_names():
            return name
        raise ZoneRefused(name, choices=_alike(name))
    if name in PLACES_FOR:
        choices, reason = PLACES_FOR[name]
        raise ZoneRefused(name, reason, choices)
    raise ZoneRefused(name, choices=_alike(name) or (ANYWHERE if name in available_names() else ()))


def is_place(name: str) -> bool:
    """Tell whether `name` has the shape of a place: a continent, an ocean, or an old name for a country."""
    return name.partition("/")[0] in AREAS if "/" in name else name in _aliases()


def canonical(name: str) -> str:
    """Today's name of the place that `name` means: America/New_York for US/Eastern.

    A name without a newer one is its own. Places that merely share their rules (Oslo, Berlin) stay two.
    """
    return _aliases().get(name, name)


def same_zone(first: str, second: str) -> bool:
    """Tell whether two names mean one place, however old they are."""
    return canonical(first) == canonical(second)


def old_names(name: str) -> tuple[str, ...]:
    """The former names of the place `name`, in alphabetical order."""
    return _former().get(canonical(name), ())


@lru_cache(maxsize=8192)
def city(zone: str, locale: str = "en") -> str:
    """The city a zone is named after, as written in `locale`: "Kolkata" also for Asia/Calcutta."""
    today = canonical(zone)
    names = Locale.parse(locale).time_zones
    for key in (today, *old_names(today)):  # CLDR files a zone under the oldest of its names
        if "city" in names.get(key, {}):
            return str(names[key]["city"])
    return today.rpartition("/")[2].replace("_", " ")


@cache
def windows_zones() -> dict[str, str]:
    """Windows' names of zones (Outlook, Exchange) in lower case -> IANA names, from CLDR."""
    return {windows.lower(): iana for windows, iana in get_global("windows_zone_mapping").items()}


def _alike(name: str) -> tuple[str, ...]:
    """Zones whose city or whole name looks like `name`, the nearest first; at most four."""
    current = {zone.casefold(): zone for zone in available_names() if is_place(zone)}
    wanted = name[:64].casefold().replace(" ", "_")
    if wanted in current:
        return (current[wanted],)
    cities = {zone.rpartition("/")[2]: current[zone] for zone in current}
    by_city = difflib.get_close_matches(wanted.rpartition("/")[2], cities, n=4, cutoff=0.75)
    return tuple(cities[found] for found in by_city)


@cache
def _aliases() -> dict[str, str]:
    text = (files("app.domain") / "data/zones.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["aliases"])


@cache
def _former() -> dict[str, tuple[str, ...]]:
    former: dict[str, tuple[str, ...]] = {}
    for old, new in sorted(_aliases().items()):
        former[new] = (*former.get(new, ()), old)
    return former
