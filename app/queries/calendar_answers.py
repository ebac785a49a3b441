"""What calendars answered: attendees and the programme's people keep it in the same fields (row R4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import select

from app.domain.calendars.participant_entry import EntryKind
from app.domain.people.same_person import is_one_person
from app.extensions import db
from app.models import ParticipantEntry, Registration

PARTS = (EntryKind.WHOLE, EntryKind.SLOT)
"""The kinds of which a person holds one at most in an event: its UID is for life."""


def seats_of_participants(event_id: int) -> frozenset[int]:
    """Return the registrations of people who hold an entry as part of the programme: a seat adds none.

    The mailbox and the name say that it is the same person (domain/people/same_person.py).
    """
    same_mailbox = (ParticipantEntry.event_id == Registration.event_id) & (
        ParticipantEntry.email == Registration.email
    )
    rows = db.session.execute(
        select(Registration.id, Registration.name, ParticipantEntry.name)
        .join(ParticipantEntry, same_mailbox)
        .where(ParticipantEntry.event_id == event_id, ParticipantEntry.is_held)
        .where(ParticipantEntry.kind.in_(PARTS))
    )
    return frozenset(number for number, name, other in rows if is_one_person(name, other))


class Answered(Protocol):
    """Whoever holds an entry, as far as an answer goes: a registration, or a part in the programme."""

    calendar_answer: str | None
    answer_sequence: int | None
    time_sequence: int | None
    proposed_starts_at: datetime | None


def is_to_an_old_time(holder: Answered) -> bool:
    """Whether the person answered before they were told of the present time."""
    answered, told = holder.answer_sequence, holder.time_sequence
    return answered is not None and told is not None and answered < told


def answer_of(holder: Answered) -> str:
    """Return what one person answered, in a word of queries.registrations.ANSWERS."""
    if holder.calendar_answer is None:
        return "silent"
    return "old_time" if is_to_an_old_time(holder) else holder.calendar_answer


def of_the_programme(event_id: int) -> Sequence[ParticipantEntry]:
    """Return the entries that the programme's people hold, in the order in which they got them."""
    return db.session.scalars(
        select(ParticipantEntry)
        .where(ParticipantEntry.event_id == event_id, ParticipantEntry.is_held)
        .order_by(ParticipantEntry.id)
    ).all()


def parts_of(event_id: int) -> list[ParticipantEntry]:
    """Return the same without the tech checks: one entry a person."""
    return [entry for entry in of_the_programme(event_id) if entry.kind in PARTS]
