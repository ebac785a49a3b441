"""The organisations of an event: roles, printed order, and one lead or "not recorded" (row O2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Organisation, Organiser, OrganiserRole
from app.queries import participants
from app.services import ordering
from app.services.actor import Actor
from app.services.calendars import entry_removal
from app.services.history import record
from app.services.partners import links as partner_links
from app.services.partners.organisation_records import find_or_make_organisation


class LeadTaken(DomainError):
    """An event has one lead (the database says so, too: uq_organiser_one_lead)."""

    message = N_("%(name)s is the lead already. Give it another role first.")
    field = "role"
    status = 422


class AlreadyOrganises(DomainError):
    """An organisation takes part once, in one role."""

    message = N_("%(name)s is in the list already.")
    field = "name"
    status = 422


class LeadIsNamed(DomainError):
    """Named and not recorded exclude each other."""

    message = N_("%(name)s is named as the lead. Give it another role first.")
    field = "lead_not_recorded"
    status = 422


def add_organiser(
    event: Event,
    *,
    name: str,
    role: OrganiserRole,
    short_name: str = "",
    web_url: str = "",
    known: Organisation | None = None,
    actor: Actor,
    now: datetime,
) -> Organiser:
    """Put an organisation at the end of the list; `known` is the record that a human chose.

    Raises NameNeeded, AlreadyOrganises, LeadTaken.
    """
    rows = participants.organisers_of(event.id)
    if role is OrganiserRole.LEAD:
        _require_no_lead(event)
    organisation = known or find_or_make_organisation(
        name=name, short_name=short_name, web_url=web_url, event_id=event.id, account_id=actor.account_id
    )
    if any(row.organisation_id == organisation.id for row in rows):
        raise AlreadyOrganises(name=organisation.name)
    organiser = Organiser(
        event_id=event.id,
        organisation_id=organisation.id,
        role=role,
        position=max((row.position for row in rows), default=0) + 1,
    )
    with _told_apart(event, organisation.name):
        db.session.add(organiser)
    record(event, actor=actor, field="organisations", old=None, new=_text(organiser), now=now)
    _lead_known(event, role, actor=actor, now=now)
    db.session.flush()
    return organiser


def change_role(
    event: Event, *, organiser: Organiser, role: OrganiserRole, actor: Actor, now: datetime
) -> None:
    """Give an organisation another role. Raises LeadTaken."""
    if organiser.role is role:
        return
    if role is OrganiserRole.LEAD:
        _require_no_lead(event)
    old = _text(organiser)
    with _told_apart(event, organiser.organisation.name):
        organiser.role = role
    record(event, actor=actor, field="organisations", old=old, new=_text(organiser), now=now)
    _lead_known(event, role, actor=actor, now=now)
    db.session.flush()


def print_as(event: Event, *, organiser: Organiser, name: str, actor: Actor, now: datetime) -> None:
    """Print another name for this event alone; "" prints the organisation's own."""
    wanted = "" if name == organiser.organisation.name else name
    old, organiser.printed_name = organiser.name, wanted
    record(event, actor=actor, field="organisations.printed", old=old, new=organiser.name, now=now)
    db.session.flush()


def move(event: Event, *, organiser: Organiser, to: int, actor: Actor, now: datetime) -> None:
    """Put an organisation at place `to` of the printed order, 1 being the first."""
    old, new = ordering.place(participants.organisers_of(event.id), organiser, to)
    name = organiser.organisation.name
    record(
        event, actor=actor, field="organisations.order", old=f"{old}. {name}", new=f"{new}. {name}", now=now
    )
    db.session.flush()


def remove(event: Event, *, organiser: Organiser, actor: Actor, now: datetime) -> None:
    """Take an organisation off the event; its record stays. Its people lose links and calendar entries."""
    record(event, actor=actor, field="organisations", old=_text(organiser), new=None, now=now)
    leaving = [link.email for link in partner_links.links_of(organiser)]
    db.session.delete(organiser)
    db.session.flush()
    for email in leaving:
        entry_removal.end(event, email=email, now=now)
    ordering.number(participants.organisers_of(event.id))
    db.session.flush()


def set_lead_not_recorded(event: Event, *, value: bool, actor: Actor, now: datetime) -> None:
    """Say that nobody knows who led, or take it back. Raises LeadIsNamed."""
    lead = _lead(event)
    if value and lead is not None:
        raise LeadIsNamed(name=lead.organisation.name)
    record(event, actor=actor, field="lead_not_recorded", old=event.lead_not_recorded, new=value, now=now)
    event.lead_not_recorded = value
    db.session.flush()


def _lead(event: Event) -> Organiser | None:
    rows = participants.organisers_of(event.id)
    return next((row for row in rows if row.role is OrganiserRole.LEAD), None)


def _require_no_lead(event: Event) -> None:
    if lead := _lead(event):
        raise LeadTaken(name=lead.organisation.name)


@contextmanager
def _told_apart(event: Event, name: str) -> Iterator[None]:
    """Write the block's change; where somebody else's came first, refuse it at the field all the same."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        _require_no_lead(event)
        raise AlreadyOrganises(name=name) from error


def _lead_known(event: Event, role: OrganiserRole, *, actor: Actor, now: datetime) -> None:
    if role is OrganiserRole.LEAD:
        record(event, actor=actor, field="lead_not_recorded", old=event.lead_not_recorded, new=False, now=now)
        event.lead_not_recorded = False


def _text(organiser: Organiser) -> str:
    return f"{organiser.name} ({organiser.role.value.replace('_', '-')})"
