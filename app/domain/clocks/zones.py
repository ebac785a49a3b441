"""Wall time in a place <-> instant, and what clocks there say. The one door to zones for all other modules.

A wall time is a naive datetime beside an IANA zone; an instant is an aware datetime in UTC. Arithmetic is
done on instants (calendar-and-time rules 1 to 3; rows T1, T4, T6).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

from app.domain.clocks.wall_time import (
    Gap,
    Neighbour,
    Overlap,
    Plain,
    Reading,
    WallTimeMissing,
    WallTimeTooFar,
    WallTimeTwice,
)
from app.domain.clocks.zone_data import (
    available_names,
    use_packaged_zone_data,
    use_zone_data_in,
    zone_data_origin,
    zone_data_version,
    zone_info,
)
from app.domain.clocks.zone_names import (
    ZoneRefused,
    canonical,
    city,
    is_place,
    old_names,
    require_zone,
    same_zone,
)

__all__ = [
    "ClockChange",
    "Gap",
    "Neighbour",
    "Overlap",
    "Plain",
    "Reading",
    "WallTimeMissing",
    "WallTimeTooFar",
    "WallTimeTwice",
    "ZoneInfoNotFoundError",
    "ZoneRefused",
    "abbreviation_at",
    "available_names",
    "canonical",
    "city",
    "clock_changes",
    "day_shift",
    "fold_at",
    "instant_of",
    "is_place",
    "letters_at",
    "offset_at",
    "offset_text",
    "old_names",
    "require_zone",
    "resolve",
    "same_zone",
    "use_packaged_zone_data",
    "use_zone_data_in",
    "wall_at",
    "zone_data_origin",
    "zone_data_version",
    "zone_info",
    "zone_text",
]


@dataclass(frozen=True, slots=True)
class ClockChange:
    """At `instant` the offset from UTC changes. Forward when `after` is greater."""

    instant: datetime
    before: timedelta
    after: timedelta

    @property
    def shift(self) -> timedelta:
        """How far clocks are put forward; negative when they go back."""
        return self.after - self.before


def resolve(wall: datetime, zone: str) -> Plain | Gap | Overlap:
    """Say what `wall` (naive; its fold is ignored) means in `zone`: one instant, none, or two (row T4).

    zoneinfo never refuses. It gives fold 0 the offset before a change and fold 1 the one after, so a greater
    second offset means skipped time, a smaller one doubled time. Raises WallTimeTooFar, and
    ZoneInfoNotFoundError for a name that the data does not know.
    """
    _require_wall(wall)
    tz = zone_info(zone)
    first = wall.replace(tzinfo=tz, fold=0)
    second = wall.replace(tzinfo=tz, fold=1)
    early, late = _offset(first), _offset(second)
    naive = wall.replace(tzinfo=UTC, fold=0)
    if early == late:
        return Plain(naive - early, early, _letters(first.tzname()))
    if early > late:
        return Overlap(
            Reading(naive - early, early, _letters(first.tzname())),
            Reading(naive - late, late, _letters(second.tzname())),
        )
    return _gap(zone, naive - late, naive - early)


def instant_of(wall: datetime, zone: str, fold: int | None = None) -> datetime:
    """The instant (UTC) of `wall` in `zone`; `fold` (0 or 1) says which one of a doubled wall time is meant.

    Raises WallTimeMissing (`.gap`), WallTimeTwice (`.overlap`) when `fold` is None, WallTimeTooFar.
    """
    meant = resolve(wall, zone)
    if isinstance(meant, Plain):
        return meant.instant
    if isinstance(meant, Gap):
        raise WallTimeMissing(wall, city(zone), meant)
    if fold is None:
        texts = [_reading_text(one.offset, one.abbreviation) for one in (meant.first, meant.second)]
        raise WallTimeTwice(wall, city(zone), meant, *texts)
    return (meant.second if fold else meant.first).instant


def wall_at(instant: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows at `instant` (aware): a naive datetime without fold."""
    return _local(instant, zone).replace(tzinfo=None, fold=0)


