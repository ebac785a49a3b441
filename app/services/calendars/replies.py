"""What calendar programs answered, kept beside the seat and never instead of it (row R4, ADR 0008)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import update

from app.domain.calendars.calendar_entry import Partstat
from app.domain.calendars.participant_entry import EntryContent
from app.domain.lifecycle import RegistrationState
from app.domain.mail.itip_answers import CalendarReply
from app.domain.mail.letters import LetterWay
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, ParticipantEntry, Registration
from app.queries.calendar_answers import is_to_an_old_time
from app.services.attendance import mail as attendee_mail
from app.services.calendars import participant_updates, reply_proofs
from app.services.calendars.reply_proofs import Holder
from app.services.mail import addresses as mail_addresses
from app.services.mail import letters
from app.services.mail.letters import Writer

CARRIERS = (
    "registration_confirmed", "seat_freed", "registration_link", "event_moved", "event_postponed",
    "event_renamed", "clock_rules_changed",
)  # fmt: skip
"""The kinds of mail that carry an invitation, which a calendar program can answer."""


class Taken(StrEnum):
    """What became of an answer. Only the first three changed anything."""

    ANSWERED = "answered"
    OLD_TIME = "answered_old_time"
    PROPOSED = "proposed"
    FOREIGN = "foreign"
    FORGED = "forged"
    DOUBTFUL = "not_one_attendee"
    NO_SEAT = "no_seat"
    REPEATED = "repeated"
    OVERTAKEN = "overtaken"


def take(answer: CalendarReply, *, proven_sender: str | None, now: datetime) -> Taken:
    """Keep the answer with the person whom it is proven to be of, if it is not older than what is kept.

    The address it came to, or the way in that it carries back, names the person: a registration, or somebody
    of the programme; of ATTENDEE then only PARTSTAT counts. Without them our mail server must vouch for the
    sender (`proven_sender`), and the sender must be the one ATTENDEE. The kept (SEQUENCE, DTSTAMP) only grow.
    """
    found = reply_proofs.named(answer) or reply_proofs.of_the_attendee(answer)
    holder = found.answering if found else None
    if found is None or holder is None:
        return Taken.FOREIGN if found else Taken.DOUBTFUL
    if not found.is_proven and proven_sender != holder.email.lower():
        return Taken.FORGED
    partstat = answer.said_by(holder.email, organiser=mail_addresses.our_mailbox())
    if partstat is None:
        return Taken.DOUBTFUL
    _pass_comment_on(holder, answer, partstat, now)
    return _keep(holder, answer, partstat, now)


def _pass_comment_on(holder: Holder, answer: CalendarReply, partstat: Partstat, now: datetime) -> None:
    """What somebody wrote beside the answer is a letter to the organisers, once."""
    if not answer.comment:
        return
    seat_id = holder.id if isinstance(holder, Registration) else None
    letters.write(
        db.session.get_one(Event, holder.event_id),
        writer=Writer(
            email=holder.email, name=holder.name, known_email=holder.email, registration_id=seat_id
        ),
        text=answer.comment,
        form_key=f"{holder.email} {partstat} {answer.comment}",
        way=LetterWay.CALENDAR,
        now=now,
    )


def _keep(holder: Holder, answer: CalendarReply, partstat: Partstat, now: datetime) -> Taken:
    if not _holds(holder):
        return Taken.NO_SEAT
    said = _values(answer, partstat, holder, now)
    refused = _is_behind(said, holder)
    if refused is not None:
        return refused
    _write(holder, said, answer)
    _note_on_message(holder, said["answer_sequence"], now)
    if answer.method == "COUNTER":
        return Taken.PROPOSED
    return Taken.OLD_TIME if is_to_an_old_time(holder) else Taken.ANSWERED


def settle_proposal(holder: Holder) -> None:
    """Put a proposed time aside; what the person answered stays."""
    holder.proposed_starts_at = holder.proposed_ends_at = None
    db.session.flush()


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


def _values(answer: CalendarReply, partstat: Partstat, holder: Holder, now: datetime) -> dict[str, Any]:
    """Return what the answer says, as it is kept. Nobody answers later than now, or more than was sent."""
    return {
        "calendar_answer": partstat.lower(),
        "answer_sequence": min(answer.sequence, _sent(holder)),
        "answer_stamp": min(answer.stamp or now, now),
        "answered_at": now,
        "answer_comment": answer.comment,
        "proposed_starts_at": answer.counter_start,
        "proposed_ends_at": answer.counter_end,
    }


def _is_behind(said: dict[str, Any], holder: Holder) -> Taken | None:
    """Tell whether an answer is older than the one kept (RFC 5546 section 2.1.5), or the same again.

    Of two with one DTSTAMP the one that arrives later is a change of mind.
    """
    if holder.answer_sequence is None:
        return None
    kept = (holder.answer_sequence, holder.answer_stamp or datetime.min.replace(tzinfo=UTC))
    new = (said["answer_sequence"], said["answer_stamp"])
    if new != kept:
        return Taken.OVERTAKEN if new < kept else None
    same = all(getattr(holder, name) == said[name] for name in ("calendar_answer", "answer_comment"))
    return Taken.REPEATED if same else None


def _write(holder: Holder, said: dict[str, Any], answer: CalendarReply) -> None:
    told, answered = holder.time_sequence, said["answer_sequence"]
    if told is not None and answered < told and answer.starts_at == _starts_at(holder):
        holder.time_sequence = answered  # moved there and back: this is the present time
    for name, value in said.items():
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
