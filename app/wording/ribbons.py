"""Local days as strips for the component day_ribbon: the host's, the reader's, those of an event's people."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.clocks.day_ribbon import Ribbon, ribbon
from app.wording.dates import city, hours_text, short_date, weekday


@dataclass(frozen=True, slots=True)
class RibbonLine:
    """One place's day as a strip: what stands before it, after it, and what a screen reader says."""

    label: str
    ribbon: Ribbon
    at: str
    shift_text: str
    spoken: str


def ribbon_lines(starts_at: datetime, ends_at: datetime, zone: str, reader: str | None) -> list[RibbonLine]:
    """Return the local days of the host and, where it differs, of the reader in zone `reader`."""
    lines = [ribbon_line(starts_at, ends_at, zone, zone, city(zone))]
    if reader and not zones.same_zone(reader, zone):
        lines.append(ribbon_line(starts_at, ends_at, reader, zone, _("You")))
    return lines


def ribbon_line(starts_at: datetime, ends_at: datetime, zone: str, host_zone: str, label: str) -> RibbonLine:
    """Return the local day in `zone` under `label`; the weekday is named where it is not the host's."""
    strip = ribbon(starts_at, ends_at, zone)
    times = hours_text(starts_at, ends_at, strip.wall_start, strip.wall_end, zone)
    shift = zones.day_shift(starts_at, zone, host_zone)
    return RibbonLine(
        label=label,
        ribbon=strip,
        at=f"{strip.wall_start:%H:%M}",
        shift_text=weekday(strip.date) if shift else "",
        spoken=_(
            "%(times)s on %(day)s in %(city)s", times=times, day=short_date(strip.date), city=city(zone)
        ),
    )
