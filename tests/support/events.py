"""Events as the tests need them: made by the verbs, as an organiser would."""

from datetime import datetime
from typing import Any

from app.domain.clocks.promised_time import promise
from app.extensions import db
from app.models import Event, OrganiserRole
from app.services.actor import Actor
from app.services.partners import organisations
from app.services.scheduling import events, publishing
from app.services.scheduling.events import Details
from tests.support.personas import AMARA, Persona
from tests.support.world import START

TOKYO_MORNING = datetime(2027, 3, 10, 9, 30)  # noqa: DTZ001 - wall time: Tue 9 March 16:30 in Seattle


def actor_of(who: Persona) -> Actor:
    """Return the persona as services see it."""
    return Actor(who.name, who.account.id)


def draft(title: str = "Seeds that travel", *, by: Persona = AMARA, key: str = "") -> Event:
    """Make a draft with a title and nothing else."""
    event = events.create(title=title, actor=actor_of(by), creation_key=key or title, now=START)
    db.session.commit()
    return event


def schedule(
    event: Event,
    *,
    wall: datetime = TOKYO_MORNING,
    zone: str = "Asia/Tokyo",
    reason: str = "",
    by: Persona = AMARA,
) -> None:
    """Set or move the hour."""
    time = promise(wall_start=wall, zone=zone, minutes=90)
    events.schedule(event, time=time, reason=reason, actor=actor_of(by), now=START)
    db.session.commit()


def ready(title: str = "Seeds that travel", *, by: Persona = AMARA) -> Event:
    """Make a draft that lacks nothing for publishing: across the date line from Seattle, in Tokyo."""
    event = draft(title, by=by)
    event.aim, event.languages = "Agree how three seed banks share grain.", ["en", "ja"]
    schedule(event, by=by)
    organisations.add_organiser(
        event, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(by), now=START
    )
    db.session.commit()
    return event


def published(title: str = "Seeds that travel", *, by: Persona = AMARA, capacity: int | None = None) -> Event:
    """Make a public event."""
    event = ready(title, by=by)
    event.capacity = capacity
    publishing.publish(event, actor=actor_of(by), now=START)
    db.session.commit()
    return event


def details(event: Event, **changes: Any) -> Details:
    """Return what the form of the event's details would send, with these changes."""
    kept = {name: getattr(event, name) for name in Details.__dataclass_fields__}
    return Details(**{**kept, **changes})
