"""Countries typed by name or code, with suggestions."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.domain.people.country_names import countries, country_meant
from app.web.filters import country_name
from app.web.forms.base import clean_line


class CountryField(StringField):
    """A country by name, in the reader's language or in English, or by code; `data` is the code or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = clean_line(valuelist[0] if valuelist else "")
        self.data = None
        self.typed = typed
        if not typed:
            return
        self.data = country_meant(typed, str(get_locale()))
        if self.data is None:
            raise ValueError(_l("No country goes by this name. Choose one from the list, or leave it empty."))

    def _value(self) -> str:
        return country_name(self.data) if self.data else getattr(self, "typed", "")


def country_names() -> list[Any]:
    """Return the names to suggest, in the reader's language."""
    return list(countries(str(get_locale())).values())
