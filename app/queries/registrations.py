"""An event's registrations: counted, listed, exported."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select

from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Registration

PAGE = 50
_CONFIRMED = Registration.state == RegistrationState.CONFIRMED


class Counts(NamedTuple):
    """How many stand where; `joined` counts people, not visits."""

    by_state: Mapping[RegistrationState, int]
    joined: int

    @property
    def total(self) -> int:
        """Everybody who ever registered."""
        return sum(self.by_state.values())


def counts(event_id: int) -> Counts:
    """Return the numbers of an event in one query; a state nobody is in counts 0."""
    rows = db.session.execute(
        select(Registration.state, func.count(), func.count(Registration.joined_at))
        .where(Registration.event_id == event_id)
        .group_by(Registration.state)
    ).all()
    by_state = dict.fromkeys(RegistrationState, 0) | {state: count for state, count, _ in rows}
    return Counts(by_state, sum(joined for _, _, joined in rows))


def countries(event_id: int) -> Sequence[tuple[str, int, int]]:
    """Return (country code, with a seat, joined), the most seats first; those who cancelled do not count."""
    seats = func.sum(case((_CONFIRMED, 1), else_=0))
    rows = db.session.execute(
        select(Registration.country, seats, func.count(Registration.joined_at))
        .where(Registration.event_id == event_id, Registration.state != RegistrationState.CANCELLED)
        .group_by(Registration.country)
        .order_by(seats.desc(), Registration.country)
    )
    return [(code, int(seated), joined) for code, seated, joined in rows]


def page_of(
    event_id: int, *, text: str = "", state: RegistrationState | None = None, page: int = 1
) -> tuple[Sequence[Registration], int]:
    """Return one page of the people in their order of arrival, and how many pages there are (at least 1)."""
    wanted = _wanted(event_id, text, state)
    total = db.session.scalar(select(func.count()).select_from(Registration).where(*wanted)) or 0
    rows = db.session.scalars(
        select(Registration)
        .where(*wanted)
        .order_by(Registration.queue_number)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return rows, max(1, -(-total // PAGE))


def everybody(event_id: int) -> Sequence[Registration]:
    """Return all registrations that have not been erased, in their order of arrival."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event_id, Registration.erased_at.is_(None))
        .order_by(Registration.queue_number)
    ).all()


def by_number(event_id: int, number: int) -> Registration | None:
    """Return the registration with this place in the order of arrival."""
    return db.session.scalar(
        select(Registration).where(
            Registration.event_id == event_id,
            Registration.queue_number == number,
            Registration.erased_at.is_(None),
        )
    )


def _wanted(event_id: int, text: str, state: RegistrationState | None) -> list[ColumnElement[bool]]:
    wanted = [Registration.event_id == event_id, Registration.erased_at.is_(None)]
    if state is not None:
        wanted.append(Registration.state == state)
    if text:
        searched = (Registration.name, Registration.email, Registration.organisation)
        wanted.append(or_(*(column.icontains(text, autoescape=True) for column in searched)))
    return wanted
