"""What an organiser changes after the publication of `attendees.public_event`: its hour, its title."""

from datetime import datetime, timedelta

from app.domain.clocks.promised_time import PromisedTime, promise
from app.extensions import db
from app.models import Event
from app.services.scheduling import events
from tests.support.desk import AMARA, WALL, ZONE
from tests.support.events import details
from tests.support.world import START

FIRST, SECOND, THIRD = (
    promise(wall_start=WALL + timedelta(weeks=weeks), zone=ZONE, minutes=90) for weeks in range(3)
)
SUNDAY = datetime(2027, 3, 28, 10, 0)  # noqa: DTZ001 - a wall time: the clocks of Zurich change that night
IN_ZURICH = promise(wall_start=SUNDAY, zone="Europe/Zurich", minutes=60)


def move(event: Event, time: PromisedTime, reason: str = "A strike") -> None:
    """Give a public event another hour and commit."""
    events.schedule(event, time=time, reason=reason, actor=AMARA, now=START)
    db.session.commit()


def rename(event: Event, title: str) -> None:
    """Give a public event another title and commit."""
    changed = details(event, title=title, aim="To count reefs", languages=["en"])
    events.edit(event, details=changed, seen_revision=None, actor=AMARA, now=START)
    db.session.commit()
