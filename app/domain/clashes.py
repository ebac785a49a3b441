"""One person in two events at the same moment (row T11); touching events are no clash."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from app.domain.span import Span


@dataclass(frozen=True, slots=True)
class Engagement:
    """One person's part in one event, for as long as the event lasts."""

    person: int
    event: int
    span: Span


@dataclass(frozen=True, slots=True)
class Clash:
    """A person who would have to be in two events at once, and for how long; `first` starts no later."""

    person: int
    first: int
    second: int
    span: Span


def clashes(engagements: Iterable[Engagement]) -> list[Clash]:
    """Return every pair of events that share a person and a moment, by person and start.

    14:00-15:30 and 15:30-17:00 share none; 14:00-15:30 and 15:00-16:30 share half an hour.
    """
    by_person: defaultdict[int, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        by_person[engagement.person].append(engagement)
    found: list[Clash] = []
    for person in sorted(by_person):
        running: list[Engagement] = []
        for engagement in sorted(by_person[person], key=attrgetter("span", "event")):
            running = [one for one in running if one.span.end > engagement.span.start]
            for one in running:
                shared = one.span.intersection(engagement.span)
                if shared is not None and one.event != engagement.event:
                    found.append(Clash(person, one.event, engagement.event, shared))
            running.append(engagement)
    return found
