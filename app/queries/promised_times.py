"""Promised times that older zone data derived, for the watch (row T9)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, select

from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import EVENT_STATES_AHEAD
from app.extensions import db
from app.models import Event, TeamMember


class Promise(NamedTuple):
    """An event's id with its promise."""

    event_id: int
    time: PromisedTime


def derived_otherwise(*, version: str, now: datetime) -> list[Promise]:
    """Return the promises of events still to begin that another release than `version` derived."""
    rows = db.session.execute(
        select(
            Event.id,
            Event.wall_start,
            Event.zone,
            Event.minutes,
            Event.fold,
            Event.starts_at,
            Event.ends_at,
            Event.zone_data,
        ).where(*_ahead(version, now))
    ).all()
    return [Promise(row[0], PromisedTime(*cast(Any, row[1:]))) for row in rows]


def events_derived_otherwise(
    *, version: str, now: datetime, account_id: int | None = None
) -> Sequence[Event]:
    """Return those events themselves, the next first; with `account_id` only those it works on."""
    events = select(Event).where(*_ahead(version, now)).order_by(Event.starts_at, Event.id)
    if account_id is not None:
        own = select(TeamMember.event_id).where(TeamMember.account_id == account_id)
        events = events.where(Event.id.in_(own))
    return db.session.scalars(events).all()


def _ahead(version: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Event.state.in_(EVENT_STATES_AHEAD), Event.starts_at > now, Event.zone_data != version
