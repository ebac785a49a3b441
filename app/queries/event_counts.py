"""How far each part of an event is, in one query: for the desk's board."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from app.domain.lifecycle import (
    ANSWER_AWAITED,
    SIGN_OFFS_MISSING,
    MaterialState,
    RegistrationState,
    SignOffState,
    SummaryState,
)
from app.extensions import db
from app.models import (
    AgendaItem,
    Material,
    Organiser,
    Participation,
    ProposalState,
    Registration,
    SpeakerProposal,
    Summary,
)

WAITING = (RegistrationState.WAITING, RegistrationState.OFFERED)


class EventCounts(NamedTuple):
    """Numbers about one event; `minutes` is the sum of those that are known."""

    organisers: int
    sign_offs_missing: int
    sign_offs_refused: int
    proposals: int
    people: int
    unanswered: int
    items: int
    items_without_minutes: int
    minutes: int
    confirmed: int
    waiting: int
    applied: int
    materials: int
    materials_public: int
    summary: SummaryState | None


def counts_of(event_id: int) -> EventCounts:
    """Count everything the board shows."""

    def count(event: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return select(func.count()).where(event == event_id, *conditions).scalar_subquery()

    row = db.session.execute(
        select(
            count(Organiser.event_id),
            count(Organiser.event_id, Organiser.sign_off.in_(SIGN_OFFS_MISSING)),
            count(Organiser.event_id, Organiser.sign_off == SignOffState.REFUSED),
            count(
                Organiser.event_id,
                SpeakerProposal.organiser_id == Organiser.id,
                SpeakerProposal.state == ProposalState.WAITING,
            ),
            count(Participation.event_id),
            count(Participation.event_id, Participation.state.in_(ANSWER_AWAITED)),
            count(AgendaItem.event_id),
            count(AgendaItem.event_id, AgendaItem.minutes.is_(None)),
            select(func.coalesce(func.sum(AgendaItem.minutes), 0))
            .where(AgendaItem.event_id == event_id)
            .scalar_subquery(),
            count(Registration.event_id, Registration.state == RegistrationState.CONFIRMED),
            count(Registration.event_id, Registration.state.in_(WAITING)),
            count(Registration.event_id, Registration.state == RegistrationState.APPLIED),
            count(Material.event_id, Material.state != MaterialState.WITHDRAWN),
            count(Material.event_id, Material.state == MaterialState.PUBLISHED),
            select(Summary.state).where(Summary.event_id == event_id).scalar_subquery(),
        )
    ).one()
    return EventCounts(*row)
