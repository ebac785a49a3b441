"""Forum editions."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import Edition


def all_editions() -> Sequence[Edition]:
    """Return every edition, the newest first."""
    return db.session.scalars(select(Edition).order_by(Edition.starts_on.desc(), Edition.name)).all()


def by_slug(slug: str) -> Edition | None:
    """Return the edition with this address."""
    return db.session.scalar(select(Edition).where(Edition.slug == slug))
