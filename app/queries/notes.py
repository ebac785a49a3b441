"""What the organisers have written to those who registered."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import AttendeeNote

SHOWN = 20


def sent(event_id: int) -> Sequence[AttendeeNote]:
    """Return the last messages of an event, the newest first."""
    newest = select(AttendeeNote).where(AttendeeNote.event_id == event_id).order_by(AttendeeNote.id.desc())
    return db.session.scalars(newest.limit(SHOWN)).all()
