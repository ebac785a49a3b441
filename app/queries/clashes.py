"""Who of an event's people is wanted in two events at once (row T11)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.domain.clashes import Clash, Engagement, clashes
from app.domain.lifecycle import EventState, ParticipationState
from app.domain.span import Span
from app.extensions import db
from app.models import Event, Participation, TeamMember

NOT_TAKING_PART = (ParticipationState.DECLINED, ParticipationState.REPLACED, ParticipationState.ABSENT)
NOT_AT_ITS_HOUR = (EventState.CANCELLED, EventState.POSTPONED)


class NamedClash(NamedTuple):
    """A clash as it may be told: `other` is None where that event is neither public nor one's own."""

    clash: Clash
    person: str
    other: str | None


def clashes_of(event: Event, *, account_id: int) -> Sequence[NamedClash]:
    """Return the clashes of one event's people with other events of the installation, one query."""
    if event.starts_at is None or event.state in NOT_AT_ITS_HOUR:
        return []
    here, there = aliased(Participation), aliased(Participation)
    own = select(TeamMember.event_id).where(TeamMember.account_id == account_id)
    rows = db.session.execute(
        select(here.person_id, here.name_printed, Event, Event.id.in_(own))
        .join(there, there.person_id == here.person_id)
        .join(Event, Event.id == there.event_id)
        .where(
            here.event_id == event.id,
            Event.id != event.id,
            Event.starts_at < event.ends_at,
            Event.ends_at > event.starts_at,
            Event.state.not_in(NOT_AT_ITS_HOUR),
            here.state.not_in(NOT_TAKING_PART),
            there.state.not_in(NOT_TAKING_PART),
        )
        .order_by(here.position, Event.starts_at, Event.id)
    ).all()
    return [
        NamedClash(clash, name, other.title if is_own or other.is_public else None)
        for person, name, other, is_own in rows
        for clash in clashes([_engagement(person, event), _engagement(person, other)])
    ]


def _engagement(person: int, event: Event) -> Engagement:
    if event.starts_at is None or event.ends_at is None:
        raise ValueError("an event without an hour overlaps nothing")
    return Engagement(person, event.id, Span(event.starts_at, event.ends_at))
