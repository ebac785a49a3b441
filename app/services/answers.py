"""What calendar programs answered, kept beside the seat and never instead of it (row R4, ADR 0008)."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update

from app.domain.itip_answers import Answer
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Registration
from app.queries.registrations import is_to_an_old_time
from app.services import attendee_mail, mail_addresses, tokens

CARRIERS = (
    "registration_confirmed", "seat_freed", "registration_link", "event_moved", "event_postponed",
    "clock_rules_changed",
)  # fmt: skip
"""The kinds of mail that carry an invitation, which a calendar program can answer."""


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


def take(answer: Answer, *, proven_sender: str | None, now: datetime) -> Taken:
    """Keep the answer with the registration that its UID and ATTENDEE name, if it is genuine and newer.

    Genuine: it came to the person's own address, or carries back the person's own way in, or our mail server
    vouches for its sender (`proven_sender`). The kept (SEQUENCE, DTSTAMP) only ever grow.
    """
    answer = replace(answer, stamp=min(answer.stamp, now)) if answer.stamp else answer
    registration = _registration(answer)
    if registration is None:
        return Taken.FOREIGN
    refused = _refusal(answer, registration, proven_sender)
    if refused is not None:
        return refused
    _write(registration, answer, now)
    _note_on_message(registration, answer.sequence, now)
    if answer.method == "COUNTER":
        return Taken.PROPOSED
    return Taken.OLD_TIME if is_to_an_old_time(registration) else Taken.ANSWERED


def settle_proposal(registration: Registration) -> None:
    """Put a proposed time aside; what the person answered stays."""
    registration.proposed_starts_at = registration.proposed_ends_at = None
    db.session.flush()


def _registration(answer: Answer) -> Registration | None:
    """Return the registration, locked: two answers of one person are taken one after the other."""
    return db.session.scalar(
        select(Registration)
        .join(Event, Event.id == Registration.event_id)
        .where(Event.uid == answer.uid, func.lower(Registration.email) == answer.attendee)
        .where(Registration.erased_at.is_(None))
        .with_for_update(of=Registration)
    )


def _refusal(answer: Answer, registration: Registration, proven_sender: str | None) -> Taken | None:
    if not _is_genuine(answer, registration, proven_sender):
        return Taken.FORGED
    if registration.state is not RegistrationState.CONFIRMED:
        return Taken.NO_SEAT
    if answer.sequence > (registration.invited_sequence or 0):
        return Taken.FOREIGN  # nobody was asked under this SEQUENCE
    sequence, stamp = registration.answer_sequence, registration.answer_stamp
    if sequence is None or answer.is_newer_than(sequence, stamp):
        return None
    return Taken.REPEATED if (sequence, stamp) == (answer.sequence, answer.stamp) else Taken.OVERTAKEN


def _is_genuine(answer: Answer, registration: Registration, proven_sender: str | None) -> bool:
    if mail_addresses.is_for(registration, answer.tokens) or proven_sender == answer.attendee:
        return True
    return any(tokens.fingerprint(way_in) == registration.join_hash for way_in in answer.ways_in)


def _write(registration: Registration, answer: Answer, now: datetime) -> None:
    told = registration.time_sequence
    if told is not None and answer.sequence < told and answer.starts_at == registration.event.starts_at:
        registration.time_sequence = answer.sequence  # moved there and back: this is the present time
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
        setattr(registration, name, value)
    db.session.flush()


def _note_on_message(registration: Registration, sequence: int, now: datetime) -> None:
    """Say in the delivery log which message was answered."""
    keys = [attendee_mail.key(kind, registration, str(sequence)) for kind in CARRIERS]
    answered = update(OutboxMessage).where(
        OutboxMessage.key.in_(keys), OutboxMessage.state == OutboxState.SENT
    )
    db.session.execute(answered.values(answered_at=now), execution_options={"synchronize_session": False})
