"""Editions of forums, beside which events are held."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.clocks.zones import require_zone
from app.domain.errors import DomainError
from app.domain.people.names import name_key, slugify
from app.domain.words import N_
from app.extensions import db
from app.models import Edition
from app.services.actor import Actor


class EditionExists(DomainError):
    """A second click, or a second organiser: the forum is there already and can be chosen."""

    message = N_("“%(name)s” is in the list already. Choose it in an event’s details.")
    field = "name"
    status = 422


def create(*, name: str, short_name: str, zone: str, actor: Actor) -> Edition:
    """Add an edition whose programme is grouped by the days of `zone`. Raises EditionExists, ZoneRefused."""
    wanted = slugify(short_name or name)[:70] or f"forum-{_digest(name)}"
    taken = db.session.scalar(select(Edition.id).where(Edition.slug == wanted))
    if _is_known(name):  # after the address was looked up: whoever took it meanwhile is seen here
        raise EditionExists(name=name)
    edition = Edition(
        slug=wanted if taken is None else f"{wanted}-{_digest(name)}",
        name=name,
        short_name=short_name,
        zone=require_zone(zone),
        created_by_id=actor.account_id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(edition)
    except IntegrityError:  # the same address at the same moment: what stands there now can be read
        return create(name=name, short_name=short_name, zone=zone, actor=actor)
    return edition


def set_sign_off_rule(edition: Edition, *, roles: Sequence[str] | None, parts: Sequence[str]) -> None:
    """Say who has to sign in the edition's events unless one says otherwise; None takes it back (row O3)."""
    edition.sign_roles = None if roles is None else list(roles)
    edition.sign_parts = None if roles is None else list(parts)
    db.session.flush()


def _is_known(name: str) -> bool:
    return any(name_key(name) == name_key(known) for known in db.session.scalars(select(Edition.name)))


def _digest(name: str) -> str:
    """Return eight letters that are the same for one name, so that an address tells of a second click."""
    return hashlib.sha256(name_key(name).encode()).hexdigest()[:8]
