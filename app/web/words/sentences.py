"""Sentences of lower layers in the reader's language, their values written as that language writes them."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import gettext as _

from app.wording.dates import long_date


def sentence(text: str, params: Mapping[str, object]) -> str:
    """Translate `text` and fill in `params`; dates, wall times and instants are written out."""
    return _(text, **{name: _written(value) for name, value in params.items()})


def _written(value: object) -> object:
    if isinstance(value, datetime):
        utc = " UTC" if value.tzinfo else ""
        return f"{long_date(value.date())}, {value:%H:%M}{utc}"
    return long_date(value) if isinstance(value, date) else value
