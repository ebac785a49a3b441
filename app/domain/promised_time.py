"""An event's hour as a promise: wall time and place first, the instants that follow from them second (T1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import zones
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
