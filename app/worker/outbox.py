"""The outbox is delivered: what is due is leased, rendered together and handed over one by one (ADR 0004)."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from flask import Flask

from app import sqlite
from app.extensions import db
from app.gateways import gateways
from app.gateways.mail import OutgoingMail, PermanentMailFailure, TemporaryMailFailure
from app.mails import delivery
from app.models import OutboxMessage
from app.services.mail import leases, undeliverable

FRESH = timedelta(seconds=2)  # so long what a mail says counts as true; then it is rendered again
log = structlog.get_logger(__name__)


def deliver_due(app: Flask) -> int:
    """Deliver everything that is due; return how many messages were handed over."""
    sent = 0
    with app.app_context():
        while batch := _claim():
            sent += _deliver(batch)
    return sent


def _claim() -> list[tuple[int, datetime]]:
    """Lease the next batch; return the messages' ids, each with the end of its lease."""
    messages = [
        (message.id, message.leased_until)
        for message in leases.claim(now=gateways().clock.now())
        if message.leased_until is not None
    ]
    db.session.commit()
    return messages


def _deliver(batch: list[tuple[int, datetime]]) -> int:
    """Send leased messages; return how many the server took.

    They are rendered together, and again when a slow server lets them grow old. Each is noted as soon as the
    server has it, so that a crash repeats at most one.
    """
    sent, mails, made_at = 0, {}, datetime.min.replace(tzinfo=UTC)
    for place, (message_id, lease) in enumerate(batch):
        now = gateways().clock.now()
        if now - made_at > FRESH:
            mails, made_at = _rendered([number for number, _ in batch[place:]]), now
        if message_id in mails and (ours := _still_ours(message_id, lease)):
            sent += _hand_over(message_id, ours, mails[message_id])
    return sent


def _hand_over(message_id: int, lease: datetime, mail: OutgoingMail | Exception) -> bool:
    """Send one mail, or note why there is none; say whether the server took it."""
    now = gateways().clock.now
    try:
        if isinstance(mail, Exception):
            raise mail  # noqa: TRY301 - it was raised while the mail was made, and kept until now
        gateways().mail.send(mail)
    except delivery.NoLongerTrue as reason:
        _note(message_id, lease, partial(leases.mark_dropped, why=str(reason)))
    except delivery.Undeliverable as reason:
        _note(message_id, lease, partial(_failed, reason, for_good=True))
    except PermanentMailFailure as failure:
        _note(message_id, lease, partial(_refused, failure))
    except TemporaryMailFailure as failure:
        _note(message_id, lease, partial(_failed, failure, for_good=False))
    except Exception as failure:
        log.exception("message could not be made", message=message_id)
        _note(message_id, lease, partial(_failed, failure, for_good=False))
    else:
        leases.mark_sent(message_id, now=now())
        db.session.commit()
        return True
    return False


def _still_ours(message_id: int, lease: datetime) -> datetime | None:
    """Return the lease, renewed when a slow server has used it up; None when another worker took over."""
    now = gateways().clock.now()
    if lease - now > leases.LEASE / 2:
        return lease
    ours = leases.renew(message_id, lease=lease, now=now)
    db.session.commit()
    return ours


def _rendered(message_ids: list[int]) -> dict[int, OutgoingMail | Exception]:
    """Make the mails in a transaction that only reads and ends here: no lock is held while they travel."""
    sqlite.read_only(reading=True)
    try:
        return delivery.render_many(message_ids)
    finally:
        db.session.rollback()
        sqlite.read_only(reading=False)


def _note(message_id: int, lease: datetime, mark: Callable[[OutboxMessage], None]) -> None:
    """Write what became of a message, unless another worker has taken over: then it is theirs to say."""
    message = leases.held(message_id, lease=lease)
    if message is not None:
        mark(message)
    db.session.commit()


def _refused(failure: PermanentMailFailure, message: OutboxMessage) -> None:
    if failure.about_recipient:
        undeliverable.mark(message.to_email, why=str(failure), now=gateways().clock.now())
    _failed(failure, message, for_good=True)


def _failed(failure: Exception, message: OutboxMessage, *, for_good: bool) -> None:
    leases.mark_failed(
        message,
        now=gateways().clock.now(),
        why=f"{type(failure).__name__}: {failure}",
        for_good=for_good,
        spread=random.random(),  # noqa: S311 - jitter, no secret
    )
