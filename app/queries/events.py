"""Finding events."""

from sqlalchemy import select

from app.domain.access import Role
from app.extensions import db
from app.models import Event, EventSlug, TeamMember


def by_slug(slug: str) -> Event | None:
    """Return the event with this address now."""
    return db.session.scalar(select(Event).where(Event.slug == slug))


def current_slug_of(old: str) -> str | None:
    """Return the present address of an event that once had the address `old`."""
    return db.session.scalar(
        select(Event.slug).join(EventSlug, EventSlug.event_id == Event.id).where(EventSlug.slug == old)
    )


def role_of(*, event_id: int, account_id: int) -> Role:
    """Return an account's role at an event's desk."""
    role = db.session.scalar(
        select(TeamMember.role).where(TeamMember.event_id == event_id, TeamMember.account_id == account_id)
    )
    return role or Role.STRANGER
