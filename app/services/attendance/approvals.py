"""The team hears that somebody waits for their yes: at most one mail an hour for an event (row R11)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.domain.access import Role
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, TeamMember
from app.services.mail import outbox

WAITING = "approvals_wait"
AT_MOST_EVERY = timedelta(hours=1)


def tell_team(event: Event, *, now: datetime) -> None:
    """Queue the mail, an hour after the last one at the earliest; one that is still to go tells of all.

    The event is locked by whoever calls, so that two who apply at once cause one mail.
    """
    ours = (OutboxMessage.event_id == event.id, OutboxMessage.kind == WAITING)
    to_go = select(OutboxMessage.id).where(
        *ours, OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.leased_until.is_(None)
    )
    if db.session.scalar(to_go.limit(1)) is not None:
        return
    went = func.max(func.coalesce(OutboxMessage.sent_at, OutboxMessage.due_at))
    last = db.session.scalar(select(went).where(*ours, OutboxMessage.state != OutboxState.DROPPED))
    team = select(TeamMember).where(
        TeamMember.event_id == event.id, TeamMember.role.in_((Role.LEAD, Role.PRODUCER))
    )
    for member in db.session.scalars(team).all():
        outbox.enqueue(
            key=f"{WAITING}.{event.id}.t{now:%Y%m%d%H%M%S%f}.{member.id}",
            kind=WAITING,
            to_email=member.account.email,
            to_name=member.account.name,
            event_id=event.id,
            now=now,
            due_at=max(now, last + AT_MOST_EVERY) if last else now,
        )
