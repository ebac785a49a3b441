"""What calendar programs answered, kept beside the seat and never instead of it (row R4, ADR 0008)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update

from app.domain.calendars.itip_answers import CalendarReply
from app.domain.calendars.participant_entry import EntryContent
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, ParticipantEntry, Registration
from app.queries.calendar_answers import is_to_an_old_time
from app.services import tokens
from app.services.attendance import mail as attendee_mail
from app.services.calendars import participant_entries, participant_updates
from app.services.mail import addresses as mail_addresses

CARRIERS = (
    "registration_confirmed", "seat_freed", "registration_link", "event_moved", "event_postponed",
    "event_renamed", "clock_rules_changed",
)  # fmt: skip
"""The kinds of mail that carry an invitation, which a calendar program can answer."""


Holder = Registration | ParticipantEntry


class Taken(StrEnum):
    """What became of an answer. Only the first three changed anything."""

    ANSWERED = "answered"
    OLD_TIME = "answered_old_time"
    PROPOSED = "proposed"
    FOREIGN = "foreign"
    FORGED = "forged"
    NO_SEAT = "no_seat"
    REPEATED = "repeated"
    OVERTAKEN = "overtaken"


def take(answer: CalendarReply, *, proven_sender: str | None, now: datetime) -> Taken:
    """Keep the answer with whoever its UID and ATTENDEE name, if it is genuine and newer.

    That is somebody of the programme, or a registration. Genuine: it came to the person's own address, or
    carries back the person's own way in, or our mail server vouches for its sender (`proven_sender`). The
    kept (SEQUENCE, DTSTAMP) only ever grow.
    """
    answer = replace(answer, stamp=min(answer.stamp, now)) if answer.stamp else answer
    seat = _registration(answer)
    entry = participant_entries.by_uid(answer.uid, [answer.attendee])
    holder = entry if entry is not None and (entry.is_held or seat is None) else seat
    if holder is None:
        return Taken.FOREIGN
    refused = _refusal(answer, holder, [one for one in (entry, seat) if one is not None], proven_sender)
    if refused is not None:
        return refused
    _write(holder, answer, now)
    _note_on_message(holder, answer.sequence, now)
    if answer.method == "COUNTER":
        return Taken.PROPOSED
    return Taken.OLD_TIME if is_to_an_old_time(holder) else Taken.ANSWERED


def settle_proposal(holder: Holder) -> None:
    """Put a proposed time aside; what the person answered stays."""
    holder.proposed_starts_at = holder.proposed_ends_at = None
    db.session.flush()


def _registration(answer: CalendarReply) -> Registration | None:
    """Return the registration, locked: two answers of one person are taken one after the other."""
    return db.session.scalar(
        select(Registration)
        .join(Event, Event.id == Registration.event_id)
        .where(Event.uid == answer.uid, func.lower(Registration.email) == answer.attendee)
        .where(Registration.erased_at.is_(None))
        .with_for_update(of=Registration)
    )


def _refusal(
    answer: CalendarReply, holder: Holder, proofs_of: Sequence[Holder], proven_sender: str | None
) -> Taken | None:
    """Return why the answer changes nothing. One person's proofs count for both their entries of a UID."""
    if proven_sender != answer.attendee and not any(_is_genuine(answer, one) for one in proofs_of):
        return Taken.FORGED
    if not _holds(holder):
        return Taken.NO_SEAT
    if answer.sequence > _sent(holder):
        return Taken.FOREIGN  # nobody was asked under this SEQUENCE
    sequence, stamp = holder.answer_sequence, holder.answer_stamp
    if sequence is None or answer.is_newer_than(sequence, stamp):
        return None
    return Taken.REPEATED if (sequence, stamp) == (answer.sequence, answer.stamp) else Taken.OVERTAKEN


def _is_genuine(answer: CalendarReply, holder: Holder) -> bool:
    if isinstance(holder, ParticipantEntry):
        ours = mail_addresses.is_for_entry(holder, answer.tokens)
    else:
        ours = mail_addresses.is_for(holder, answer.tokens)
    return ours or any(tokens.fingerprint(way_in) == holder.join_hash for way_in in answer.ways_in)


def _holds(holder: Holder) -> bool:
    if isinstance(holder, ParticipantEntry):
        return holder.is_held
    return holder.state is RegistrationState.CONFIRMED


def _sent(holder: Holder) -> int:
    """Return the last SEQUENCE that the person was sent."""
    return holder.sequence if isinstance(holder, ParticipantEntry) else holder.invited_sequence or 0


def _starts_at(holder: Holder) -> datetime | None:
    if isinstance(holder, ParticipantEntry):
        return EntryContent.from_json(holder.said).begins_at if holder.said else None
    return holder.event.starts_at


def _write(holder: Holder, answer: CalendarReply, now: datetime) -> None:
    told = holder.time_sequence
    if told is not None and answer.sequence < told and answer.starts_at == _starts_at(holder):
        holder.time_sequence = answer.sequence  # moved there and back: this is the present time
    values: dict[str, Any] = {
        "calendar_answer": answer.partstat.lower(),
        "answer_sequence": answer.sequence,
        "answer_stamp": answer.stamp,
        "answered_at": now,
        "answer_comment": answer.comment,
        "proposed_starts_at": answer.counter_start,
        "proposed_ends_at": answer.counter_end,
    }
    for name, value in values.items():
        setattr(holder, name, value)
    db.session.flush()


def _note_on_message(holder: Holder, sequence: int, now: datetime) -> None:
    """Say in the delivery log which message was answered."""
    if isinstance(holder, ParticipantEntry):
        keys = [f"{kind}.{holder.event_id}.{sequence}.p{holder.id}" for kind in participant_updates.KINDS]
    else:
        keys = [attendee_mail.key(kind, holder, str(sequence)) for kind in CARRIERS]
    answered = update(OutboxMessage).where(
        OutboxMessage.key.in_(keys), OutboxMessage.state == OutboxState.SENT
    )
    db.session.execute(answered.values(answered_at=now), execution_options={"synchronize_session": False})
