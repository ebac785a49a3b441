"""Half-open stretches of time between two instants: the start belongs to it, the end does not (T6, T11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.errors import DomainError
from app.domain.words import N_


class EndBeforeStart(DomainError):
    """A stretch of time cannot end before it starts."""

    message = N_("The end is before the start.")
    field = "end"
    status = 422


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From `start` up to but not including `end`, both aware, kept in UTC. An empty span covers nothing.

    Raises EndBeforeStart, and ValueError for a naive value.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("A span lies between two instants; a wall time needs its zone first.")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end < self.start:
            raise EndBeforeStart

    @classmethod
    def lasting(cls, start: datetime, minutes: int) -> "Span":
        """The span of `minutes` elapsed minutes from `start`."""
        return cls(start, start.astimezone(UTC) + timedelta(minutes=minutes))

    @property
    def minutes(self) -> int:
        """Elapsed whole minutes, the same on every clock."""
        return (self.end - self.start) // timedelta(minutes=1)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a moment; touching (15:30 and 15:30) is no overlap."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, what: "datetime | Span") -> bool:
        """Tell whether an instant, or the whole of another span, lies within."""
        if isinstance(what, Span):
            return self.start <= what.start and what.end <= self.end
        return self.start <= what < self.end

    def intersection(self, other: "Span") -> "Span | None":
        """What the two share, or None."""
        return Span(max(self.start, other.start), min(self.end, other.end)) if self.overlaps(other) else None


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same moments as few spans as possible, in order; touching ones become one, empty ones vanish."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
