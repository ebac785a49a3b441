"""What a time looks like to one reader: host's, UTC and own, each saying whose it is (rows T2, T5, T7)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date, format_skeleton
from flask_babel import get_locale, gettext

from app.domain import zones
from app.domain.day_ribbon import Ribbon, ribbon
from app.models import EarlierTime, Event

UTC_ZONE = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class Clock:
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
class RibbonLine:
    """One place's day as a strip: what stands before it, after it, and what a screen reader says."""

    label: str
    ribbon: Ribbon
    at: str
    shift_text: str
    spoken: str


@dataclass(frozen=True, slots=True)
class OldTime:
    """A time that was announced and given up."""

    starts_iso: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class When:
    """Everything the component `when` shows. `reader` is None while the reader's zone is not known."""

    host: Clock
    utc: Clock
    reader: Clock | None
    minutes: int
    starts_iso: str
    ends_iso: str
    ribbons: list[RibbonLine] = field(default_factory=list)
    printed: str = ""
    old: list[OldTime] = field(default_factory=list)

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
    when = when_span(time.starts_at, time.ends_at, time.zone, reader)
    if not whole:
        return when
    return replace(
        when,
        ribbons=ribbon_lines(event.starts_at, event.ends_at, event.zone, reader),
        printed=_printed(event, when.host),
        old=[_old(time) for time in event.earlier_times],
    )


def when_span(starts_at: datetime, ends_at: datetime, zone: str, reader: str | None) -> When:
    """Return how the span [starts_at, ends_at) (aware UTC) held in `zone` reads for a reader."""
    return When(
        host=clock(starts_at, ends_at, zone, zone),
        utc=clock(starts_at, ends_at, UTC_ZONE, zone),
        reader=clock(starts_at, ends_at, reader, zone) if reader else None,
        minutes=round((ends_at - starts_at).total_seconds() / 60),
        starts_iso=utc_iso(starts_at),
        ends_iso=utc_iso(ends_at),
    )


def clock(starts_at: datetime, ends_at: datetime, zone: str, host_zone: str) -> Clock:
    """Return the reading of the span [starts_at, ends_at) (aware UTC) in `zone`, its day compared to the host's."""
    start, end = zones.wall_at(starts_at, zone), zones.wall_at(ends_at, zone)
    offset = zones.offset_at(starts_at, zone)
    return Clock(
        zone=zone,
        city=gettext("UTC") if zone == UTC_ZONE else zones.city(zone),
        zone_text=gettext("UTC") if zone == UTC_ZONE else zones.zone_text(starts_at, zone),
        date_text=long_date(start.date()),
        date_short=short_date(start.date()),
        time_text=f"{start:%H:%M} – {end:%H:%M}",
        day_shift=zones.day_shift(starts_at, zone, host_zone),
        ends_note=gettext("ends %(day)s", day=short_date(end.date())) if end.date() != start.date() else "",
        starts_iso=(starts_at.astimezone(UTC) + offset).replace(tzinfo=None).isoformat()
        + _iso_offset(offset),
        ends_iso=utc_iso(ends_at),
    )


def long_date(day: date) -> str:
    """Write a day in full: "Tuesday 2 May 2023"."""
    return format_date(day, "full", locale=get_locale())


def short_date(day: date) -> str:
    """Write a day in short: "Tue 2 May"."""
    return format_skeleton("MMMEd", datetime(day.year, day.month, day.day), locale=get_locale())  # noqa: DTZ001


def utc_iso(instant: datetime) -> str:
    """Write an instant for machines: 2023-05-02T14:00:00Z."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _iso_offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def ribbon_lines(starts_at: datetime, ends_at: datetime, zone: str, reader: str | None) -> list[RibbonLine]:
    """Return the local days of the host and, where it differs, of the reader in zone `reader`."""
    lines = [_ribbon_line(starts_at, ends_at, zone, zone, zones.city(zone))]
    if reader and not zones.same_zone(reader, zone):
        lines.append(_ribbon_line(starts_at, ends_at, reader, zone, gettext("You")))
    return lines


def _ribbon_line(starts_at: datetime, ends_at: datetime, zone: str, host_zone: str, label: str) -> RibbonLine:
    strip = ribbon(starts_at, ends_at, zone)
    read = clock(starts_at, ends_at, zone, host_zone)
    return RibbonLine(
        label=label,
        ribbon=strip,
        at=read.time_text.split(" ", maxsplit=1)[0],
        shift_text=format_skeleton("E", strip.wall_start, locale=get_locale()) if read.day_shift else "",
        spoken=gettext(
            "%(times)s on %(day)s in %(city)s", times=read.time_text, day=read.date_short, city=read.city
        ),
    )


def _printed(event: Event, host: Clock) -> str:
    if not event.printed_label:
        return ""
    return gettext(
        "The announcement printed “%(label)s”. %(city)s was on %(zone)s that day; %(times)s in %(city)s is "
        "what holds.",
        label=event.printed_label,
        city=host.city,
        zone=host.zone_text,
        times=host.time_text,
    ) + (f" {event.label_note}" if event.label_note else "")


def _old(time: EarlierTime) -> OldTime:
    read = clock(time.starts_at, time.ends_at, time.zone, time.zone)
    return OldTime(
        starts_iso=utc_iso(time.starts_at),
        text=f"{read.date_text}, {read.time_text} {read.city} ({read.zone_text})",
        reason=time.reason,
    )
