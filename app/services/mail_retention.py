"""Addresses that stand beside no event are forgotten by age: sign-ins, and who takes no mail (row X3)."""

from datetime import datetime

from sqlalchemy import delete

from app.extensions import db
from app.models import OutboxMessage, SignInRequest, UndeliverableAddress
from app.services.retention import KEPT_AFTER_END

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
