"""What organisers decide about calendar entries: when the programme meets, who else wants the entry (R4)."""

from datetime import datetime

from app.domain.calendars.participant_entry import CALL_LIMIT, EntryKind
from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event, ParticipantEntry
from app.services.actor import Actor
from app.services.attendance import entry_uids, seats
from app.services.calendars import participant_entries, participant_updates
from app.services.history import record


class CallRefused(DomainError):
    """People meet some minutes before the start, not days."""

    message = N_("Write whole minutes between 0 and %(most)d.")
    field = "call_minutes"
    status = 422


def set_call(event: Event, *, minutes: int, actor: Actor, now: datetime) -> int:
    """Say how long before the start the programme's people meet; 0: not asked for. Return how many are told.

    Raises CallRefused.
    """
    if not 0 <= minutes <= CALL_LIMIT:
        raise CallRefused(most=CALL_LIMIT)
    record(event, actor=actor, field="call_minutes", old=event.call_minutes, new=minutes, now=now)
    event.call_minutes = minutes
    return participant_updates.calendar_for_participants(event, now=now)


def wants(event: Event, *, email: str, name: str) -> bool:
    """Whether a co-organiser or colleague asked for the event in their calendar."""
    entry = participant_entries.of_person(event, email=email, name=name)
    return entry is not None and entry.is_wanted


def want(event: Event, *, email: str, name: str, locale: str, wanted: bool, now: datetime) -> None:
    """Put the event into a co-organiser's calendar, or take it out. Before it is public, it waits."""
    seats.lock(event)
    entry = participant_entries.of_person(event, email=email, name=name)
    if entry is None:
        if not wanted:
            return
        entry = ParticipantEntry(
            event_id=event.id,
            person_id=None,
            email=email.lower(),
            name=name,
            locale=locale,
            kind=EntryKind.WHOLE,
            uid=entry_uids.for_part(event, email=email.lower(), name=name),
            until=event.ends_at or now,
            sequence=event.sequence - 1,
            stamped_at=now,
            is_held=False,
        )
        participant_entries.give_secret(entry)
        db.session.add(entry)
    entry.is_wanted = wanted
    participant_updates.calendar_for_participants(event, now=now)
