"""Addresses of events, organisations and people: readable where the script allows, unique, and never broken
once public (row M7).
"""

from itertools import count

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.people.names import slugify
from app.extensions import db
from app.models import Event, EventSlug
from app.services.tokens import public_key

LONGEST = 80
RESERVED = frozenset({"new", "events"})


def for_event(title: str, *, own_id: int | None = None) -> str:
    """Return a free address for a title; former addresses of other events are not free."""
    wanted = slugify(title)[:LONGEST].strip("-") or f"event-{public_key(3)}"
    candidate, number = wanted, 1
    while candidate in RESERVED or _taken(candidate, own_id):
        number += 1
        candidate = f"{wanted}-{number}" if number < 20 else f"{wanted}-{public_key(4)}"
    return candidate


def follow_title(event: Event) -> None:
    """Give the event the address of its new title; by the old one readers and open forms still find it."""
    new = for_event(event.title, own_id=event.id)
    if new == event.slug:
        return
    db.session.merge(EventSlug(slug=event.slug, event_id=event.id))
    event.slug = new
    back = db.session.get(EventSlug, new)
    if back is not None:
        db.session.delete(back)
    db.session.flush()


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


def _taken(slug: str, own_id: int | None) -> bool:
    now = select(Event.id).where(Event.slug == slug)
    before = select(EventSlug.event_id).where(EventSlug.slug == slug)
    owners = set(db.session.scalars(now.union(before)))
    return bool(owners - {own_id})
