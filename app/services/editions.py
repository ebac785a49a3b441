"""Editions of forums, beside which events are held."""

from sqlalchemy import select

from app.domain.errors import DomainError
from app.domain.names import name_key, slugify
from app.domain.words import N_
from app.domain.zones import require_zone
from app.extensions import db
from app.models import Edition
from app.services.actor import Actor
from app.services.tokens import public_key


class EditionExists(DomainError):
    """A second click, or a second organiser: the forum is there already and can be chosen."""

    message = N_("“%(name)s” is in the list already. Choose it in an event’s details.")
    field = "name"
    status = 422


def create(*, name: str, short_name: str, zone: str, actor: Actor) -> Edition:
    """Add an edition whose programme is grouped by the days of `zone`. Raises EditionExists, ZoneRefused."""
    if any(name_key(name) == name_key(known) for known in db.session.scalars(select(Edition.name))):
        raise EditionExists(name=name)
    wanted = slugify(short_name or name)[:70] or f"forum-{public_key(3)}"
    taken = db.session.scalar(select(Edition.id).where(Edition.slug == wanted))
    edition = Edition(
        slug=wanted if taken is None else f"{wanted}-{public_key(3)}",
        name=name,
        short_name=short_name,
        zone=require_zone(zone),
        created_by_id=actor.account_id,
    )
    db.session.add(edition)
    db.session.flush()
    return edition
