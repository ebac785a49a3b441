"""What a wall time can mean in a place, and the refusals of one that does not mean exactly one instant."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.errors import DomainError
from app.domain.words import N_


@dataclass(frozen=True, slots=True)
class Plain:
    """The usual case: the wall time happens once. `abbreviation` is None where the data has no letters."""

    instant: datetime
    offset: timedelta
    abbreviation: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A wall time that exists next to one that does not."""

    wall: datetime
    instant: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """The wall time is skipped: clocks jump from `from_wall` straight to `to_wall`.

    `before` and `after` are the same time by a clock that was not put forward yet, or put forward already.
    """

    before: Neighbour
    after: Neighbour
    from_wall: datetime
    to_wall: datetime

    @property
    def instant(self) -> datetime:
        """The moment of the jump."""
        return self.after.instant - (self.after.wall - self.to_wall)


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the two moments a doubled wall time can mean."""

    instant: datetime
    offset: timedelta
    abbreviation: str | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """The wall time happens twice, because clocks go back: `first` is fold 0, `second` fold 1."""

    first: Reading
    second: Reading


class WallTimeMissing(DomainError):
    """Row T4: this wall time is skipped; `gap` has the two neighbours to offer."""

    message = N_(
        "On %(date)s clocks in %(city)s go forward from %(from)s straight to %(to)s, so %(time)s does not "
        "exist there. Choose %(earlier)s or %(later)s.",
    )
    field = "wall_time"
    status = 422

    def __init__(self, wall: datetime, city: str, gap: Gap) -> None:
        self.gap = gap
        words: dict[str, Any] = {
            "from": clock(gap.from_wall, wall),
            "to": clock(gap.to_wall, wall),
            "earlier": clock(gap.before.wall, wall),
            "later": clock(gap.after.wall, wall),
        }
        super().__init__(date=wall.date(), city=city, time=clock(wall, wall), **words)


class WallTimeTwice(DomainError):
    """Row T4: this wall time happens twice; `overlap` has both readings to ask about."""

    message = N_(
        "On %(date)s clocks in %(city)s go back, so %(time)s happens twice: first in %(first)s, then again "
        "in %(second)s. Say which one is meant.",
    )
    field = "wall_time"
    status = 422

    def __init__(self, wall: datetime, city: str, overlap: Overlap, first: str, second: str) -> None:
        self.overlap = overlap
        super().__init__(date=wall.date(), city=city, time=clock(wall, wall), first=first, second=second)


class WallTimeTooFar(DomainError):
    """Rules for the clock are known and foreseen for these years only; a slip of the pen lies outside."""

    message = N_("Choose a year between 1900 and 2199.")
    field = "wall_time"
    status = 422


def clock(wall: datetime, seen_from: datetime) -> str | datetime:
    """Give `wall` as "14:30"; whole, for the edge to write out, when its date is not that of `seen_from`."""
    return f"{wall:%H:%M}" if wall.date() == seen_from.date() else wall.replace(tzinfo=None)
