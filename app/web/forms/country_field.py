"""A country typed by name or code."""

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from app.domain.people.country_names import country_meant
from app.web.forms.base import clean_line
from app.web.words.countries import country_name


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
