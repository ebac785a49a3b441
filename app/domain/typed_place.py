"""The one place whose clock somebody means who typed a name, or the places to choose from (row T1)."""

from collections.abc import Iterable, Sequence

from app.domain.errors import DomainError
from app.domain.names import name_key
from app.domain.places import Place, find_places, place_named, place_of
from app.domain.words import N_
from app.domain.zone_choices import PLACES_FOR
from app.domain.zone_names import ZoneRefused, require_zone

OFFERED = 8


class PlaceUnclear(DomainError):
    """The name does not belong to one zone; `places` are to be chosen from."""

    message = N_("Several places are called “%(place)s”. Choose the one whose clock counts.")
    field = "zone"
    status = 422

    def __init__(self, message: str | None = None, places: Iterable[Place] = (), **words: str) -> None:
        self.places = tuple(places)
        super().__init__(message, **words)


def zone_meant(typed: str) -> str:
    """Return the zone of a typed city, country with one zone, former name or zone name.

    Raises PlaceUnclear for a name of several zones, ZoneRefused for letters ("EST") and for what is no place.
    """
    if "/" in typed or typed in PLACES_FOR:
        return require_zone(typed)
    found = find_places(typed.split(",", maxsplit=1)[0], limit=20) or find_places(typed)
    if not found:
        return require_zone(typed)
    named = _named(typed, found)
    if len({place.zone for place in named}) == 1:
        return named[0].zone
    raise PlaceUnclear(None, named, place=typed[:60])


def place_text(zone: str | None) -> str:
    """Write a zone as fields take it: "New York, United States"; "" for none."""
    place = place_of(zone) if zone else None
    return place.text if place else zone or ""


def offered(refusal: DomainError) -> list[Place]:
    """Return the places that a refusal of `zone_meant` offers."""
    if isinstance(refusal, ZoneRefused):
        return [place for zone in refusal.choices if (place := place_of(zone))]
    return list(refusal.places) if isinstance(refusal, PlaceUnclear) else []


def _named(typed: str, found: Sequence[Place]) -> Sequence[Place]:
    """City and country as lists write them, else the city alone, else a country, else all that come near."""
    key = name_key(typed)
    exact = [place for place in found if name_key(place.text) == key]
    city = [place for place in found if name_key(place.city) == key]
    country = place_named(typed) if not city else None
    return exact or city or ([country] if country else found[:OFFERED])
