"""Mail that comes in: answers of calendars and messages that came back; the rest is counted and dropped."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app
from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.calendars.itip_answers import ReplyRefusal, parse_reply
from app.domain.mail.bounces import Bounce, parse_bounce
from app.domain.mail.mail_proof import proven_sender
from app.extensions import db
from app.models import InboundTally, OutboxMessage
from app.services.calendars import replies
from app.services.mail import addresses as mail_addresses
from app.services.mail import undeliverable

BOUNCED, DELAYED, UNKNOWN_BOUNCE = "bounced", "delayed", "unknown_bounce"


def take(raw: bytes, *, now: datetime) -> str:
    """Do what one mail asks for and return its outcome, which is counted. Never raises for what it holds."""
    outcome = _outcome(raw, now)
    _count(outcome, now)
    return outcome


def tally() -> Mapping[str, int]:
    """Return how many mails ended in which outcome, since the beginning."""
    rows = db.session.execute(select(InboundTally.outcome, InboundTally.count))
    return {outcome: count for outcome, count in rows}  # noqa: C416 - a row is no pair to mypy


def is_ours(outcome: str) -> bool:
    """Whether the mail was for this program; a person's letter in the same mailbox is left for people."""
    return outcome != ReplyRefusal.NO_ANSWER


def _outcome(raw: bytes, now: datetime) -> str:
    bounce = parse_bounce(raw)
    if bounce is not None:
        return _take_bounce(bounce, now)
    answer = parse_reply(raw)
    if isinstance(answer, ReplyRefusal):
        return answer.value
    server = current_app.config["SETTINGS"].mail_authserv
    sender = proven_sender(raw, server=server) if server else None
    return replies.take(answer, proven_sender=sender, now=now).value


def _take_bounce(bounce: Bounce, now: datetime) -> str:
    number = mail_addresses.returned_message(bounce.tokens)
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
