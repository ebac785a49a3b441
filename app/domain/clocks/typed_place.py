"""The one place whose clock somebody means who typed a name, or the places to choose from (row T1)."""

from collections.abc import Iterable

from app.domain.clocks.places import Place, find_places, place_of, places_called
from app.domain.clocks.zone_choices import PLACES_FOR
from app.domain.clocks.zone_names import ZoneRefused, require_zone
from app.domain.errors import DomainError
from app.domain.words import N_

OFFERED = 8
NOT_KNOWN = N_("We know no place called “%(place)s”. Choose one with the same clock, if there is one.")


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

    A beginning, a misspelling or a place elsewhere ("Perth, Scotland") is never taken for the place it is
    like. Raises PlaceUnclear for these and for a name of several zones, ZoneRefused for letters ("EST") and
    for what is like no place.
    """
    if "/" in typed or typed in PLACES_FOR:
        return require_zone(typed)
    called = places_called(typed)
    if len({place.zone for place in called}) == 1:
        return called[0].zone
    if called:
        raise PlaceUnclear(None, called[:OFFERED], place=typed[:60])
    found = _coming_near(typed)
    if not found:
        return require_zone(typed)
    raise PlaceUnclear(NOT_KNOWN, found, place=typed[:60])


def place_text(zone: str | None) -> str:
    """Write a zone as fields take it: "New York, United States"; "" for none."""
    place = place_of(zone) if zone else None
    return place.text if place else zone or ""


def offered(refusal: DomainError) -> list[Place]:
    """Return the places that a refusal of `zone_meant` offers."""
    if isinstance(refusal, ZoneRefused):
        return [place for zone in refusal.choices if (place := place_of(zone))]
    return list(refusal.places) if isinstance(refusal, PlaceUnclear) else []


def _coming_near(typed: str) -> list[Place]:
    """What is like the name, and like what stands behind its comma: one of them may have the same clock."""
    head, _, behind = (part.strip() for part in typed.partition(","))
    near = find_places(head) + (find_places(behind) if behind else [])
    return list(dict.fromkeys(near or find_places(typed)))[:OFFERED]
