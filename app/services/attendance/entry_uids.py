"""Under which UID a person's calendar entry of an event stands (ADR 0013)."""

from sqlalchemy import select

from app.domain.calendars.participant_entry import EntryKind
from app.domain.people.same_person import is_one_person
from app.extensions import db
from app.models import Event, ParticipantEntry, Registration
from app.services.addresses import new_uid


def for_seat(event: Event, *, email: str, name: str) -> str:
    """Return the UID for a new registration, as `_chosen` chooses it. The event is locked by the caller."""
    return _chosen(event, name, mine=_seats(event.id, email), others=_parts(event.id, email))


def for_part(event: Event, *, email: str, name: str) -> str:
    """Return the UID for a new entry, over the whole event, of somebody of the programme."""
    return _chosen(event, name, mine=_parts(event.id, email), others=_seats(event.id, email))


def _chosen(event: Event, name: str, *, mine: dict[str, str], others: dict[str, str]) -> str:
    """Return the UID that the person has from the other side, else the event's own, else a new one.

    Under one UID a calendar shows one entry. So one person has one UID for seat and part, and of several
    people with one mailbox only the first has the event's.
    """
    own = (uid for uid, other in others.items() if uid not in mine and is_one_person(name, other))
    return next(own, new_uid() if event.uid in mine | others else event.uid)


def _seats(event_id: int, email: str) -> dict[str, str]:
    """Return (UID -> name) of the registrations of an address, who takes part before who has cancelled."""
    rows = select(Registration.uid, Registration.name).where(
        Registration.event_id == event_id, Registration.email == email
    )
    in_order = rows.order_by(Registration.invited_sequence.is_(None), Registration.id)
    return {uid: name for uid, name in db.session.execute(in_order)}  # noqa: C416 - a row is no pair to mypy


def _parts(event_id: int, email: str) -> dict[str, str]:
    """Return (UID -> name) of the entries over the whole event that an address has from the programme."""
    rows = select(ParticipantEntry.uid, ParticipantEntry.name).where(
        ParticipantEntry.event_id == event_id,
        ParticipantEntry.email == email,
        ParticipantEntry.kind == EntryKind.WHOLE,
    )
    in_order = rows.order_by(ParticipantEntry.id)
    return {uid: name for uid, name in db.session.execute(in_order)}  # noqa: C416 - a row is no pair to mypy
