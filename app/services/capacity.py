"""How many may come, and whether anybody still can register: the organisers' two switches (row R2)."""

from datetime import datetime

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event
from app.services import seats, waiting_list
from app.services.actor import Actor
from app.services.history import record


class CapacityBelowSeats(DomainError):
    """Nobody loses a seat because a number was made smaller."""

    message = N_("%(seats)s seats are taken already. Give at least as many, or cancel registrations first.")
    field = "capacity"
    status = 422


def set_admission(
    event: Event, *, capacity: int | None, registration_open: bool, actor: Actor, now: datetime
) -> int:
    """Set both switches; return how many people a larger capacity raised from the waiting list.

    `capacity` None means no limit. Raises CapacityBelowSeats.
    """
    seats.lock(event)
    check(event, capacity)
    new = {"capacity": capacity, "registration_open": registration_open}
    for field, value in new.items():
        record(event, actor=actor, field=field, old=getattr(event, field), new=value, now=now)
        setattr(event, field, value)
    db.session.flush()
    return len(waiting_list.raise_all(event, now=now))


def check(event: Event, capacity: int | None) -> None:
    """Raise CapacityBelowSeats when more seats are taken than `capacity` would allow."""
    if capacity is not None and capacity < event.seats_taken:
        raise CapacityBelowSeats(seats=event.seats_taken)
