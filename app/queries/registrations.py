"""An event's registrations: counted, listed, exported."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import aliased

from app.domain.lifecycle import CONCERNED, RegistrationState
from app.extensions import db
from app.models import Registration
from app.queries.calendar_answers import answer_of, is_to_an_old_time

__all__ = [
    "ANSWERS", "Counts", "answer_of", "answers", "by_number", "countries", "counts", "everybody",
    "is_to_an_old_time", "page_of", "proposals",
]  # fmt: skip

PAGE = 50
_CONFIRMED = Registration.state == RegistrationState.CONFIRMED
ANSWERS = ("accepted", "tentative", "declined", "delegated", "old_time", "silent")
HAS_JOINED = or_(Registration.joined_at.is_not(None), Registration.in_meeting_list)
"""Came in by their own link, or is named in the meeting tool's list."""

_TO_AN_OLD_TIME = Registration.answer_sequence < Registration.time_sequence
_ANSWER: ColumnElement[str] = case(
    (Registration.calendar_answer.is_(None), "silent"),
    (_TO_AN_OLD_TIME, "old_time"),
    else_=Registration.calendar_answer,
)


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
        select(Registration.state, func.count(), func.sum(case((HAS_JOINED, 1), else_=0)))
        .where(Registration.event_id == event_id)
        .group_by(Registration.state)
    ).all()
    by_state = dict.fromkeys(RegistrationState, 0) | {state: count for state, count, _ in rows}
    return Counts(by_state, sum(int(joined) for _, _, joined in rows))


def others_of_mailbox(numbers: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """Return (registration -> names of who else is registered for its event with its address), in one query.

    Who is alone with the address is left out, and so is who has cancelled.
    """
    mine, other = aliased(Registration), aliased(Registration)
    same_mailbox = (other.event_id == mine.event_id) & (other.email == mine.email) & (other.id != mine.id)
    rows = db.session.execute(
        select(mine.id, other.name)
        .join(other, same_mailbox)
        .where(mine.id.in_(numbers), other.state != RegistrationState.CANCELLED)
        .order_by(other.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for number, name in rows:
        found[number] = (*found.get(number, ()), name)
    return found


def answers(event_id: int) -> Mapping[str, int]:
    """Return how many with a seat answered what from their calendar, by the words of ANSWERS; 0 included."""
    rows = db.session.execute(
        select(_ANSWER, func.count()).where(Registration.event_id == event_id, _CONFIRMED).group_by(_ANSWER)
    )
    counted = {answer: count for answer, count in rows}  # noqa: C416 - a row is no pair to mypy
    return dict.fromkeys(ANSWERS, 0) | counted


def proposals(event_id: int) -> Sequence[Registration]:
    """Return who proposes another time from their calendar, the newest first."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event_id, _CONFIRMED)
        .where(Registration.proposed_starts_at.is_not(None))
        .order_by(Registration.answered_at.desc())
    ).all()


def countries(event_id: int) -> Sequence[tuple[str, int, int]]:
    """Return (country code, with a seat, joined), the most seats first; of those who come or want to."""
    seats = func.sum(case((_CONFIRMED, 1), else_=0))
    rows = db.session.execute(
        select(Registration.country, seats, func.sum(case((HAS_JOINED, 1), else_=0)))
        .where(Registration.event_id == event_id, Registration.state.in_(CONCERNED))
        .group_by(Registration.country)
        .order_by(seats.desc(), Registration.country)
    )
    return [(code, int(seated), int(joined)) for code, seated, joined in rows]


def page_of(
    event_id: int, *, text: str = "", state: RegistrationState | None = None, answer: str = "", page: int = 1
) -> tuple[Sequence[Registration], int]:
    """Return one page of the people in their order of arrival, and how many pages there are (at least 1)."""
    wanted = _wanted(event_id, text, state)
    if answer in ANSWERS:
        wanted += [_CONFIRMED, _ANSWER.in_([answer])]
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


def applied(event_id: int) -> Sequence[Registration]:
    """Return who waits for an organiser's yes, in their order of arrival."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event_id, Registration.state == RegistrationState.APPLIED)
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
