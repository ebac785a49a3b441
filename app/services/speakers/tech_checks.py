"""Tech checks: slots that organisers offer, one for each person, booked in their own time (row P7)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import joinedload

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, TechCheck
from app.services.calendars import participant_updates
from app.services.speakers import mail as speaker_mail

ITEMS = ("sound", "camera", "line", "share", "headset", "light")
GOOD, FAIR, BAD = "good", "fair", "bad"


class SlotTaken(DomainError):
    """Somebody else was quicker, or the slot has begun or was taken back."""

    message = N_("This slot has just been taken, or it is over. Choose another one.")
    field = "slot"
    status = 409


class SlotIsBooked(DomainError):
    """Nobody's slot is taken away behind their back."""

    message = N_("Somebody has booked this slot. Ask them to choose another one first.")
    status = 409


def slots_of(event: Event) -> Sequence[tuple[TechCheck, Participation | None]]:
    """Return an event's slots in order of time, each with the person who booked it; one query."""
    rows = db.session.execute(
        select(TechCheck, Participation)
        .outerjoin(Participation, Participation.id == TechCheck.participation_id)
        .where(TechCheck.event_id == event.id)
        .options(joinedload(Participation.person, innerjoin=False))  # a free slot has nobody
        .order_by(TechCheck.starts_at)
    )
    return [(slot, person) for slot, person in rows]


def of(participation: Participation) -> TechCheck | None:
    """Return the slot somebody has booked."""
    return db.session.scalar(select(TechCheck).where(TechCheck.participation_id == participation.id))


def free(event: Event, *, now: datetime) -> Sequence[TechCheck]:
    """Return the slots that can still be booked, in order of time."""
    return db.session.scalars(
        select(TechCheck)
        .where(
            TechCheck.event_id == event.id,
            TechCheck.participation_id.is_(None),
            TechCheck.starts_at > now,
        )
        .order_by(TechCheck.starts_at)
    ).all()


def book(event: Event, participation: Participation, *, key: str, now: datetime) -> None:
    """Give a slot to a person in place of the one they had. Raises SlotTaken; the caller then rolls back.

    One conditional UPDATE decides: of two who choose the same slot at the same moment, one gets it.
    """
    release(participation)
    taking = (
        update(TechCheck)
        .where(
            TechCheck.event_id == event.id,
            TechCheck.key == key,
            TechCheck.participation_id.is_(None),
            TechCheck.starts_at > now,
        )
        .values(participation_id=participation.id, booked_at=now, results={}, note="")
    )
    taken = cast("CursorResult[object]", db.session.execute(taking, execution_options=_PLAIN))
    if taken.rowcount != 1:
        raise SlotTaken
    db.session.expire_all()
    slot = slot_of(event, key)
    if slot is not None:
        speaker_mail.before_check(event, participation, slot, now=now)
    participant_updates.calendar_for_participants(event, now=now)


def release(participation: Participation) -> None:
    """Give a slot back; nothing happens where there is none."""
    giving = update(TechCheck).where(TechCheck.participation_id == participation.id)
    db.session.execute(
        giving.values(participation_id=None, booked_at=None, results={}, note=""), execution_options=_PLAIN
    )
    db.session.expire_all()


def note_results(slot: TechCheck, *, results: Mapping[str, str], note: str) -> None:
    """Keep how each item went: good, fair, bad, or nothing."""
    kept = {item: results.get(item, "") for item in ITEMS}
    slot.results = {item: said for item, said in kept.items() if said in {GOOD, FAIR, BAD}}
    slot.note = note
    db.session.flush()


def take_back(slot: TechCheck) -> None:
    """Offer a slot no longer. Raises SlotIsBooked."""
    if slot.participation_id is not None:
        raise SlotIsBooked
    db.session.delete(slot)
    db.session.flush()


def slot_of(event: Event, key: str) -> TechCheck | None:
    """Return one slot of this event."""
    return db.session.scalar(select(TechCheck).where(TechCheck.event_id == event.id, TechCheck.key == key))


def end_of(slot: TechCheck) -> datetime:
    """Return the instant at which a slot ends."""
    return slot.starts_at + timedelta(minutes=slot.minutes)


def tone_of(check: TechCheck) -> str:
    """Say how a check stands as a tone: bad where one item failed, good when all are well, else waiting."""
    said = {check.results.get(item, "") for item in ITEMS}
    if BAD in said:
        return "bad"
    return "good" if said == {GOOD} else "warn"


_PLAIN = {"synchronize_session": False}
