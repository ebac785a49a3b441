"""What a view does where a verb refuses: nothing of it stays, and the reason is said where it can be mended.

The block ends with the commit and the answer to give; where it was refused, the view goes on behind it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash

from app.domain.errors import DomainError
from app.extensions import db
from app.web.errors import sentence
from app.web.forms.base import Form


@contextmanager
def refusals_at(form: Form) -> Iterator[None]:
    """Say a refusal at the form's field; the view then shows the form again, as it was typed."""
    try:
        yield
    except DomainError as error:
        db.session.rollback()
        form.refuse(error)


@contextmanager
def refusals_flashed() -> Iterator[None]:
    """Say a refusal above the next page, for buttons that have no form to show again."""
    try:
        yield
    except DomainError as error:
        db.session.rollback()
        flash(sentence(error), "error")
