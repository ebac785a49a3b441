"""The steps towards a seat, each with the messages that tell of it (rows R2, R4, R7); none counts seats."""

from datetime import datetime
from typing import Any

from app.domain.attendance.seat_offers import keeps_until
from app.domain.lifecycle import REGISTRATION, RegistrationState, step
from app.models import Event, Registration
from app.services.attendance import mail as attendee_mail
from app.services.attendance import seats

Rows = list[dict[str, Any]]


def to(registration: Registration, state: RegistrationState, *, now: datetime) -> None:
    """Note the step; whatever had to be answered is answered by it, and what was typed before is void."""
    registration.state = step(REGISTRATION, registration.state, state)
    registration.state_changed_at, registration.answer_by, registration.typed = now, None, None


def seated(registration: Registration, event: Event, *, kind: str, now: datetime) -> Rows:
    """Make the seat theirs: the calendar entry begins here, with a mail of `kind` and the reminders."""
    to(registration, RegistrationState.CONFIRMED, now=now)
    sequence = seats.next_sequence(registration, event)
    registration.invited_sequence = registration.time_sequence = sequence
    registration.calendar_answer = None  # whatever was answered to an invitation before this one
    starts_at = event.announced_time.starts_at
    told = attendee_mail.row(registration, kind=kind, mark=str(sequence), now=now)
    return [told, *attendee_mail.reminder_rows(registration, starts_at=starts_at, now=now)]


def offered(registration: Registration, event: Event, *, now: datetime) -> Rows:
    """Keep the seat for them until they have had their time to answer. No calendar: nobody has said yes."""
    to(registration, RegistrationState.OFFERED, now=now)
    time = event.announced_time
    registration.answer_by = keeps_until(
        hours=event.answer_hours or 0, starts_at=time.starts_at, ends_at=time.ends_at, now=now
    )
    return [attendee_mail.row(registration, kind="seat_offered", mark=_moment(now), now=now)]


def waiting(registration: Registration, event: Event, *, now: datetime) -> Rows:
    """Put them at the end of the queue."""
    to(registration, RegistrationState.WAITING, now=now)
    registration.queue_number = seats.next_number(event)
    mark = f"q{registration.queue_number}"
    return [attendee_mail.row(registration, kind="registration_waiting", mark=mark, now=now)]


def _moment(now: datetime) -> str:
    return f"t{now:%Y%m%d%H%M%S%f}"
