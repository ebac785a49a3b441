"""Mail that comes in: replies of calendars, messages that came back, complaints, letters to organisers."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.mail import incoming
from app.domain.mail.bounces import Bounce, Complaint
from app.domain.mail.incoming import Incoming
from app.domain.mail.itip_answers import CalendarReply, ReplyRefusal
from app.domain.mail.letters import LetterFate, asks
from app.domain.mail.mail_proof import proven_sender
from app.extensions import db
from app.installation import installation
from app.models import InboundTally, OutboxMessage, Registration
from app.services.attendance import registrations
from app.services.calendars import replies
from app.services.calendars.replies import Taken
from app.services.mail import addresses as mail_addresses
from app.services.mail import received_letters, undeliverable

BOUNCED, DELAYED, UNKNOWN_BOUNCE, COMPLAINED = "bounced", "delayed", "unknown_bounce", "complained"
LETTER, LETTER_KEPT = "letter", "letter_kept"
_DONE = {
    *(Taken.ANSWERED, Taken.OLD_TIME, Taken.PROPOSED, Taken.NO_SEAT, Taken.REPEATED, Taken.OVERTAKEN),
    *(BOUNCED, DELAYED, COMPLAINED),
}


def take(raw: bytes, *, now: datetime) -> str:
    """Do what one mail asks for and return its outcome, which is counted. Never raises for what it holds."""
    outcome = _outcome(raw, now)
    _count(outcome, now)
    return outcome


def tally() -> Mapping[str, int]:
    """Return how many mails ended in which outcome, since the beginning."""
    rows = db.session.execute(select(InboundTally.outcome, InboundTally.count))
    return {outcome: count for outcome, count in rows}  # noqa: C416 - a row is no pair to mypy


def is_done(outcome: str) -> bool:
    """Whether people need not read the mail: not what they wrote, nor what belongs to nobody."""
    return outcome in _DONE


def _outcome(raw: bytes, now: datetime) -> str:
    mail = incoming.read(raw)
    if mail is None:
        return ReplyRefusal.BROKEN
    report = mail.report
    if report is None and mail_addresses.returned_message(mail.marks) is not None:
        report = mail.plain_bounce
    if report is not None:
        return _take_bounce(report, now) if isinstance(report, Bounce) else _take_complaint(report, now)
    outcome = _take_reply(mail.reply, raw, now)
    if outcome in _DONE and not _holds_a_question(mail):
        return outcome
    letter = received_letters.take(mail.letter, marks=mail.marks, now=now)
    if letter is None or outcome in _DONE:
        return outcome
    return LETTER if letter.fate is LetterFate.SENT_ON else LETTER_KEPT


def _holds_a_question(mail: Incoming) -> bool:
    """Whether somebody asks beside the answer of their calendar, where it has no comment that says so."""
    return isinstance(mail.reply, CalendarReply) and not mail.reply.comment and asks(mail.letter.text)


def _take_reply(reply: CalendarReply | ReplyRefusal, raw: bytes, now: datetime) -> str:
    if isinstance(reply, ReplyRefusal):
        return reply.value
    server = installation().mail_authserv
    sender = proven_sender(raw, server=server) if server else None
    return replies.take(reply, proven_sender=sender, now=now).value


def _take_complaint(complaint: Complaint, now: datetime) -> str:
    """Send no more reminders to whoever called a mail of ours unwanted; seat and cancellations stay."""
    number = mail_addresses.returned_message(complaint.marks) or mail_addresses.answered_message(
        complaint.marks
    )
    message = db.session.get(OutboxMessage, number) if number is not None else None
    if message is None or not complaint.is_spam:
        return UNKNOWN_BOUNCE
    undeliverable.complain(message, now=now)
    theirs = select(Registration).where(
        func.lower(Registration.email) == message.to_email.lower(), Registration.erased_at.is_(None)
    )
    for registration in db.session.scalars(theirs):
        registrations.stop_reminders(registration, now=now)
    return COMPLAINED


def _take_bounce(bounce: Bounce, now: datetime) -> str:
    number = mail_addresses.returned_message(bounce.marks)
    message = db.session.get(OutboxMessage, number) if number is not None else None
    if message is None:
        return UNKNOWN_BOUNCE
    return BOUNCED if undeliverable.take(bounce, message, now=now) else DELAYED


def _count(outcome: str, now: datetime) -> None:
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    table: Table = InboundTally.__table__  # type: ignore[assignment]
    counting = insert(table).values(outcome=outcome, count=1, latest_at=now)
    raised = {"count": table.c.count + 1, "latest_at": now}
    db.session.execute(counting.on_conflict_do_update(index_elements=["outcome"], set_=raised))
