"""Addresses of events: readable, unique, and never broken once public (row M7)."""

from sqlalchemy import select

from app.domain.names import slugify
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


def _taken(slug: str, own_id: int | None) -> bool:
    now = select(Event.id).where(Event.slug == slug)
    before = select(EventSlug.event_id).where(EventSlug.slug == slug)
    owners = set(db.session.scalars(now.union(before)))
    return bool(owners - {own_id})
