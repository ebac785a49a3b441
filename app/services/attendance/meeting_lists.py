"""Who came, by the meeting tool's list: noted beside the registrations, the list forgotten (row R9)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.attendance import meeting_lists
from app.domain.attendance.meeting_lists import Visitor
from app.domain.lifecycle import RegistrationState
from app.domain.people.names import name_key
from app.extensions import db
from app.models import Event, Registration
from app.services.actor import Actor
from app.services.attendance import seats
from app.services.history import record


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list said: lines, people, how many of them are registered, how many are not."""

    lines: int
    people: int
    registered: int
    others: int


def take(event: Event, *, data: bytes, actor: Actor, now: datetime) -> Outcome:
    """Note who of the registered the list names; it takes the place of a list taken before.

    Of people who are not registered only their number is kept. Raises MeetingListRefused, QuoteOpen.
    """
    visitors = meeting_lists.read(data)
    seats.lock(event)
    people = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.erased_at.is_(None))
        .where(Registration.state != RegistrationState.UNCONFIRMED)
    ).all()
    whose = _Register(people)
    found = [whose.find(visitor) for visitor in visitors]
    came = {number for number in found if number is not None}
    for one in people:
        one.in_meeting_list = one.id in came
    outcome = Outcome(
        lines=sum(visitor.lines for visitor in visitors),
        people=len(visitors),
        registered=len(came),
        others=found.count(None),
    )
    event.joined_others = outcome.others
    said = f"{outcome.registered} + {outcome.others}"
    record(event, actor=actor, field="meeting_list", old=None, new=said, now=now)
    db.session.flush()
    return outcome


class _Register:
    """Finds whose registration a visitor is by the address, else by a name that only one has."""

    def __init__(self, people: Sequence[Registration]) -> None:
        keys = [(name_key(one.name), one.id) for one in people]
        shared = Counter(key for key, _ in keys)
        self._by_name = {key: number for key, number in keys if key and shared[key] == 1}
        self._by_email = {one.email: one.id for one in people}

    def find(self, visitor: Visitor) -> int | None:
        """Return the registration's id; None for somebody who is not registered."""
        if visitor.email in self._by_email:
            return self._by_email[visitor.email]
        names = (self._by_name.get(name_key(name)) for name in _names(visitor.name))
        return next((number for number in names if number is not None), None)


def _names(shown: str) -> Iterable[str]:
    """Yield a name as the meeting showed it, and the one in brackets that some tools add."""
    yield shown
    before, bracket, inside = shown.partition("(")
    if bracket:
        yield inside.rstrip(") ")
        yield before
