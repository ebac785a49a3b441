"""Who works on an event's desk (row O5)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.access import Action, Role, may
from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Account, Event, TeamMember
from app.services import accounts
from app.services.actor import Actor
from app.services.calendars import entry_removal
from app.services.history import record


class LastLead(DomainError):
    """Without a lead nobody could ever publish or cancel."""

    message = N_("An event keeps at least one person who may do everything.")
    field = "role"
    status = 409


def members_of(event_id: int) -> Sequence[TeamMember]:
    """Return the team, in the order in which it came together."""
    return db.session.scalars(
        select(TeamMember).where(TeamMember.event_id == event_id).order_by(TeamMember.id)
    ).all()


def add_member(event: Event, *, email: str, role: Role, actor: Actor, now: datetime) -> TeamMember:
    """Give an address a role; somebody already there changes role. Raises LastLead."""
    account = accounts.account_for(email=email, now=now)
    member, is_new = _find_or_make(event.id, account.id, role)
    if is_new:
        record(event, actor=actor, field="team", old=None, new=f"{account.email}: {role.value}", now=now)
    elif member.role is not role:
        _keep_a_lead(event.id, member)
        record(
            event,
            actor=actor,
            field="team",
            old=f"{account.email}: {member.role.value}",
            new=f"{account.email}: {role.value}",
            now=now,
        )
        member.role = role
    db.session.flush()
    return member


def remove_member(event: Event, *, email: str, actor: Actor, now: datetime) -> None:
    """Take somebody off the team, with the calendar entry that they asked for. Raises LastLead.

    Nothing happens when they are not on it.
    """
    account = db.session.scalar(select(Account).where(Account.email == accounts.normal_email(email)))
    member = _member(event.id, account.id) if account else None
    if account is None or member is None:
        return
    _keep_a_lead(event.id, member)
    record(event, actor=actor, field="team", old=f"{account.email}: {member.role.value}", new=None, now=now)
    db.session.delete(member)
    entry_removal.end(event, email=account.email, now=now)


def _find_or_make(event_id: int, account_id: int, role: Role) -> tuple[TeamMember, bool]:
    """Return the member, and whether they are new; of a double click, the second finds the first."""
    known = _member(event_id, account_id)
    if known is not None:
        return known, False
    made = TeamMember(event_id=event_id, account_id=account_id, role=role)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        known = _member(event_id, account_id)
        if known is None:
            raise
        return known, False
    return made, True


def _member(event_id: int, account_id: int) -> TeamMember | None:
    return db.session.scalar(
        select(TeamMember).where(TeamMember.event_id == event_id, TeamMember.account_id == account_id)
    )


def _keep_a_lead(event_id: int, leaving: TeamMember) -> None:
    leads = [member for member in members_of(event_id) if may(member.role, Action.EDIT_TEAM)]
    if leads == [leaving]:
        raise LastLead
