"""A city typed by name, in a word or two, as the zone whose clock counts there."""

from typing import Any

from flask_babel import gettext
from wtforms import Field, ValidationError

from app.domain.errors import DomainError
from app.domain.places import Place, find_places, place_named, place_of
from app.domain.zones import require_zone
from app.web.errors import sentence
from app.web.forms import LineField

OFFERED = 6


class PlaceField(LineField):
    """`data` is the text; `zone` the IANA zone once the form is valid, None for an empty field."""

    zone: str | None = None

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, _known], length=100, **kwargs)


def place_text(zone: str | None) -> str:
    """Write a zone as the field takes it: "New York, United States"."""
    place = place_of(zone) if zone else None
    return _written(place) if place else zone or ""


def zone_of(text: str) -> str:
    """Return the zone of a typed place. Raises ValueError with a sentence."""
    if "/" in text:
        try:
            return require_zone(text)
        except DomainError as error:
            raise ValueError(sentence(error)) from error
    found = find_places(text.split(",", maxsplit=1)[0], limit=20) or find_places(text)
    wanted = text.casefold()
    exact = [one for one in found if _written(one).casefold() == wanted]
    country = place_named(text)
    named = (
        exact
        or ([country] if country else [])
        or [one for one in found if one.city.casefold() == wanted]
        or found
    )
    zones = list(dict.fromkeys(one.zone for one in named))
    if len(zones) == 1:
        return zones[0]
    if not zones:
        raise ValueError(gettext("No place of this name is known. Write the largest city in the same zone."))
    offers = "; ".join(dict.fromkeys(_written(one) for one in named[:OFFERED]))
    raise ValueError(gettext("Several places fit. Write one of these: %(places)s.", places=offers))


def _known(_form: Any, field: Field) -> None:
    try:
        field.zone = zone_of(field.data) if field.data else None
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _written(place: Place) -> str:
    return f"{place.city}, {place.country}" if place.country else place.city
