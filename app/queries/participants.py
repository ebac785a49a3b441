"""Who takes part in an event: its organisations and its people, each list in one query, in display order."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.domain.lifecycle import TAKING_PART
from app.domain.people.person_roles import BACKSTAGE
from app.extensions import db
from app.models import AffiliationThen, Organiser, Participation


def organisers_of(event_id: int) -> Sequence[Organiser]:
    """Return an event's organisations in the printed order, each with `.organisation`; one query."""
    return db.session.scalars(
        select(Organiser).where(Organiser.event_id == event_id).order_by(Organiser.position, Organiser.id)
    ).all()


def participations_of(event_id: int, *, public: bool = False) -> Sequence[Participation]:
    """Return an event's people in order with `.person`, `.affiliations`, their organisations; one query.

    `public`: only those who agreed to take part (row P4); the desk sees everybody. People with
    `in_published_list` False were not in the printed list: they belong to the agenda, not among the speakers.
    """
    people = (
        select(Participation)
        .join(Participation.person)
        .where(Participation.event_id == event_id)
        .options(
            contains_eager(Participation.person),
            joinedload(Participation.affiliations).joinedload(AffiliationThen.organisation),
        )
        .order_by(Participation.position, Participation.id)
    )
    if public:
        people = people.where(Participation.state.in_(TAKING_PART))
    return db.session.scalars(people).unique().all()


def is_public(participation: Participation) -> bool:
    """Whether a person's part may be shown to strangers."""
    return participation.state in TAKING_PART


def on_stage(participation: Participation) -> bool:
    """Whether a person is among the speakers: who works behind the scenes only, or stands by, is not."""
    return not participation.roles or any(role not in BACKSTAGE for role in participation.roles)
