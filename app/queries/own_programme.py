"""Everything one address is registered for (row R12)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.domain.lifecycle import ANNOUNCED_EVENT_STATES, CONCERNED
from app.extensions import db
from app.models import Event, Registration


def of_address(email: str, *, now: datetime) -> Sequence[Registration]:
    """Return what is still to come, by its hour; not what was given back, called off or never confirmed."""
    return db.session.scalars(
        select(Registration)
        .join(Event, Event.id == Registration.event_id)
        .where(Registration.email == email, Registration.erased_at.is_(None))
        .where(Registration.state.in_(CONCERNED))
        .where(Event.state.in_(ANNOUNCED_EVENT_STATES), Event.ends_at > now)
        .options(contains_eager(Registration.event))
        .order_by(Event.starts_at, Event.id)
    ).all()
