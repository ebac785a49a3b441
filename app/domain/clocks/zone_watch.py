"""The watch on zone data (row T9): what newer rules do to a promised time, and the two ways to keep it.

A country changes its clocks, new zone data arrives, and the derived instant is no longer the promised hour.
Nothing is decided here: the organiser chooses between the local hour and the instant.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from app.domain.clocks.promised_time import PromisedTime, promise
from app.domain.clocks.zones import (
    Gap,
    Overlap,
    Plain,
    available_names,
    fold_at,
    require_zone,
    resolve,
    wall_at,
    zone_data_version,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the data in use says about a promise.

    * `unchanged`: the same instant; other letters or a newer version alone change nothing.
    * `moved`: `new` is the instant that the local hour means now.
    * `gap`, `overlap`: the wall time is skipped or happens twice now; `meant` has what to offer.
    * `vanished`: the data does not know the zone any more.
    """

    kind: Literal["unchanged", "moved", "gap", "overlap", "vanished"]
    old: datetime
    new: datetime | None = None
    meant: Gap | Overlap | None = None

    @property
    def moved_by(self) -> timedelta:
        """How much later the local hour comes now; negative when it comes earlier."""
        return (self.new or self.old) - self.old


def watch(promised: PromisedTime, now: datetime) -> Verdict:
    """Compare a promise with the zone data in use. What has begun before `now` (an instant) never moves."""
    if promised.starts_at <= now:
        return Verdict("unchanged", promised.starts_at)
    if promised.zone not in available_names():
        return Verdict("vanished", promised.starts_at)
    meant = resolve(promised.wall_start, promised.zone)
    if isinstance(meant, Gap):
        return Verdict("gap", promised.starts_at, meant=meant)
    if isinstance(meant, Overlap) and promised.fold is None:
        return Verdict("overlap", promised.starts_at, meant=meant)
    instant = _chosen(meant, promised.fold)
    if instant == promised.starts_at:
        return Verdict("unchanged", promised.starts_at)
    return Verdict("moved", promised.starts_at, new=instant)


def keep_hour(promised: PromisedTime, fold: int | None = None) -> PromisedTime:
    """The same local hour by the data in use: the instant moves, everybody has to be told.

    Raises WallTimeMissing, WallTimeTwice (pass `fold` then) and ZoneRefused as a new promise does.
    """
    return promise(
        wall_start=promised.wall_start,
        zone=promised.zone,
        minutes=promised.minutes,
        fold=promised.fold if fold is None else fold,
    )


def keep_instant(promised: PromisedTime, zone: str | None = None) -> PromisedTime:
    """The same instant by the data in use: the local hour moves. `zone` replaces a place that vanished.

    Raises ZoneRefused.
    """
    place = require_zone(zone or promised.zone)
    return replace(
        promised,
        zone=place,
        wall_start=wall_at(promised.starts_at, place),
        fold=fold_at(promised.starts_at, place),
        zone_data=zone_data_version(),
    )


def _chosen(meant: Plain | Overlap, fold: int | None) -> datetime:
    if isinstance(meant, Plain):
        return meant.instant
    return (meant.second if fold else meant.first).instant
