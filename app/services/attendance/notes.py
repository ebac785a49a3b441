"""A message of the organisers to those who registered, sent once to each (row R11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from app.domain.attendance import meeting_address
from app.domain.attendance.meeting_address import MeetingGivenAway
from app.domain.errors import DomainError
from app.domain.lifecycle import CONCERNED, RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import AttendeeNote, Event, Registration
from app.queries.registrations import HAS_JOINED
from app.services.actor import Actor
from app.services.attendance import mail as attendee_mail
from app.services.attendance import seats
from app.services.attendance.mail import Addressee
from app.services.mail import outbox

KIND = "organiser_note"
BATCH = 1000
_SEATED = Registration.state == RegistrationState.CONFIRMED
AUDIENCES: Mapping[str, ColumnElement[bool]] = {
    "seated": _SEATED,
    "waiting": Registration.state.in_(set(CONCERNED) - {RegistrationState.CONFIRMED}),
    "everybody": Registration.state.in_(CONCERNED),
    "joined": _SEATED & HAS_JOINED,
    "absent": _SEATED & ~HAS_JOINED,
}
"""Whom a message can go to. Nobody is written to who cancelled, or whose address is unconfirmed."""


class NobodyToWrite(DomainError):
    """The choice holds nobody."""

    message = N_("There is nobody to write to here.")
    field = "audience"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """What is to be written; `form_key` names the form, so that a repeated one sends nothing more."""

    audience: str
    subject: str
    text: str
    form_key: str


def check(event: Event, draft: NoteDraft) -> int:
    """Return how many a message would go to. Raises NobodyToWrite, MeetingGivenAway."""
    words = f"{draft.subject}\n{draft.text}"
    if meeting_address.is_in(words, url=event.meeting_url, is_public=event.meeting_is_public):
        raise MeetingGivenAway
    count = how_many(event)[draft.audience]
    if not count:
        raise NobodyToWrite
    return count


def how_many(event: Event) -> Mapping[str, int]:
    """Return (audience -> number of people), in one query."""
    counted = [func.count().filter(condition) for condition in AUDIENCES.values()]
    row = db.session.execute(select(*counted).where(*_of(event))).one()
    return dict(zip(AUDIENCES, row, strict=True))


def send(event: Event, *, draft: NoteDraft, reply_to: str, actor: Actor, now: datetime) -> AttendeeNote:
    """Queue the message to each person; answers go to `reply_to`. Raises what `check` does."""
    seats.lock(event)
    sent = db.session.scalar(
        select(AttendeeNote).where(AttendeeNote.event_id == event.id, AttendeeNote.form_key == draft.form_key)
    )
    if sent is not None:
        return sent
    note = AttendeeNote(
        event_id=event.id,
        form_key=draft.form_key,
        audience=draft.audience,
        subject=draft.subject,
        text=draft.text,
        by=actor.name,
        reply_to=reply_to,
        sent_at=now,
        people=check(event, draft),
    )
    db.session.add(note)
    db.session.flush()
    _queue(event, note, now)
    return note


def _queue(event: Event, note: AttendeeNote, now: datetime) -> None:
    people = select(
        Registration.id, Registration.event_id, Registration.email, Registration.name, Registration.locale
    ).where(*_of(event), AUDIENCES[note.audience])
    ordered = people.order_by(Registration.queue_number).execution_options(yield_per=BATCH)
    for batch in db.session.execute(ordered).partitions():
        outbox.enqueue_many(
            [
                attendee_mail.row(
                    Addressee(*person), kind=KIND, mark=f"n{note.id}", now=now, said={"note": note.id}
                )
                for person in batch
            ]
        )


def _of(event: Event) -> tuple[ColumnElement[bool], ...]:
    return Registration.event_id == event.id, Registration.erased_at.is_(None)
