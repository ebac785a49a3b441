"""Finding events."""

from sqlalchemy import or_, select

from app.domain.access import Role
from app.extensions import db
from app.models import Event, EventSlug, TeamMember
from app.queries.public_events import IS_PUBLIC


def by_slug(slug: str) -> Event | None:
    """Return the event with this address now."""
    return db.session.scalar(select(Event).where(Event.slug == slug))


def by_any_slug(slug: str, *, lock: bool = False) -> Event | None:
    """Return the event with this address, now or formerly: a form may be open while it is renamed.

    `lock` makes others who want to change it wait (SQLite's writers wait for each other anyway).
    """
    former = select(EventSlug.event_id).where(EventSlug.slug == slug).scalar_subquery()
    found = select(Event).where(or_(Event.slug == slug, Event.id == former))
    return db.session.scalar(found.with_for_update(of=Event) if lock else found)


def current_slug_of(old: str) -> str | None:
    """Return the present address of a public event that once had the address `old`."""
    return db.session.scalar(
        select(Event.slug)
        .join(EventSlug, EventSlug.event_id == Event.id)
        .where(EventSlug.slug == old, IS_PUBLIC)
    )


def role_of(*, event_id: int, account_id: int) -> Role:
    """Return an account's role at an event's desk."""
    role = db.session.scalar(
        select(TeamMember.role).where(TeamMember.event_id == event_id, TeamMember.account_id == account_id)
    )
    return role or Role.STRANGER
