"""Mail that came into the mailbox is taken: each is kept before it is marked as read (row R4)."""

import structlog
from flask import Flask

from app.extensions import db
from app.gateways import gateways
from app.gateways.inbox import InboxAway
from app.services.calendars import inbound

MOST_MAILS = 100  # of one round, once a minute
log = structlog.get_logger(__name__)


def read_mail(app: Flask) -> int:
    """Take what came into the mailbox; return how many mails. Each is kept before it is marked."""
    done: dict[str, bool] = {}
    with app.app_context():
        inbox = gateways().inbox
        try:
            for number, raw in inbox.unread(MOST_MAILS):
                outcome = inbound.take(raw, now=gateways().clock.now())
                db.session.commit()
                done[number] = inbound.is_done(outcome)
            inbox.done(done)
        except InboxAway as reason:
            log.warning("mail that came in cannot be read", reason=str(reason))
    return len(done)
