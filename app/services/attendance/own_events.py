"""One person's programme: several events in the order of their hours, overlaps marked (row R12)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.clashes import Engagement, clashes
from app.domain.lifecycle import EventState
from app.domain.span import Span
from app.models import Event, Registration
from app.queries import own_programme as query

ONE_PERSON = 0


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One event of the programme; `overlaps`: (another of them, how many minutes they share)."""

    registration: Registration
    overlaps: list[tuple[Event, int]] = field(default_factory=list)


def of_address(email: str, *, now: datetime) -> Sequence[OwnEvent]:
    """Return the programme of an address. What is postponed has no hour, and overlaps with nothing."""
    people = query.of_address(email, now=now)
    events = {one.event_id: one.event for one in people}
    found: dict[int, list[tuple[Event, int]]] = defaultdict(list)
    engaged = [
        Engagement(ONE_PERSON, event.id, Span(event.announced_time.starts_at, event.announced_time.ends_at))
        for event in events.values()
        if event.state is EventState.PUBLISHED
    ]
    for clash in clashes(engaged):
        found[clash.first].append((events[clash.second], clash.span.minutes))
        found[clash.second].append((events[clash.first], clash.span.minutes))
    return [OwnEvent(one, found[one.event_id]) for one in people]
