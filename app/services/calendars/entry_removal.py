"""Who no longer acts for an event keeps neither its calendar entry nor the way in (rows O5, R4, X3)."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update

from app.domain.people.same_person import is_one_person
from app.domain.words import N_
from app.extensions import db
from app.models import (
    Account,
    Event,
    Organiser,
    OutboxMessage,
    OutboxState,
    ParticipantEntry,
    Participation,
    PartnerLink,
    Person,
    Registration,
    TeamMember,
)
from app.services.calendars import participant_entries, participant_updates

SOMEBODY = N_("Somebody")
_PLAIN = {"synchronize_session": False}


def end(event: Event, *, email: str, now: datetime) -> None:
    """Take back what an address had asked for, once nothing is left that it may see the event by.

    Call it after the link, the organisation or the place on the team is gone. A part in the programme keeps
    its entry, and so does who is still on the team or acts for another organisation.
    """
    db.session.flush()
    asked_for = [entry for entry in participant_entries.of_address(event, email) if entry.is_wanted]
    if not asked_for or _acts(event, email):
        return
    for entry in asked_for:
        entry.is_wanted = False
    participant_updates.calendar_for_participants(event, now=now)


def forget(event: Event, *, email: str, name: str, now: datetime) -> None:
    """Take it back as `end` does, and forget name and address in the entry and in its mails.

    What waits is dropped, the last cancellation too: nobody is mailed after they asked to be forgotten. Only
    who has a seat besides hears that theirs is the entry that stays.
    """
    end(event, email=email, now=now)
    entry = participant_entries.of_person(event, email=email, name=name)
    if entry is None or entry.is_wanted or _speaks(event, entry):
        return
    _forget_mails(entry, waiting_too=not _is_registered(event, entry))
    entry.email, entry.name, entry.answer_comment = f"{entry.id}@erased.invalid", SOMEBODY, ""
    entry.is_held, entry.join_hash = False, None
    db.session.flush()


def mails_of(entry: ParticipantEntry) -> tuple[ColumnElement[bool], ...]:
    """Return what finds the mails about an entry."""
    return (
        OutboxMessage.event_id == entry.event_id,
        OutboxMessage.kind.in_(participant_updates.KINDS),
        OutboxMessage.payload["entry"].as_integer() == entry.id,
    )


def _forget_mails(entry: ParticipantEntry, *, waiting_too: bool) -> None:
    theirs, waiting = mails_of(entry), OutboxMessage.state == OutboxState.QUEUED
    if waiting_too:
        gone = {"state": OutboxState.DROPPED, "last_error": "the person was forgotten"}
        dropping = update(OutboxMessage).where(*theirs, waiting, OutboxMessage.leased_until.is_(None))
        db.session.execute(dropping.values(gone), execution_options=_PLAIN)
    emptying = update(OutboxMessage).where(*theirs, ~waiting)
    db.session.execute(emptying.values(to_email="", to_name="", payload={}), execution_options=_PLAIN)


def _acts(event: Event, email: str) -> bool:
    """Whether the address is on the team, or has a link that nobody took back, to any organisation's part."""
    member = select(TeamMember.id).join(Account, Account.id == TeamMember.account_id)
    link = select(PartnerLink.id).join(Organiser, Organiser.id == PartnerLink.organiser_id)
    return bool(
        db.session.scalar(
            select(
                or_(
                    member.where(TeamMember.event_id == event.id, Account.email == email.lower()).exists(),
                    link.where(Organiser.event_id == event.id, PartnerLink.email == email.lower())
                    .where(PartnerLink.revoked_at.is_(None))
                    .exists(),
                )
            )
        )
    )


def _speaks(event: Event, entry: ParticipantEntry) -> bool:
    """Whether the entry is a speaker's, whose own page forgets it."""
    parts = select(Participation.name_printed).join(Person, Person.id == Participation.person_id)
    names = parts.where(Participation.event_id == event.id, func.lower(Person.email) == entry.email)
    return any(is_one_person(name, entry.name) for name in db.session.scalars(names))


def _is_registered(event: Event, entry: ParticipantEntry) -> bool:
    seats = select(Registration.name).where(Registration.event_id == event.id)
    names = seats.where(Registration.email == entry.email)
    return any(is_one_person(name, entry.name) for name in db.session.scalars(names))
