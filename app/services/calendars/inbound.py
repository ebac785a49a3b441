"""Mail that comes in: answers of calendars and messages that came back; the rest is counted and left."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.mail import incoming
from app.domain.mail.bounces import Bounce
from app.domain.mail.itip_answers import ReplyRefusal
from app.domain.mail.mail_proof import proven_sender
from app.extensions import db
from app.installation import installation
from app.models import InboundTally, OutboxMessage
from app.services.calendars import replies
from app.services.calendars.replies import Taken
from app.services.mail import addresses as mail_addresses
from app.services.mail import undeliverable

BOUNCED, DELAYED, UNKNOWN_BOUNCE = "bounced", "delayed", "unknown_bounce"
_DONE = {
    *(Taken.ANSWERED, Taken.OLD_TIME, Taken.PROPOSED, Taken.NO_SEAT, Taken.REPEATED, Taken.OVERTAKEN),
    *(BOUNCED, DELAYED),
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
    if isinstance(mail.report, Bounce):
        return _take_bounce(mail.report, now)
    if mail.plain_bounce and mail_addresses.returned_message(mail.marks) is not None:
        return _take_bounce(mail.plain_bounce, now)
    if isinstance(mail.reply, ReplyRefusal):
        return mail.reply.value
    server = installation().mail_authserv
    sender = proven_sender(raw, server=server) if server else None
    return replies.take(mail.reply, proven_sender=sender, now=now).value


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
