"""An event with its team, for tests of the desk: 90 minutes from 10:00 in Lagos, ten days after START."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.access import Role
from app.domain.clocks import zones
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event, EventChange, TeamMember
from app.services.actor import Actor
from tests.support.personas import Persona
from tests.support.world import START

AMARA = Actor("Amara Okafor")
WALL = datetime(2027, 3, 11, 10, 0)  # noqa: DTZ001 - a wall time
ZONE = "Africa/Lagos"


def event(
    slug: str = "twelve-reefs",
    *,
    state: EventState = EventState.DRAFT,
    team: dict[Role, Persona] | None = None,
    wall: datetime | None = WALL,
    minutes: int = 90,
    **more: Any,
) -> Event:
    """Return an event; `wall` None leaves it without an hour."""
    facts: dict[str, Any] = {"title": "Twelve reefs", "minutes": minutes}
    if wall is not None:
        starts = zones.instant_of(wall, ZONE)
        facts |= {"wall_start": wall, "zone": ZONE, "zone_data": "2026f", "starts_at": starts}
        facts |= {"ends_at": starts + timedelta(minutes=minutes)}
    if state is not EventState.DRAFT:
        facts["published_at"] = START - timedelta(days=1)
    made = Event(
        slug=slug,
        uid=f"{slug}@example.org",
        creation_key=slug,
        state=state,
        created_at=START,
        revised_at=START,
        **(facts | more),
    )
    db.session.add(made)
    db.session.flush()
    for role, persona in (team or {}).items():
        db.session.add(TeamMember(event_id=made.id, account_id=persona.account.id, role=role))
    db.session.flush()
    return made


def history(event: Event) -> list[tuple[str, str, str]]:
    """Return (field, old, new) of every change that the event's history keeps, the oldest first."""
    rows = db.session.query(EventChange).filter_by(event_id=event.id).order_by(EventChange.id)
    return [(row.field, row.old, row.new) for row in rows]
