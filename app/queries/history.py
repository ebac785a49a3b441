"""What was changed, newest first."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import EventChange

SHOWN = 500


def changes_of(event_id: int) -> Sequence[EventChange]:
    """Return the newest changes of an event, at most 500."""
    return db.session.scalars(
        select(EventChange)
        .where(EventChange.event_id == event_id)
        .order_by(EventChange.id.desc())
        .limit(SHOWN)
    ).all()
