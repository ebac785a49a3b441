"""Hours, busy times and answers go when the attendees' data does: their purpose ended with the event (X3)."""

from datetime import datetime

from sqlalchemy import delete, update

from app.extensions import db
from app.models import HourLine, HourPoll, OutboxMessage, OutboxState
from app.services.finder import polls
from app.services.retention.attendees import past_events

_PLAIN = {"synchronize_session": False}


def erase_old(*, now: datetime) -> int:
    """Forget what was kept to find the hours of events that ended long enough ago; return how many lines."""
    past = past_events(now)
    forgetting = (
        update(OutboxMessage)
        .where(OutboxMessage.event_id.in_(past), OutboxMessage.kind.in_([polls.ASKED, polls.REMINDER]))
        .where(OutboxMessage.state != OutboxState.QUEUED, OutboxMessage.to_email != "")
        .values(to_email="", to_name="", payload={})
    )
    db.session.execute(forgetting, execution_options=_PLAIN)
    db.session.execute(delete(HourPoll).where(HourPoll.event_id.in_(past)), execution_options=_PLAIN)
    lines = delete(HourLine).where(HourLine.event_id.in_(past)).returning(HourLine.id)
    return len(db.session.execute(lines, execution_options=_PLAIN).all())
