"""How many may come, whether anybody still can register, and what leads to a seat (rows R1, R2, R11)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import Event
from app.services.actor import Actor
from app.services.attendance import seats, waiting_list
from app.services.history import record


class CapacityBelowSeats(DomainError):
    """Nobody loses a seat because a number was made smaller."""

    message = N_("%(seats)s seats are taken already. Give at least as many, or cancel registrations first.")
    field = "capacity"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How somebody comes to a seat.

    `confirm_email`: by a button behind a mailed link. `approve_by_hand`: by an organiser's yes.
    `answer_hours`: who is raised from the waiting list has so many to take the seat; None gives it at once.
    """

    confirm_email: bool = False
    approve_by_hand: bool = False
    answer_hours: int | None = None


def set_admission(
    event: Event,
    *,
    capacity: int | None,
    registration_open: bool,
    ways: Ways | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """Set the switches; return how many people a larger capacity raised from the waiting list.

    `capacity` None means no limit; `ways` None leaves those as they are, and whoever is on the way already
    stays on the way they began. Raises CapacityBelowSeats.
    """
    seats.lock(event)
    check(event, capacity)
    new: dict[str, object] = {"capacity": capacity, "registration_open": registration_open}
    new |= asdict(ways) if ways else {}
    for field, value in new.items():
        record(event, actor=actor, field=field, old=getattr(event, field), new=value, now=now)
        setattr(event, field, value)
    db.session.flush()
    return len(waiting_list.raise_all(event, now=now))


def check(event: Event, capacity: int | None) -> None:
    """Raise CapacityBelowSeats when more seats are taken than `capacity` would allow."""
    if capacity is not None and capacity < event.seats_taken:
        raise CapacityBelowSeats(seats=event.seats_taken)
