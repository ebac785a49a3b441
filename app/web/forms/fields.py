"""Fields whose errors say what to type."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectChoice, TimeField, ValidationError
from wtforms.validators import Optional

from app.web.forms.base import Form
from app.web.http.numbers import whole_number


def choices_of(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """Return (value, words) as the choices of a select or radio field."""
    return [SelectChoice(value, words) for value, words in pairs]


class WholeNumberField(IntegerField):
    """A whole number within bounds, or nothing."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, least: int, most: int, **kwargs: Any
    ) -> None:
        self.least, self.most = least, most
        super().__init__(label, [*(validators or [Optional()]), self._within], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        self.data = whole_number(text, least=-(10**12), most=10**12)
        if self.data is None:
            raise ValueError(_l("Give a whole number, such as %(example)s.", example=max(self.least, 90)))

    def _within(self, _form: Form, field: IntegerField) -> None:
        if field.data is not None and not self.least <= field.data <= self.most:
            raise ValidationError(
                _l("Give a number from %(least)s to %(most)s.", least=self.least, most=self.most)
            )


class DayField(DateField):
    """A date as browsers send it (2023-05-02), in a year that the zone data can speak of."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(_l("Give the date as year-month-day: 2027-08-18.")) from error
        if not 1900 <= day.year < 2200:
            raise ValueError(_l("Choose a year between 1900 and 2199."))
        self.data = day


class HourField(TimeField):
    """A wall time as browsers send it (10:00)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: time | None = None
        text = (valuelist[0] if valuelist else "").strip()
        if not text:
            return
        try:
            self.data = datetime.strptime(text[:5], "%H:%M").time()  # noqa: DTZ007 - a wall time
        except ValueError as error:
            raise ValueError(_l("Give the time with hours and minutes: 10:00.")) from error
