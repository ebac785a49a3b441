"""How much there is of what, in a few queries: for whoever watches an installation (row X7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts by state, every state named; `due` mails wait for the worker, the oldest since `due_since`."""

    events: Mapping[str, int]
    registrations: Mapping[str, int]
    mails: Mapping[str, int]
    due: int
    due_since: datetime | None


def numbers(*, now: datetime) -> Numbers:
    """Count what stands in the database at this moment."""
    waiting = select(func.count(), func.min(OutboxMessage.due_at)).where(
        OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.due_at <= now
    )
    due, due_since = db.session.execute(waiting).one()
    return Numbers(
        events=_by(Event.state, EventState),
        registrations=_by(Registration.state, RegistrationState),
        mails=_by(OutboxMessage.state, OutboxState),
        due=due,
        due_since=due_since,
    )


def _by(column: InstrumentedAttribute[State], states: type[State]) -> dict[str, int]:
    rows = db.session.execute(select(column, func.count()).group_by(column))
    return {state.value: 0 for state in states} | {state.value: count for state, count in rows}
