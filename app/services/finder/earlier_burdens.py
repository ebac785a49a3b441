"""Who has paid before: what the other hours of an edition ask of the people of one event (row T10, turns).

Worked out anew each time from the hours as they stand, so a move is followed, and nothing can go stale.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from app.domain.clocks import zones
from app.domain.errors import DomainError
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.turns import burdens
from app.domain.lifecycle import NOT_AT_ITS_HOUR
from app.domain.people.names import name_key
from app.extensions import db
from app.models import Event, HourLine, Participation
from app.services.finder import people as finder_people

MOST_EVENTS = 60
"""Older ones count, halved so often, for nothing."""


def earlier_points(event: Event, lines: Sequence[HourLine]) -> dict[str, tuple[int, ...]]:
    """Return, by key, the points of the edition's other fixed hours, in the order of those hours.

    People are the same by record, groups by name.
    """
    points: dict[str, list[int]] = defaultdict(list)
    keys = {_mark(line): line.key for line in lines}
    for other in _others(event, lines):
        people = _people(other, keys)
        for key, paid in burdens(people, other.announced_time.starts_at, other.minutes).items():
            points[key].append(paid)
    return {key: tuple(paid) for key, paid in points.items()}


def _people(other: Event, keys: dict[str, str]) -> Collection[Participant]:
    found: dict[str, Participant] = {}
    for line in finder_people.lines_of(other):
        key = keys.get(_mark(line))
        if key is None or line.own_zone not in zones.available_names():
            continue
        try:
            one = finder_people.participant(line, days=None)
        except DomainError:
            continue
        if one is not None:
            found[key] = Participant(
                ident=key, name=one.name, zone=one.zone, country=one.country, grid=one.grid
            )
    return found.values()


def _others(event: Event, lines: Sequence[HourLine]) -> Sequence[Event]:
    if event.edition_id is None:
        return ()
    ids = [line.person_id for line in lines if line.person_id is not None]
    shared = select(Participation.event_id).where(Participation.person_id.in_(ids))
    grouped = select(HourLine.event_id).where(HourLine.person_id.is_(None))
    rows = (
        select(Event)
        .where(Event.edition_id == event.edition_id, Event.id != event.id, Event.starts_at.is_not(None))
        .where(Event.state.not_in(NOT_AT_ITS_HOUR))
        .where(or_(Event.id.in_(shared), Event.id.in_(grouped)))
        .order_by(Event.starts_at.desc(), Event.id)
        .limit(MOST_EVENTS)
    )
    return list(reversed(db.session.scalars(rows).all()))


def _mark(line: HourLine) -> str:
    return f"person {line.person_id}" if line.person_id is not None else f"group {name_key(line.name)}"
