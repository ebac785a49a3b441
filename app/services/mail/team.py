"""Mail to the people who work on an event's desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.access import Action, roles_that_may
from app.extensions import db
from app.models import TeamMember
from app.services.mail import outbox


def members_who_may(event_id: int, action: Action) -> Sequence[TeamMember]:
    """Return the members of the team who may do this, in the order in which they came."""
    team = select(TeamMember).where(
        TeamMember.event_id == event_id, TeamMember.role.in_(roles_that_may(action))
    )
    return db.session.scalars(team.order_by(TeamMember.id)).all()


def tell_team(
    event_id: int,
    *,
    kind: str,
    mark: str,
    now: datetime,
    payload: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    who_may: Action = Action.EDIT_PEOPLE,
) -> None:
    """Queue one message to each member of the team who may do `who_may`: by default leads and producers.

    `mark` says which state of things it tells of: nobody is told of the same twice.
    """
    for member in members_who_may(event_id, who_may):
        outbox.enqueue(
            key=f"{kind}.{mark}.{member.id}",
            kind=kind,
            to_email=member.account.email,
            to_name=member.account.name,
            payload=payload,
            event_id=event_id,
            now=now,
            due_at=due_at,
        )
