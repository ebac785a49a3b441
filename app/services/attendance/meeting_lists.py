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
from app.domain.people.same_person import person_key
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
    came = set().union(*found)
    for one in people:
        one.in_meeting_list = one.id in came
    outcome = Outcome(
        lines=sum(visitor.lines for visitor in visitors),
        people=sum(max(1, len(numbers)) for numbers in found),
        registered=len(came),
        others=found.count(frozenset()),
    )
    event.joined_others = outcome.others
    said = f"{outcome.registered} + {outcome.others}"
    record(event, actor=actor, field="meeting_list", old=None, new=said, now=now)
    db.session.flush()
    return outcome


class _Register:
    """Finds who of the registered came: by address, in a shared mailbox by name, else by name alone."""

    def __init__(self, people: Sequence[Registration]) -> None:
        keys = [(name_key(one.name), one.id) for one in people]
        shared = Counter(key for key, _ in keys)
        self._by_name = {key: number for key, number in keys if key and shared[key] == 1}
        self._by_email: dict[str, list[Registration]] = {}
        for one in people:
            self._by_email.setdefault(one.email, []).append(one)

    def find(self, visitor: Visitor) -> frozenset[int]:
        """Return the registrations of who came under the visitor's address or name; empty: of nobody."""
        theirs = self._by_email.get(visitor.email, [])
        here = [one for one in theirs if one.state is not RegistrationState.CANCELLED] or theirs
        if len(here) == 1:
            return frozenset({here[0].id})
        keys = {person_key(name) for shown in visitor.names for name in _names(shown)}
        if named := frozenset(one.id for one in theirs if one.name_key in keys):
            return named
        names = (self._by_name.get(name_key(name)) for name in _names(visitor.name))
        return frozenset([number for number in names if number is not None][:1])


def _names(shown: str) -> Iterable[str]:
    """Yield a name as the meeting showed it, and the one in brackets that some tools add."""
    yield shown
    before, bracket, inside = shown.partition("(")
    if bracket:
        yield inside.rstrip(") ")
        yield before
