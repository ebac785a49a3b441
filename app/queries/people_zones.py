"""Where the people of an event are, as far as they said so. Private: for its desk only."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from app.domain.clocks.zones import available_names
from app.domain.lifecycle import NOT_TAKING_PART
from app.extensions import db
from app.models import Participation, Person, TechCheck


def names_by_zone(event_id: int) -> Mapping[str, list[str]]:
    """Return zone -> names as printed, of people who may still take part, in the order of the event's list.

    People without a zone, or with one that the zone data in use does not know, are left out.
    """
    rows = db.session.execute(
        select(Person.zone, Participation.name_printed)
        .join(Participation.person)
        .where(Participation.event_id == event_id, Participation.state.not_in(NOT_TAKING_PART))
        .where(Person.zone.is_not(None))
        .order_by(Participation.position, Participation.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for zone, name in rows:
        if zone in available_names():
            found[zone].append(name)
    return found


def first_check(event_id: int) -> datetime | None:
    """Return when the first tech check of the event begins: the hour people have learnt by then (row T8)."""
    return db.session.scalar(select(func.min(TechCheck.starts_at)).where(TechCheck.event_id == event_id))
