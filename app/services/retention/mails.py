"""Addresses on mails are forgotten by kind and age (row X3); attendees' by retention/attendees.py."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update

from app.extensions import db
from app.models import (
    Event,
    Letter,
    OutboxMessage,
    OutboxState,
    ParticipantEntry,
    SignInRequest,
    UndeliverableAddress,
)
from app.services.calendars import own_feeds
from app.services.retention.attendees import KEPT_AFTER_END, past_events

KEPT_UNHELD = timedelta(days=365)
"""After it was made, for a mail beside an event that was never given an hour."""
KEPT_BY_KIND: Mapping[str, timedelta] = {
    # Who was asked to sign, and what for, can be asked back until the record of the event is settled.
    "partner_invitation": timedelta(days=365),
    "sign_off_answered": timedelta(days=365),
    "sign_off_lapsed": timedelta(days=365),
    # That somebody was told that a thing may no longer be public.
    "consent_withdrawn": timedelta(days=365),
}
"""Kind -> how long after the end of the event its address stays; every other kind KEPT_AFTER_END."""
_PLAIN = {"synchronize_session": False}


def erase_old(*, now: datetime) -> None:
    """Delete what is older than attendees' data may be. An address that took no mail may be tried again."""
    before = now - KEPT_AFTER_END
    for old in (
        delete(OutboxMessage).where(OutboxMessage.kind == "sign_in", OutboxMessage.created_at < before),
        delete(SignInRequest).where(SignInRequest.created_at < before),
        delete(UndeliverableAddress).where(UndeliverableAddress.at < before),
    ):
        db.session.execute(old, execution_options=_PLAIN)
    _forget_letters(now)
    db.session.execute(
        delete(ParticipantEntry).where(ParticipantEntry.event_id.in_(past_events(now))),
        execution_options=_PLAIN,
    )
    own_feeds.forget_unused()
    _forget_addresses(now)


def _forget_letters(now: datetime) -> None:
    """Delete what people wrote once the event is past, and 90 days have gone by since they wrote."""
    had_its_time = or_(
        and_(Letter.event_id.in_(past_events(now)), Letter.came_at < now - KEPT_AFTER_END),
        and_(
            Letter.event_id.in_(select(Event.id).where(Event.ends_at.is_(None))),
            Letter.came_at < now - KEPT_UNHELD,
        ),
    )
    db.session.execute(delete(Letter).where(had_its_time), execution_options=_PLAIN)


def _forget_addresses(now: datetime) -> None:
    """Empty what was mailed to team, partners and people of the programme once it has had its time.

    The row stays: that a message of this kind went, and when, is how the effect is known to have happened.
    """
    others = OutboxMessage.kind.not_in(KEPT_BY_KIND)
    had_its_time = [
        and_(others, OutboxMessage.event_id.in_(past_events(now))),
        *(
            and_(
                OutboxMessage.kind == kind,
                OutboxMessage.event_id.in_(select(Event.id).where(Event.ends_at < now - kept)),
            )
            for kind, kept in KEPT_BY_KIND.items()
        ),
        and_(
            OutboxMessage.event_id.in_(select(Event.id).where(Event.ends_at.is_(None))),
            OutboxMessage.created_at < now - KEPT_UNHELD,
        ),
    ]
    emptying = (
        update(OutboxMessage)
        .where(OutboxMessage.registration_id.is_(None), OutboxMessage.state != OutboxState.QUEUED)
        .where(OutboxMessage.to_email != "", or_(*had_its_time))
        .values(to_email="", to_name="", payload={})
    )
    db.session.execute(emptying, execution_options=_PLAIN)
