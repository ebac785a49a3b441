"""Queue one attendee's messages: each kind once for each state of the calendar entry (row X6)."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain.attendance import reminders
from app.extensions import db
from app.models import OutboxMessage, Registration
from app.services.mail import outbox

REMINDER = "reminder"
LINK_AGAIN_AFTER = timedelta(minutes=10)
_WITH_LINK = (
    *("registration_confirmed", "registration_waiting", "registration_link", "seat_freed"),
    *("confirm_address", "registration_applied", "seat_offered", "seat_offer_ended"),
)


class Addressee(NamedTuple):
    """What is needed of a registration to write to its person."""

    id: int
    event_id: int
    email: str
    name: str
    locale: str


def key(kind: str, registration: Registration | Addressee, mark: str) -> str:
    """Return the unique name of one message; `mark` says which state of things it tells of."""
    return f"{kind}.{registration.event_id}.{mark}.{registration.id}"


def row(
    registration: Registration | Addressee,
    *,
    kind: str,
    mark: str,
    now: datetime,
    due_at: datetime | None = None,
    said: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return one message to one attendee; `said` is what its builder needs besides the locale."""
    return outbox.row(
        key=key(kind, registration, mark),
        kind=kind.partition("-")[0],
        to_email=registration.email,
        to_name=registration.name,
        payload={"locale": registration.locale, **(said or {})},
        event_id=registration.event_id,
        registration_id=registration.id,
        now=now,
        due_at=due_at,
    )


def tell(
    registration: Registration,
    *,
    kind: str,
    now: datetime,
    mark: str | None = None,
    said: dict[str, Any] | None = None,
) -> None:
    """Queue one message to one attendee; without a `mark` it tells of this moment."""
    db.session.flush()
    mark = mark or f"t{now:%Y%m%d%H%M%S%f}"
    outbox.enqueue_many([row(registration, kind=kind, mark=mark, now=now, said=said)])


def remind(registration: Registration, *, starts_at: datetime, now: datetime) -> None:
    """Queue the reminders still to come for somebody with a seat; none where they were stopped (row R7)."""
    if registration.reminders_stopped_at is not None:
        return
    db.session.flush()
    outbox.enqueue_many(
        [
            row(
                registration,
                kind=f"{REMINDER}-{which}",
                mark=str(registration.invited_sequence),
                now=now,
                due_at=due_at,
                said={"which": which, "starts_at": starts_at.isoformat()},
            )
            for which, due_at in reminders.plan(starts_at, now=now).items()
        ]
    )


def link_was_just_sent(registration: Registration, *, now: datetime) -> bool:
    """Whether a mail with the person's link was asked for so lately that another would only annoy."""
    recent = select(OutboxMessage.id).where(
        OutboxMessage.registration_id == registration.id,
        OutboxMessage.kind.in_(_WITH_LINK),
        OutboxMessage.created_at > now - LINK_AGAIN_AFTER,
    )
    return db.session.scalar(recent.limit(1)) is not None
