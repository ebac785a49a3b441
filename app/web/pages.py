"""Pages as views answer them: a template, what it shows, and the status that its forms give it."""

from typing import Any

from flask import render_template

from app.models import Event
from app.web import reader
from app.web.forms.base import Form
from app.wording.when import when_of

Page = tuple[str, int]


def page(template: str, **values: Any) -> Page:
    """Render a template with `values`: 422 where one of the forms among them was refused, else 200."""
    return render_template(template, **values), max(
        (value.status for value in values.values() if isinstance(value, Form)), default=200
    )


def desk_page(template: str, event: Event, **values: Any) -> Page:
    """Render a page of the desk around an event, whose hour stands above it on the reader's clock."""
    values.setdefault("when", when_of(event, reader.zone_name()))
    return page(template, event=event, **values)
