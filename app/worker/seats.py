"""Seats kept for somebody are passed on once their time is over, each event in its own transaction."""

import structlog
from flask import Flask

from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.services.attendance import admission, seat_offers

log = structlog.get_logger(__name__)


def mind_seats(app: Flask) -> int:
    """Pass on seats that were kept long enough and forget who never confirmed; return how many were kept."""
    with app.app_context():
        now = gateways().clock.now()
        admission.forget_unconfirmed(now=now)
        db.session.commit()
        ended = 0
        for event_id in seat_offers.overdue(now=now):
            try:
                passed = seat_offers.pass_on(db.session.get_one(Event, event_id), now=now)
                db.session.commit()
            except Exception:  # this event waits for the next round; the others do not wait for it
                db.session.rollback()
                log.exception("kept seats could not be passed on", event_id=event_id)
            else:
                ended += passed
    return ended
