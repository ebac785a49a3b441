"""Countries typed by name or code, with suggestions."""

from functools import lru_cache
from typing import Any

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.domain.people.names import name_key
from app.web.filters import country_name
from app.web.forms.base import clean_line

_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@lru_cache(maxsize=32)
def countries(locale: str) -> dict[str, str]:
    """Return code -> name of every country and territory (ISO 3166-1 alpha-2) in a language, by name."""
    names = Locale.parse(locale).territories
    codes = {code for code in map(str, names) if len(code) == 2 and code.isalpha()} - _NO_COUNTRIES
    return dict(sorted(((code, str(names[code])) for code in codes), key=lambda pair: name_key(pair[1])))


@lru_cache(maxsize=32)
def _by_name(locale: str) -> dict[str, str]:
    known = {name_key(name): code for code, name in countries("en").items()}
    return known | {name_key(name): code for code, name in countries(locale).items()}


class CountryField(StringField):
    """A country by name, in the reader's language or in English, or by code; `data` is the code or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = clean_line(valuelist[0] if valuelist else "")
        self.data = None
        self.typed = typed
        if not typed:
            return
        self.data = country_code(typed, str(get_locale()))
        if self.data is None:
            raise ValueError(_l("No country goes by this name. Choose one from the list, or leave it empty."))

    def _value(self) -> str:
        return country_name(self.data) if self.data else getattr(self, "typed", "")


def country_code(typed: str, locale: str) -> str | None:
    """Return the code of a country given by code or by name, in the reader's language or in English."""
    code = typed.upper()
    return code if code in countries(locale) else _by_name(locale).get(name_key(typed))


def country_names() -> list[Any]:
    """Return the names to suggest, in the reader's language."""
    return list(countries(str(get_locale())).values())
