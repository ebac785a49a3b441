"""Who of an event's people is wanted in two events at once, or straight before and after (row T11)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.domain.clashes import Clash, Engagement, clashes
from app.domain.lifecycle import NOT_AT_ITS_HOUR, NOT_TAKING_PART, TAKING_PART
from app.domain.span import Span
from app.extensions import db
from app.models import Event, Participation, TeamMember

TOO_SHORT_A_BREAK = timedelta(minutes=15)


class NamedClash(NamedTuple):
    """A clash as it may be told: `other` is None where that event is neither public nor one's own."""

    clash: Clash
    person: str
    other: str | None


class Straight(NamedTuple):
    """Somebody with at most 15 minutes between this event and another one, which is told as in NamedClash.

    `gap` is that break; `comes_after`: the other event follows this one.
    """

    person: str
    other: str | None
    gap: timedelta
    comes_after: bool


class Elsewhere(NamedTuple):
    """What else an event's people are wanted for around its hour."""

    clashes: list[NamedClash]
    straight: list[Straight]


def clashes_of(event: Event, *, account_id: int) -> Sequence[NamedClash]:
    """Return the clashes of one event's people with other events of the installation, one query."""
    return elsewhere(event, account_id=account_id).clashes


def elsewhere(event: Event, *, account_id: int | None = None) -> Elsewhere:
    """Return clashes and too short breaks of one event's people, one query; touching is no clash.

    The other event is named to its own team, and to all where both it and the person's part are public.
    """
    if event.starts_at is None or event.ends_at is None or event.state in NOT_AT_ITS_HOUR:
        return Elsewhere([], [])
    here, there = aliased(Participation), aliased(Participation)
    own = select(TeamMember.event_id).where(TeamMember.account_id == account_id)
    rows = db.session.execute(
        select(here.person_id, here.name_printed, Event, Event.id.in_(own), there.state)
        .join(there, there.person_id == here.person_id)
        .join(Event, Event.id == there.event_id)
        .where(
            here.event_id == event.id,
            Event.id != event.id,
            Event.starts_at <= event.ends_at + TOO_SHORT_A_BREAK,
            Event.ends_at >= event.starts_at - TOO_SHORT_A_BREAK,
            Event.state.not_in(NOT_AT_ITS_HOUR),
            here.state.not_in(NOT_TAKING_PART),
            there.state.not_in(NOT_TAKING_PART),
        )
        .order_by(here.position, Event.starts_at, Event.id)
    ).all()
    found = Elsewhere([], [])
    for person, name, other, is_own, state in rows:
        told = other.title if is_own or (other.is_public and state in TAKING_PART) else None
        mine, theirs = _engagement(person, event), _engagement(person, other)
        both = clashes([mine, theirs])
        found.clashes.extend(NamedClash(clash, name, told) for clash in both)
        if not both:
            after = theirs.span.start >= mine.span.end
            first, second = (mine, theirs) if after else (theirs, mine)
            found.straight.append(Straight(name, told, second.span.start - first.span.end, after))
    return found


def _engagement(person: int, event: Event) -> Engagement:
    if event.starts_at is None or event.ends_at is None:
        raise ValueError("an event without an hour overlaps nothing")
    return Engagement(person, event.id, Span(event.starts_at, event.ends_at))
