"""The day ribbon (look.md): one local day as a strip from 0 to 1, with its night and the session in it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.clocks.zones import Gap, Overlap, Plain, resolve, wall_at

# What the strip shows from these local hours on. The sun itself would need a place on the map, not a zone.
BANDS = (("night", 0), ("dawn", 6), ("day", 8), ("dusk", 19), ("night", 22))

# What a person calls the hour, from these local hours on; words for the text beside the picture.
PARTS_OF_DAY = (
    ("night", 0),
    ("early-morning", 6),
    ("morning", 8),
    ("afternoon", 12),
    ("evening", 18),
    ("late-evening", 22),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the strip: fractions of the local day, 0 at its first moment and 1 at its last."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """How much of the day it takes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class LightBand(Stretch):
    """A stretch of one kind of light: night, dawn, day or dusk."""

    kind: str


@dataclass(frozen=True, slots=True)
class SessionStretch(Stretch):
    """The session within this day; `continues` says that it goes on after midnight."""

    continues: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a local hour lies on the strip."""

    hour: int
    at: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The day in `zone` on which the session starts there.

    `day_shift` counts days from the host's date (0 without one), `end_shift` from `date` to that of the end;
    `day_minutes` is 1440, or what a clock change makes of it; `part` is a key of PARTS_OF_DAY.
    """

    zone: str
    date: date
    wall_start: datetime
    wall_end: datetime
    day_shift: int
    end_shift: int
    part: str
    day_minutes: int
    bands: tuple[LightBand, ...]
    pieces: tuple[SessionStretch, ...]
    ticks: tuple[Tick, ...]


def ribbon(starts_at: datetime, ends_at: datetime, zone: str, *, day_of: date | None = None) -> Ribbon:
    """Draw the local day in `zone` that holds the instant `starts_at`; `day_of` is the host's date of it.

    Fractions are of elapsed time, so a day of 23 or 25 hours is drawn as long as it is (rows T5, T7).
    """
    wall_start, wall_end = wall_at(starts_at, zone), wall_at(ends_at, zone)
    today = wall_start.date()
    day = _LocalDay(today, zone)
    piece = SessionStretch(day.fraction(starts_at), day.fraction(ends_at), continues=ends_at > day.end)
    return Ribbon(
        zone=zone,
        date=today,
        wall_start=wall_start,
        wall_end=wall_end,
        day_shift=(today - day_of).days if day_of else 0,
        end_shift=(wall_end.date() - today).days,
        part=part_of_day(wall_start),
        day_minutes=(day.end - day.start) // timedelta(minutes=1),
        bands=_bands(day),
        pieces=(piece,),
        ticks=tuple(Tick(hour, day.fraction(day.at(hour))) for hour in (6, 12, 18)),
    )


def part_of_day(wall: datetime) -> str:
    """What people call this hour of their day: a key of PARTS_OF_DAY."""
    return [part for part, since in PARTS_OF_DAY if wall.hour >= since][-1]


class _LocalDay:
    """All moments at which the calendar in a zone shows one date."""

    def __init__(self, today: date, zone: str) -> None:
        self.date, self.zone = today, zone
        self.start = self.at(0)
        tomorrow = resolve(datetime.combine(today + timedelta(days=1), time()), zone)
        self.end = tomorrow.second.instant if isinstance(tomorrow, Overlap) else _first(tomorrow)

    def at(self, hour: int) -> datetime:
        """The first moment at which the clock shows `hour` or, where it is skipped, a later time."""
        return _first(resolve(datetime.combine(self.date, time(hour)), self.zone))

    def fraction(self, instant: datetime) -> float:
        """Where `instant` lies in the day, cut off at both ends."""
        return min(max((instant - self.start) / (self.end - self.start), 0.0), 1.0)


def _first(meant: Plain | Gap | Overlap) -> datetime:
    return meant.first.instant if isinstance(meant, Overlap) else meant.instant


def _bands(day: _LocalDay) -> tuple[LightBand, ...]:
    edges = [day.fraction(day.at(hour)) for _, hour in BANDS[1:]]
    kinds = [kind for kind, _ in BANDS]
    stretches = zip((0.0, *edges), (*edges, 1.0), kinds, strict=True)
    return tuple(LightBand(start, end, kind) for start, end, kind in stretches if start < end)
