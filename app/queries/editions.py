"""Forum editions."""

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.clocks import zones
from app.domain.fair_hours.clock_track import readings
from app.domain.span import Span, merge
from app.extensions import db
from app.models import Edition


def all_editions() -> Sequence[Edition]:
    """Return every edition, the newest first."""
    return db.session.scalars(select(Edition).order_by(Edition.starts_on.desc(), Edition.name)).all()


def by_slug(slug: str) -> Edition | None:
    """Return the edition with this address."""
    return db.session.scalar(select(Edition).where(Edition.slug == slug))


def closed_spans(edition: Edition | None) -> tuple[Span, ...]:
    """Return the hours that the edition closes, as instants."""
    if edition is None or edition.zone not in zones.available_names():
        return ()
    return tuple(
        merge(
            Span(readings(one.wall_start, edition.zone)[0], readings(one.wall_end, edition.zone)[1])
            for one in edition.closed_periods
        )
    )
