"""Who is let in when: registration before the event, the meeting around its hour (rows R1, R8)."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import DomainError
from app.domain.lifecycle import HELD_EVENT_STATES, EventState
from app.domain.words import N_

OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(minutes=15)  # sessions overrun, and lines break: people must be able to come back in


class RegistrationClosed(DomainError):
    """The organisers take no more registrations."""

    message = N_("Registration is closed. The organisers take no more registrations for this event.")


class EventCancelled(DomainError):
    """There will be no event."""

    message = N_("This event has been cancelled, so nobody can register for it any more.")


class EventPostponed(DomainError):
    """There is no hour to register for."""

    message = N_("This event is postponed. Registration opens again when its new date is known.")


class EventOver(DomainError):
    """It has taken place."""

    message = N_("This event is over, so nobody can register for it any more.")


def refusal(
    *, state: EventState, registration_open: bool, ends_at: datetime | None, now: datetime
) -> DomainError | None:
    """Return why nobody can register now, or None while people can. A draft is the caller's to hide."""
    if state is EventState.CANCELLED:
        return EventCancelled()
    if state is EventState.POSTPONED:
        return EventPostponed()
    if state in HELD_EVENT_STATES or (ends_at is not None and ends_at <= now):
        return EventOver()
    if not registration_open or state is EventState.DRAFT:
        return RegistrationClosed()
    return None


class Door(StrEnum):
    """How the way into the meeting stands."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


def door(
    *,
    state: EventState,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    opens_before: timedelta = OPENS_BEFORE,
) -> Door:
    """Return how the door stands at `now`: open from 15 minutes before the start to 15 after the end.

    The programme's people may be let in earlier (`opens_before`). Marking as held closes it at once.
    """
    if state is EventState.CANCELLED:
        return Door.CANCELLED
    if state is EventState.POSTPONED:
        return Door.POSTPONED
    if state in HELD_EVENT_STATES or now >= ends_at + STAYS_OPEN:
        return Door.OVER
    return Door.EARLY if now < starts_at - opens_before else Door.OPEN
