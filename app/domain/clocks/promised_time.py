"""An event's hour as a promise: wall time and place first, the instants that follow from them second (T1)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.clocks import zones
from app.domain.errors import DomainError
from app.domain.words import N_

SHORTEST, LONGEST = 5, 24 * 60


class LengthRefused(DomainError):
    """The minutes are not those of one session."""

    message = N_("Give the length in minutes, from %(shortest)s to %(longest)s.")
    field = "minutes"
    status = 422


@dataclass(frozen=True, slots=True)
class PromisedTime:
    """`wall_start` (naive) in `zone`, for `minutes`; `fold` only where a person chose it; instants in UTC."""

    wall_start: datetime
    zone: str
    minutes: int
    fold: int | None
    starts_at: datetime
    ends_at: datetime
    zone_data: str

    @property
    def holds(self) -> bool:
        """Whether clocks in the place show the promised hour at the instant, by the zone data in use (T9)."""
        try:
            return zones.wall_at(self.starts_at, self.zone) == self.wall_start
        except zones.ZoneInfoNotFoundError:
            return False

    @property
    def offset(self) -> timedelta:
        """How far clocks in the place are ahead of UTC at the start, by the rules that the promise knew."""
        return self.wall_start.replace(tzinfo=UTC) - self.starts_at

    @property
    def wall_end(self) -> datetime:
        """What a clock in the place shows at the end; by the rules of the promise where it holds no more."""
        return self.clock_at(self.ends_at)

    def clock_at(self, instant: datetime) -> datetime:
        """What a clock in the place shows at an instant of that day (rows T7, T9).

        By the promise's own rules where it holds no more, so that an agenda goes on from the promised hour;
        in a place that vanished from the data, too.
        """
        if self.holds:
            return zones.wall_at(instant, self.zone)
        return self.wall_start + (instant - self.starts_at)

    @property
    def zone_text(self) -> str:
        """Letters and offset at the start, "EDT, UTC−4"; the offset alone where the promise holds no more."""
        return zones.zone_text(self.starts_at, self.zone) if self.holds else zones.offset_text(self.offset)


def promise(*, wall_start: datetime, zone: str, minutes: int, fold: int | None = None) -> PromisedTime:
    """Derive the instants. Raises ZoneRefused, WallTimeMissing, WallTimeTwice, LengthRefused (rows T1, T4).

    A fold is kept only where the wall time really happens twice, so that it always means a choice.
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise LengthRefused(shortest=SHORTEST, longest=LONGEST)
    zone = zones.require_zone(zone)
    meant = zones.resolve(wall_start, zone)
    chosen = fold if isinstance(meant, zones.Overlap) else None
    starts_at = zones.instant_of(wall_start, zone, chosen)
    return PromisedTime(
        wall_start=wall_start,
        zone=zone,
        minutes=minutes,
        fold=chosen,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        zone_data=zones.zone_data_version(),
    )
