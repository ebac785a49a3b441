"""A time as the event's own page tells it: the hour, what was printed, is open, was given up (T3, T9)."""

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import EVENT_STATES_AHEAD
from app.domain.typed_times.labels import check_label
from app.domain.words import N_
from app.models import EarlierTime, Event
from app.wording.dates import city
from app.wording.ribbons import ribbon_lines
from app.wording.when import OldTime, When, utc_iso, when_promised, when_span


def when_in_full(event: Event, reader: str | None, *, now: datetime) -> When | None:
    """Return how `event`'s time reads, with ribbons, printed label and earlier times; None without one."""
    time = event.time
    if time is None:
        return None
    return replace(
        when_promised(time, reader),
        ribbons=ribbon_lines(time.starts_at, time.ends_at, time.zone, reader) if time.holds else [],
        printed=_printed(event, time, now),
        unsettled=_unsettled(event, time, now),
        old=[_old(earlier, reader) for earlier in event.earlier_times],
    )


def _printed(event: Event, time: PromisedTime, now: datetime) -> str:
    """Say what was printed, where it is not simply what clocks in the place say (row T3)."""
    if not event.printed_label or not (event.label_note or _contradicts(time, event.printed_label)):
        return ""
    template = (
        N_(
            "The announcement printed “%(label)s”. %(city)s was on %(zone)s that day; %(times)s in "
            "%(city)s is what holds."
        )
        if time.ends_at <= now
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


def _unsettled(event: Event, time: PromisedTime, now: datetime) -> str:
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
    if time.holds or event.state not in EVENT_STATES_AHEAD or time.starts_at <= now:
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
    when = when_span(earlier.starts_at, earlier.ends_at, earlier.zone, reader, earlier.wall_start)
    own = when.reader or when.host
    other = when.host if own is when.reader and own.city != when.host.city else when.utc
    return OldTime(
        starts_iso=utc_iso(earlier.starts_at),
        text=f"{own.date_text}, {own.time_text} {own.city} ({own.zone_text})",
        other=f"{other.date_short}, {other.time_text} {other.city}",
        reason=earlier.reason,
    )
