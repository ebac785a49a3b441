"""What a time looks like to one reader: host's, UTC and own, each saying whose it is (rows T2, T5, T7)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.models import Event
from app.wording.dates import city, hours_text, long_date, short_date
from app.wording.ribbons import RibbonLine

UTC_ZONE = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One place's reading of a span. `day_shift` counts days from the host's date to this place's."""

    zone: str
    city: str
    zone_text: str
    date_text: str
    date_short: str
    time_text: str
    day_shift: int
    ends_note: str
    starts_iso: str
    ends_iso: str


@dataclass(frozen=True, slots=True)
class OldTime:
    """A time that was announced and given up."""

    starts_iso: str
    text: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class When:
    """Everything the component `when` shows. `reader` is None while the reader's zone is not known."""

    time: PromisedTime
    host: ClockReading
    reader: ClockReading | None
    ribbons: list[RibbonLine] = field(default_factory=list)
    printed: str = ""
    unsettled: str = ""
    old: list[OldTime] = field(default_factory=list)

    @property
    def utc(self) -> ClockReading:
        """Universal time, made when asked for: lists show it only while the reader's zone is not known."""
        return _clock_elsewhere(self.time, UTC_ZONE)

    @property
    def day_and_city(self) -> str:
        """The reader's day, else the host's, and whose it is: "Wed 5 May, Auckland"."""
        return f"{(clock := self.reader or self.host).date_short}, {clock.city}"

    @property
    def minutes(self) -> int:
        """The length."""
        return self.time.minutes

    @property
    def starts_iso(self) -> str:
        """The first moment, for machines."""
        return utc_iso(self.time.starts_at)

    @property
    def ends_iso(self) -> str:
        """The moment of the end, for machines."""
        return utc_iso(self.time.ends_at)

    @property
    def whose(self) -> str:
        """Whose time the largest hour is: the reader's where it is known, else the host's."""
        own = self.reader or self.host
        words = {"city": own.city, "zone": own.zone_text}
        if self.reader is None:
            return _("%(city)s time (%(zone)s)", **words)
        if self.reader.city == self.host.city:
            return _("%(city)s time (%(zone)s), yours too", **words)
        return _("Your time, %(city)s (%(zone)s)", **words)

    @property
    def reader_is_host(self) -> bool:
        """Whether the reader's clocks show what the host's do."""
        return self.reader is not None and self.reader.starts_iso == self.host.starts_iso


def when_of(event: Event, reader: str | None) -> When | None:
    """Return how `event`'s time reads for a reader in zone `reader`; None while it has no time.

    What only the event's own page shows beside it is added by `when_in_full`.
    """
    return when_promised(event.time, reader) if event.time is not None else None


def when_promised(time: PromisedTime, reader: str | None) -> When:
    """Return how a promise reads. Its host's hour is the promised one, whatever newer rules say.

    A reader in a zone that the data does not know is one whose zone is not known.
    """
    return When(
        time=time,
        host=_clock(time, time.zone, time.wall_start, time.wall_end, time.zone_text, 0),
        reader=_clock_elsewhere(time, reader) if reader in zones.available_names() else None,
    )


def when_span(
    starts_at: datetime, ends_at: datetime, zone: str, reader: str | None, wall_start: datetime | None = None
) -> When:
    """Return how the span [starts_at, ends_at) (aware UTC) held in `zone` reads for a reader.

    `wall_start` is what was promised there, where zone data may have changed since.
    """
    return when_promised(_span(starts_at, ends_at, zone, wall_start), reader)


def clock_reading(starts_at: datetime, ends_at: datetime, zone: str, host_zone: str) -> ClockReading:
    """Return how [starts_at, ends_at) (aware UTC) reads in `zone`, its day compared to the host's.

    Zones that the data does not know any more are read as UTC, and say so.
    """
    return _clock_elsewhere(_span(starts_at, ends_at, host_zone), _known(zone))


def _span(starts_at: datetime, ends_at: datetime, zone: str, wall: datetime | None = None) -> PromisedTime:
    minutes = round((ends_at - starts_at).total_seconds() / 60)
    if wall is None:
        zone = _known(zone)
        wall = zones.wall_at(starts_at, zone)
    return PromisedTime(wall, zone, minutes, None, starts_at, ends_at, zones.zone_data_version())


def _known(zone: str) -> str:
    return zone if zone in zones.available_names() else UTC_ZONE


def _clock_elsewhere(time: PromisedTime, zone: str) -> ClockReading:
    start, end = zones.wall_at(time.starts_at, zone), zones.wall_at(time.ends_at, zone)
    name = "UTC" if zone == UTC_ZONE else zones.zone_text(time.starts_at, zone)
    return _clock(time, zone, start, end, name, (start.date() - time.wall_start.date()).days)


def _clock(
    time: PromisedTime, zone: str, start: datetime, end: datetime, zone_text: str, day_shift: int
) -> ClockReading:
    return ClockReading(
        zone=zone,
        city=_("UTC") if zone == UTC_ZONE else city(zone),
        zone_text=zone_text,
        date_text=long_date(start.date()),
        date_short=short_date(start.date()),
        time_text=hours_text(time.starts_at, time.ends_at, start, end, zone),
        day_shift=day_shift,
        ends_note=_("ends %(day)s", day=short_date(end.date())) if end.date() != start.date() else "",
        starts_iso=start.isoformat() + _iso_offset(start.replace(tzinfo=UTC) - time.starts_at),
        ends_iso=utc_iso(time.ends_at),
    )


def utc_iso(instant: datetime) -> str:
    """Write an instant for machines: 2023-05-02T14:00:00Z."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _iso_offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
