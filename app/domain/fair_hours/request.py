"""What is asked of the fair-hour finder, and what it refuses to look for (row T10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.clocks.zones import ZoneInfoNotFoundError, zone_info
from app.domain.errors import DomainError
from app.domain.fair_hours.measure import Measure
from app.domain.fair_hours.participant import Participant, ParticipantRefused
from app.domain.span import Span
from app.domain.words import N_

MOST_DAYS = 180
MOST_PEOPLE = 200
MOST_MINUTES = 720
STEPS = (15, 30, 60)


class RangeBackwards(DomainError):
    """The last day comes before the first."""

    message = N_("The last day (%(last)s) is before the first (%(first)s).")
    field = "last"
    status = 422


class RangeTooLong(DomainError):
    """More days than anybody looks through."""

    message = N_("%(days)d days are too many: look through at most %(limit)d at a time.")
    field = "last"
    status = 422


class RangeTooFar(DomainError):
    """Years for which no rule of the clock is known or foreseen."""

    message = N_("Choose days from 1900 to 2198.")
    field = "first"
    status = 422


class NobodyToMeet(DomainError):
    """No participant at all."""

    message = N_("Nobody is on the list: add at least one person or group.")
    field = "people"
    status = 422


class TooManyParticipants(DomainError):
    """More lines than the finder takes; many people in one place are one group."""

    message = N_(
        "%(count)d people are too many: the limit is %(limit)d. Put those in one place together as a group.",
    )
    field = "people"
    status = 422


class MeetingMinutesRefused(DomainError):
    """No event is that short or that long."""

    message = N_("An event takes between 5 and %(limit)d minutes.")
    field = "minutes"
    status = 422


class StepRefused(DomainError):
    """Starts lie on quarters, half hours or hours."""

    message = N_("Starts can be 15, 30 or 60 minutes apart.")
    field = "step"
    status = 422


class DaysOff(StrEnum):
    """What a weekend or holiday of a person means."""

    COST = "cost"
    """20 points more, once."""
    NEVER = "never"
    """That person is not asked to come, except in hours painted in the own grid."""


@dataclass(frozen=True, slots=True)
class MeetingRequest:
    """Find starts for an event of `minutes` that begins on one of the days `first` to `last` in `zone`.

    * `closed`: the event may not touch these (plenaries). `avoid_dates` and `avoid_weekdays` (Monday is 0)
      close whole days as the calendar in `zone` has them.
    * `step`: starts are this many minutes apart on the clock in `zone`.
    * `now`: starts before it are left out, and clock changes between it and a start are told.

    Raises RangeBackwards, RangeTooLong, RangeTooFar, NobodyToMeet, TooManyParticipants,
    MeetingMinutesRefused, StepRefused, and ParticipantRefused for two with one ident or for a zone that the
    data does not know.
    """

    people: tuple[Participant, ...]
    zone: str
    first: date
    last: date
    minutes: int = 90
    measure: Measure = Measure.FEWEST_HURT
    step: int = 15
    closed: tuple[Span, ...] = ()
    avoid_dates: frozenset[date] = frozenset()
    avoid_weekdays: frozenset[int] = frozenset()
    days_off: DaysOff = DaysOff.COST
    now: datetime | None = None

    def __post_init__(self) -> None:
        self._check_range()
        if not 5 <= self.minutes <= MOST_MINUTES:
            raise MeetingMinutesRefused(limit=MOST_MINUTES)
        if self.step not in STEPS:
            raise StepRefused
        if not self.people:
            raise NobodyToMeet
        if len(self.people) > MOST_PEOPLE:
            raise TooManyParticipants(count=len(self.people), limit=MOST_PEOPLE)
        self._check_people()

    @property
    def quarters(self) -> int:
        """How many quarter-hours the event touches when it begins on one."""
        return -(-self.minutes // 15)

    @property
    def dates(self) -> list[date]:
        """Every day from the first to the last."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def _check_range(self) -> None:
        if self.last < self.first:
            raise RangeBackwards(first=self.first, last=self.last)
        if self.first.year < 1900 or self.last.year > 2198:
            raise RangeTooFar
        days = (self.last - self.first).days + 1
        if days > MOST_DAYS:
            raise RangeTooLong(days=days, limit=MOST_DAYS)

    def _check_people(self) -> None:
        seen = set()
        for person in self.people:
            if person.ident in seen:
                raise ParticipantRefused(N_("%(name)s: two people have the same id."), name=person.name)
            seen.add(person.ident)
            try:
                zone_info(person.zone)
            except ZoneInfoNotFoundError:
                raise ParticipantRefused(
                    N_("%(name)s: the zone “%(zone)s” is not in the zone data in use. Choose a city."),
                    name=person.name,
                    zone=person.zone[:64],
                ) from None
