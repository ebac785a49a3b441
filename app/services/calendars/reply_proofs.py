"""Whose a calendar program's answer is: proven by what only its owner has, or claimed (ADR 0008)."""

from typing import NamedTuple

from sqlalchemy import func, select

from app.domain.mail.itip_answers import CalendarReply
from app.extensions import db
from app.models import OutboxMessage, ParticipantEntry, Registration
from app.services import tokens
from app.services.calendars import participant_entries
from app.services.mail import addresses as mail_addresses

Holder = Registration | ParticipantEntry


class Holders(NamedTuple):
    """What one person holds under one UID: a seat, a part in the programme, or both.

    `is_proven`: a secret that only this person has says who writes.
    """

    seat: Registration | None
    entry: ParticipantEntry | None
    is_proven: bool

    @property
    def answering(self) -> Holder | None:
        """Return which of the two the person's calendar shows."""
        entry = self.entry
        return entry if entry is not None and (entry.is_held or self.seat is None) else self.seat


def named(answer: CalendarReply) -> Holders | None:
    """Return what the person holds whom the address or the way in names; None where neither names anybody."""
    number = mail_addresses.answered_message(answer.marks)
    message = db.session.get(OutboxMessage, number) if number is not None else None
    if message is not None:
        return _held(answer.uid, message.to_email, message.registration_id)._replace(is_proven=True)
    ways_in = {tokens.fingerprint(way_in) for way_in in answer.ways_in}
    seat = db.session.scalar(select(Registration).where(Registration.join_hash.in_(ways_in)).limit(1))
    if seat is not None:
        return _held(answer.uid, seat.email, seat.id)._replace(is_proven=True)
    entries = select(ParticipantEntry).where(ParticipantEntry.join_hash.in_(ways_in)).limit(1)
    entry = db.session.scalar(entries)
    return _held(answer.uid, entry.email)._replace(is_proven=True) if entry is not None else None


def of_the_attendee(answer: CalendarReply) -> Holders | None:
    """Return what the one ATTENDEE holds, whom nothing proves yet; None where there is not one."""
    alone = answer.alone()
    if alone is None:
        return None
    found = _held(answer.uid, alone.email)
    known = [one for one in (found.seat, found.entry) if one is not None]
    return found._replace(is_proven=any(mail_addresses.is_of(one, answer.marks) for one in known))


def _held(uid: str, email: str, registration_id: int | None = None) -> Holders:
    """Return what an address holds under a UID, locked: two answers of one person come one after the other.

    Of several people with one mailbox each has a UID of their own, so at most one holds this.
    """
    theirs = func.lower(Registration.email) == email.lower()
    if registration_id is not None:
        theirs = Registration.id == registration_id
    seat = db.session.scalar(
        select(Registration)
        .where(Registration.uid == uid, Registration.erased_at.is_(None), theirs)
        .with_for_update(of=Registration)
    )
    return Holders(seat, participant_entries.by_uid(uid, [email.lower()]), is_proven=False)
