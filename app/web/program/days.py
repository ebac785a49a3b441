"""A programme by days: a day is always somebody's, and the heading says whose (row T7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.models import Event
from app.wording.dates import long_date
from app.wording.when import UTC_ZONE


@dataclass(slots=True)
class Day:
    """One heading and its events in order."""

    heading: str
    whose: str
    events: list[Event] = field(default_factory=list)


def by_day(events: Sequence[Event], zone: str | None, *, whose: str | None = None) -> list[Day]:
    """Group events by the day they begin on in `zone`; where that is not known, by the day in UTC."""
    zone = zone if zone in zones.available_names() else None
    used = zone or UTC_ZONE
    city = _("UTC") if zone is None else zones.city(used)
    words = _("days in %(city)s", city=city) if whose or zone is None else _("your days, %(city)s", city=city)
    days: list[Day] = []
    for event in events:
        if event.starts_at is None:
            continue
        heading = long_date(zones.wall_at(event.starts_at, used).date())
        if not days or days[-1].heading != heading:
            days.append(Day(heading, words))
        days[-1].events.append(event)
    return days
