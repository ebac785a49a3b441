"""An event is held again on another day: whose clocks stand otherwise to the host's by then (row O8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.clocks import zones


@dataclass(frozen=True, slots=True)
class ClockThen:
    """One place on both days: what its clocks show at the start, and how they are called."""

    zone: str
    was: datetime
    will_be: datetime
    was_called: str
    will_be_called: str

    @property
    def hour_moves(self) -> bool:
        """Whether people there begin at another hour of the day."""
        return self.was.time() != self.will_be.time()


def moved_clocks(old: datetime, new: datetime, *, host: str, others: Iterable[str]) -> list[ClockThen]:
    """Return the places whose offset from UTC differs between two starts, or from the host's; the host first.

    `old` and `new` are aware instants. A place of which nothing changes is left out, and so is one that the
    zone data does not know.
    """
    found = []
    for zone in dict.fromkeys([host, *others]):
        if zone not in zones.available_names():
            continue
        before, after = _from_host(old, zone, host), _from_host(new, zone, host)
        if before != after or zones.offset_at(old, zone) != zones.offset_at(new, zone):
            found.append(
                ClockThen(
                    zone,
                    zones.wall_at(old, zone),
                    zones.wall_at(new, zone),
                    zones.zone_text(old, zone),
                    zones.zone_text(new, zone),
                )
            )
    return found


def _from_host(instant: datetime, zone: str, host: str) -> timedelta:
    return zones.offset_at(instant, zone) - zones.offset_at(instant, host)
