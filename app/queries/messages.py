"""The delivery log of an event: every message, where it stands, how many stand there (rows R4, X6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.domain.lifecycle import CONCERNED, RegistrationState
from app.extensions import db
from app.models import (
    Event,
    OutboxMessage,
    OutboxState,
    ParticipantEntry,
    Registration,
    UndeliverableAddress,
)
from app.queries import calendar_answers

PAGE = 50
STANDS = ("queued", "quiet", "planned", "sent", "answered", "complained", "bounced", "failed", "dropped")
ASIDE = ("planned", "dropped")
"""Most of an event's rows, and nothing to do about them: shown when asked for."""

REMINDERS = ("reminder",)
_PLACE = case({state: place for place, state in enumerate(CONCERNED)}, value=Registration.state)


class LoggedMessage(NamedTuple):
    """One message and where it stands, in a word of STANDS."""

    message: OutboxMessage
    stand: str


def page_of(
    event_id: int, *, now: datetime, quiet: Sequence[str], stand: str = "", text: str = "", page: int = 1
) -> tuple[list[LoggedMessage], int]:
    """Return one page of the messages, the newest first, and how many pages there are (at least 1).

    `quiet`: the kinds that wait out the quiet period. Without a `stand` those of ASIDE are left out.
    """
    where = _stand(now, quiet)
    chosen = where == stand if stand in STANDS else where.not_in(ASIDE)
    wanted: list[ColumnElement[bool]] = [OutboxMessage.event_id == event_id, chosen]
    if text:
        named = (OutboxMessage.to_name, OutboxMessage.to_email)
        wanted.append(or_(*(column.icontains(text, autoescape=True) for column in named)))
    total = db.session.scalar(select(func.count()).select_from(OutboxMessage).where(*wanted)) or 0
    rows = db.session.execute(
        select(OutboxMessage, where)
        .where(*wanted)
        .order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [LoggedMessage(message, found) for message, found in rows], max(1, -(-total // PAGE))


def counts(event_id: int, *, now: datetime, quiet: Sequence[str]) -> Mapping[str, int]:
    """Return how many messages stand where, by the words of STANDS."""
    where = _stand(now, quiet)
    rows = db.session.execute(
        select(where, func.count()).where(OutboxMessage.event_id == event_id).group_by(where)
    )
    counted = {found: count for found, count in rows}  # noqa: C416 - a row is no pair to mypy
    return dict.fromkeys(STANDS, 0) | counted


def by_key(event_id: int, key: str) -> OutboxMessage | None:
    """Return the event's message with this key."""
    return db.session.scalar(
        select(OutboxMessage).where(OutboxMessage.event_id == event_id, OutboxMessage.key == key)
    )


class MailReach(NamedTuple):
    """How many mail reaches, and how many have an address that takes none."""

    reached: int = 0
    gone: int = 0


def concerned(event: Event) -> Mapping[RegistrationState, MailReach]:
    """Return how many of those concerned stand where, in one query."""
    gone = UndeliverableAddress.email
    rows = db.session.execute(
        select(Registration.state, func.count(), func.count(gone))
        .outerjoin(UndeliverableAddress, gone == func.lower(Registration.email))
        .where(Registration.event_id == event.id, Registration.state.in_(CONCERNED))
        .where(Registration.id.not_in(calendar_answers.seats_of_participants(event.id)))
        .group_by(Registration.state)
    )
    return {state: MailReach(everybody - lost, lost) for state, everybody, lost in rows}


def participants_reached(event: Event, kinds: Sequence[str], *, now: datetime) -> MailReach:
    """Return the same for who holds an entry of these kinds as a part of the programme, not over by now."""
    gone = UndeliverableAddress.email
    everybody, lost = db.session.execute(
        select(func.count(), func.count(gone))
        .select_from(ParticipantEntry)
        .outerjoin(UndeliverableAddress, gone == func.lower(ParticipantEntry.email))
        .where(ParticipantEntry.event_id == event.id, ParticipantEntry.is_held)
        .where(ParticipantEntry.kind.in_(kinds), ParticipantEntry.until > now)
    ).one()
    return MailReach(everybody - lost, lost)


def first_concerned(event: Event, *, limit: int) -> Sequence[Registration]:
    """Return the first people who would be told of a change, those with a seat before those who wait."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.state.in_(CONCERNED))
        .where(Registration.id.not_in(calendar_answers.seats_of_participants(event.id)))
        .order_by(_PLACE, Registration.queue_number)
        .limit(limit)
    ).all()


def _stand(now: datetime, quiet: Sequence[str]) -> ColumnElement[str]:
    waits = and_(OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.due_at > now)
    return case(
        (and_(waits, OutboxMessage.kind.in_(REMINDERS)), "planned"),
        (and_(waits, OutboxMessage.attempts == 0, OutboxMessage.kind.in_(quiet)), "quiet"),
        (OutboxMessage.state == OutboxState.QUEUED, "queued"),
        (OutboxMessage.state == OutboxState.DROPPED, "dropped"),
        (OutboxMessage.state == OutboxState.FAILED, "failed"),
        (OutboxMessage.bounced_at.is_not(None), "bounced"),
        (OutboxMessage.complained_at.is_not(None), "complained"),
        (OutboxMessage.answered_at.is_not(None), "answered"),
        else_="sent",
    )
