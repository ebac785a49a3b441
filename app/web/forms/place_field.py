"""A city typed by name, in a word or two, as the zone whose clock counts there."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Field, ValidationError

from app.domain.clocks.typed_place import offered, place_text, zone_meant
from app.domain.errors import DomainError
from app.web.errors import sentence
from app.web.forms.base import LineField

__all__ = ["PlaceField", "place_text", "zone_of"]

OFFERED = 6


class PlaceField(LineField):
    """`data` is the text; `zone` the IANA zone once the form is valid, None for an empty field."""

    zone: str | None = None

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, _known], length=100, **kwargs)


def zone_of(text: str) -> str:
    """Return the zone of a typed place. Raises ValueError with a sentence that names what can be written."""
    try:
        return zone_meant(text)
    except DomainError as error:
        names = "; ".join(dict.fromkeys(place.text for place in offered(error)[:OFFERED]))
        if not names:
            said = _("No place of this name is known. Write the largest city in the same zone.")
        else:
            said = f"{sentence(error)} {_('Write one of these: %(places)s.', places=names)}"
        raise ValueError(said) from error


def _known(_form: Any, field: Field) -> None:
    try:
        field.zone = zone_of(field.data) if field.data else None
    except ValueError as error:
        raise ValidationError(str(error)) from error