def fold_at(instant: datetime, zone: str) -> int | None:
    """Which of two equal wall times in `zone` the instant is: 0 first, 1 second, None for a single one."""
    local = _local(instant, zone)
    other = local.replace(fold=1 - local.fold)
    return local.fold if _offset(local) != _offset(other) else None


def offset_at(instant: datetime, zone: str) -> timedelta:
    """How far clocks in `zone` are ahead of UTC at `instant`, on that day and not today (row T6)."""
    return _offset(_local(instant, zone))


def letters_at(instant: datetime, zone: str) -> str:
    """The abbreviation exactly as the data gives it, "+03" included: for scripts, not for readers."""
    return _local(instant, zone).tzname() or ""


def abbreviation_at(instant: datetime, zone: str) -> str | None:
    """The letters in use in `zone` at `instant` ("EDT"), None where the data has none."""
    return _letters(_local(instant, zone).tzname())


def offset_text(offset: timedelta) -> str:
    """Write an offset as "UTC+5:30", "UTC−4" (a true minus sign) or "UTC"; seconds only in old mean times."""
    seconds = round(offset.total_seconds())
    if seconds == 0:
        return "UTC"
    hours, rest = divmod(abs(seconds), 3600)
    tail = f":{rest // 60:02d}" if rest else ""
    tail += f":{rest % 60:02d}" if rest % 60 else ""
    return f"UTC{'−' if seconds < 0 else '+'}{hours}{tail}"


def zone_text(instant: datetime, zone: str) -> str:
    """Write letters and offset, "EDT, UTC−4", or "UTC+3" where the data has no letters."""
    local = _local(instant, zone)
    return _reading_text(_offset(local), _letters(local.tzname()))


def day_shift(instant: datetime, zone: str, host_zone: str) -> int:
    """Days the calendar in `zone` is ahead of that in `host_zone` at `instant`: -1, 0 or 1 (rows T5, T7)."""
    return (wall_at(instant, zone).date() - wall_at(instant, host_zone).date()).days


def clock_changes(zone: str, start: datetime, end: datetime) -> list[ClockChange]:
    """Every change of the offset in `zone` after `start` and up to `end` (instants), in order.

    A change of letters alone is none. `ClockChange.instant` is exact to the second.
    """
    changes = []
    early, final = start.astimezone(UTC).replace(microsecond=0), end.astimezone(UTC)
    while early < final:
        late = min(early + timedelta(hours=12), final)
        before, after = offset_at(early, zone), offset_at(late, zone)
        if before != after:
            changes.append(ClockChange(_first_instant_after(zone, early, late), before, after))
        early = late
    return changes


def _gap(zone: str, before: datetime, after: datetime) -> Gap:
    change = _first_instant_after(zone, before, after)
    to_wall = wall_at(change, zone)
    skipped = offset_at(after, zone) - offset_at(before, zone)
    return Gap(
        Neighbour(wall_at(before, zone), before),
        Neighbour(wall_at(after, zone), after),
        from_wall=to_wall - skipped,
        to_wall=to_wall,
    )


def _first_instant_after(zone: str, early: datetime, late: datetime) -> datetime:
    """Halve until one second is left: the first whole second with another offset than at `early`."""
    before = offset_at(early, zone)
    low, high = 0, -((early - late) // timedelta(seconds=1))
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(early + timedelta(seconds=middle), zone) == before:
            low = middle
        else:
            high = middle
    return early + timedelta(seconds=high)


def _require_wall(wall: datetime) -> None:
    if wall.tzinfo is not None:
        raise ValueError("A wall time is naive; its zone stands beside it.")
    if not 1900 <= wall.year < 2200:
        raise WallTimeTooFar


def _local(instant: datetime, zone: str) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant is aware; a naive value would be read in the machine's own zone.")
    return instant.astimezone(zone_info(zone))


def _offset(local: datetime) -> timedelta:
    return local.utcoffset() or timedelta()


def _letters(name: str | None) -> str | None:
    return name if name and name.isalpha() and name != "LMT" else None


def _reading_text(offset: timedelta, letters: str | None) -> str:
    return f"{letters}, {offset_text(offset)}" if letters else offset_text(offset)
