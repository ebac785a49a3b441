"""What a time looks like to one reader: host's, UTC and own, each saying whose it is (rows T2, T5, T7)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import EVENT_STATES_AHEAD
from app.domain.typed_times.labels import check_label
from app.domain.words import N_
from app.gateways import gateways
from app.models import EarlierTime, Event
from app.wording.dates import city, hours_text, long_date, short_date
from app.wording.ribbons import RibbonLine, ribbon_lines

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
    def reader_is_host(self) -> bool:
        """Whether the reader's clocks show what the host's do."""
        return self.reader is not None and self.reader.starts_iso == self.host.starts_iso


def when_of(event: Event, reader: str | None, *, whole: bool = False) -> When | None:
    """Return how `event`'s time reads for a reader in zone `reader`; None while it has no time.

    `whole` adds what only the event's own page shows: ribbons, the printed label, earlier times.
    """
    time = event.time
    if time is None:
        return None
    when = when_promised(time, reader)
    if not whole:
        return when
    return replace(
        when,
        ribbons=ribbon_lines(time.starts_at, time.ends_at, time.zone, reader) if time.holds else [],
        printed=_printed(event, time),
        unsettled=_unsettled(event, time),
        old=[_old(earlier, reader) for earlier in event.earlier_times],
    )


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


def _printed(event: Event, time: PromisedTime) -> str:
    """Say what was printed, where it is not simply what clocks in the place say (row T3)."""
    if not event.printed_label or not (event.label_note or _contradicts(time, event.printed_label)):
        return ""
    template = (
        N_(
            "The announcement printed “%(label)s”. %(city)s was on %(zone)s that day; %(times)s in "
            "%(city)s is what holds."
        )
        if time.ends_at <= gateways().clock.now()
        else N_(
            "The announcement printed “%(label)s”. %(city)s will be on %(zone)s that day; %(times)s in "
            "%(city)s is what holds."
        )
    )
    said: str = _(
        template,
        label=event.printed_label,
        city=city(time.zone),
        zone=time.zone_text,
        times=f"{time.wall_start:%H:%M} – {time.wall_end:%H:%M}",
    )
    return f"{said} {event.label_note}".rstrip()


def _contradicts(time: PromisedTime, label: str) -> bool:
    return time.holds and check_label(time.wall_start, time.zone, label).kind != "agrees"


def _unsettled(event: Event, time: PromisedTime) -> str:
    """Say that newer rules moved the hour away from the instant and nobody has decided yet (row T9), or that
    the zone data has no such place any more: then the promised hour and UTC are all that is known.
    """
    if time.zone not in zones.available_names():
        gone: str = _(
            "The zone data no longer knows “%(zone)s”. The hour stands here as it was promised: %(hour)s by "
            "the clock there, which is %(utc)s UTC.",
            zone=time.zone,
            hour=f"{time.wall_start:%H:%M}",
            utc=f"{time.starts_at:%H:%M}",
        )
        return gone
    if time.holds or event.state not in EVENT_STATES_AHEAD or time.starts_at <= gateways().clock.now():
        return ""
    said: str = _(
        "The clock rules in %(city)s have changed since this hour was set. %(hour)s there is no longer "
        "%(utc)s UTC; the organisers will say which of the two holds. Until then, be ready at %(utc)s UTC.",
        city=city(time.zone),
        hour=f"{time.wall_start:%H:%M}",
        utc=f"{time.starts_at:%H:%M}",
    )
    return said


def _old(earlier: EarlierTime, reader: str | None) -> OldTime:
    """By the reader's own clock and the host's, or by the host's and UTC, like the time that holds now."""
    time = _span(earlier.starts_at, earlier.ends_at, earlier.zone, earlier.wall_start)
    when = when_promised(time, reader)
    own = when.reader or when.host
    other = when.host if own is when.reader and own.city != when.host.city else when.utc
    return OldTime(
        starts_iso=utc_iso(earlier.starts_at),
        text=f"{own.date_text}, {own.time_text} {own.city} ({own.zone_text})",
        other=f"{other.date_short}, {other.time_text} {other.city}",
        reason=earlier.reason,
    )
