"""What stands on an organiser's desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from app.domain.lifecycle import EVENT_STATES_OVER, EventState
from app.extensions import db
from app.models import Event, TeamMember


class DeskEvents(NamedTuple):
    """An account's events: drafts by last change, coming ones by start, past ones newest first."""

    drafts: list[Event]
    coming: list[Event]
    past: list[Event]


def events_of(*, account_id: int, now: datetime) -> DeskEvents:
    """Return the events whose team the account belongs to, in one query."""
    rows: Sequence[Event] = db.session.scalars(
        select(Event)
        .join(TeamMember, TeamMember.event_id == Event.id)
        .where(TeamMember.account_id == account_id)
        .order_by(Event.starts_at, Event.id)
    ).all()
    drafts = [event for event in rows if event.state is EventState.DRAFT]
    past = [
        event
        for event in rows
        if event.state is not EventState.DRAFT
        and (event.state in EVENT_STATES_OVER or (event.ends_at is not None and event.ends_at <= now))
    ]
    coming = [event for event in rows if event not in drafts and event not in past]
    return DeskEvents(
        sorted(drafts, key=lambda event: event.revised_at, reverse=True), coming, list(reversed(past))
    )
