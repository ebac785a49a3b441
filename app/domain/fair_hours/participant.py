"""Who is to meet: a person, or a group such as "audience in West Africa, 200", in one place (row T10)."""

from dataclasses import dataclass
from datetime import date
from math import isqrt

from app.domain.errors import DomainError
from app.domain.fair_hours.humane_hours import weekend_of
from app.domain.fair_hours.measure import Need, carried
from app.domain.fair_hours.week_grid import WeekGrid
from app.domain.span import Span
from app.domain.words import N_

MOST_WEIGHT = 100
MOST_LEAD_MINUTES = 240


class ParticipantRefused(DomainError):
    """Something said about one participant cannot be; the message names the participant."""

    message = N_("%(name)s: that cannot be.")
    field = "people"
    status = 422


@dataclass(frozen=True, slots=True)
class Participant:
    """One line of the list of people. `ident` is unique in a request and comes back in every answer.

    * `country`: ISO 3166 code, for the weekend; `weekend` (Monday is 0) wins over it.
    * `size`: heads, 1 for a person. `weight`: 1 to 100, what the burden counts; None means the root of the
      size, so that 200 listeners count as 14 people and cannot outvote everybody who must speak.
    * `grid`: own hours, which replace the common table wherever it is painted.
    * `busy`: instants; only that the person is busy, never with what. `days_off`: own dates, such as
      holidays.
    * `lead_minutes`: has to be there that long before the start (tech check); rounded up to a quarter-hour.
    * `most_minutes`: the longest stretch of work (an interpreter's limit). It is noted, it does not bar.
    * `earlier_points`: what earlier events of the series cost, oldest first; only "take turns" looks at it.

    Raises ParticipantRefused.
    """

    ident: str
    name: str
    zone: str
    need: Need = Need.MUST
    country: str | None = None
    size: int = 1
    weight: int | None = None
    grid: WeekGrid | None = None
    weekend: frozenset[int] | None = None
    busy: tuple[Span, ...] = ()
    days_off: frozenset[date] = frozenset()
    lead_minutes: int = 0
    most_minutes: int | None = None
    earlier_points: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 1:
            raise ParticipantRefused(N_("%(name)s: a group has at least one member."), name=self.name)
        if self.weight is not None and not 1 <= self.weight <= MOST_WEIGHT:
            raise ParticipantRefused(N_("%(name)s: a weight is between 1 and 100."), name=self.name)
        if not 0 <= self.lead_minutes <= MOST_LEAD_MINUTES:
            raise ParticipantRefused(N_("%(name)s: a tech check takes at most 240 minutes."), name=self.name)
        if not all(0 <= points <= 120 for points in self.earlier_points):
            raise ParticipantRefused(N_("%(name)s: earlier points are between 0 and 120."), name=self.name)

    @property
    def lead_quarters(self) -> int:
        """Whole quarter-hours before the start."""
        return -(-self.lead_minutes // 15)

    @property
    def own_weekend(self) -> frozenset[int]:
        """The weekdays off, Monday being 0."""
        return weekend_of(self.country) if self.weekend is None else self.weekend

    @property
    def full_weight(self) -> int:
        """Weight times the share of the need: what this participant's burden counts."""
        return (self.weight or min(MOST_WEIGHT, _root(self.size))) * self.need.share

    @property
    def turn_factor(self) -> int:
        """What "take turns" multiplies the weight by: 1, plus what is carried from earlier events."""
        return 1 + carried(self.earlier_points)


def _root(size: int) -> int:
    """The square root, to the nearest whole number."""
    return isqrt(4 * size + 1) + 1 >> 1
