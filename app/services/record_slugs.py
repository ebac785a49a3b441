"""Addresses of organisations and people: readable where the script allows, unique, never changed."""

from itertools import count

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.names import slugify
from app.extensions import db
from app.services.tokens import public_key


def free_slug(column: InstrumentedAttribute[str], name: str) -> str:
    """Return an address made from `name` that no row of `column`'s table has."""
    wanted = slugify(name, fallback=public_key())
    taken = set(
        db.session.scalars(
            select(column).where(or_(column == wanted, column.startswith(f"{wanted}-", autoescape=True)))
        )
    )
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)
