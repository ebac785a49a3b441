"""Editions of forums, beside which events are held."""

from sqlalchemy import select

from app.domain.names import slugify
from app.domain.zones import require_zone
from app.extensions import db
from app.models import Edition
from app.services.actor import Actor
from app.services.tokens import public_key


def create(*, name: str, short_name: str, zone: str, actor: Actor) -> Edition:
    """Add an edition whose programme is grouped by the days of `zone`. Raises ZoneRefused."""
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
