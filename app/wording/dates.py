"""Days and cities as the reader's language writes them; remembered, since lists repeat the same few days."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.units import format_unit
from flask_babel import get_locale, ngettext

from app.domain.clocks import zones


def long_date(day: date) -> str:
    """Write a day in full: "Tuesday 2 May 2023"."""
    return _long(day, _locale())


def short_date(day: date) -> str:
    """Write a day in short: "Tue 2 May"."""
    return _by_skeleton(day, "MMMEd", _locale())


def weekday(day: date) -> str:
    """Write the day of the week in short: "Tue"."""
    return _by_skeleton(day, "E", _locale())


def city(zone: str) -> str:
    """Write the city a zone is named after."""
    return zones.city(zone, str(_locale()))


def moment(at: datetime, zone: str) -> str:
    """Write an instant on the clock of `zone`: "Thursday, 11 March 2027, 18:00, Tokyo (JST, UTC+9)"."""
    wall = zones.wall_at(at, zone)
    return f"{long_date(wall.date())}, {wall:%H:%M}, {city(zone)} ({zones.zone_text(at, zone)})"


def file_size(size: int) -> str:
    """Write a number of bytes, of a file or of a limit: "180 kB", "2.4 MB", "2 GB" (of 1024 each)."""
    locale = get_locale() or "en"
    for unit, factor in (("gigabyte", 1024**3), ("megabyte", 1024**2), ("kilobyte", 1024)):
        if size >= factor:
            number = size / factor
            return format_unit(
                round(number, 1 if number < 10 else None), f"digital-{unit}", "short", locale=locale
            )
    return format_unit(size, "digital-byte", "long", locale=locale)


def size(shift: timedelta) -> str:
    """Write how far a clock or an hour moves, whichever way: "1 hour", "90 minutes"."""
    minutes = abs(shift) // timedelta(minutes=1)
    if minutes % 60:
        return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))
    return str(ngettext("%(num)s hour", "%(num)s hours", minutes // 60))


def _locale() -> Locale:
    return get_locale() or Locale("en", "GB")  # outside of requests and mails: commands, tests


@lru_cache(maxsize=4096)
def _long(day: date, locale: Locale) -> str:
    return format_date(day, "full", locale=locale)


@lru_cache(maxsize=4096)
def _by_skeleton(day: date, skeleton: str, locale: Locale) -> str:
    return format_skeleton(skeleton, datetime(day.year, day.month, day.day), locale=locale)  # noqa: DTZ001


def hours_text(
    starts_at: datetime, ends_at: datetime, wall_start: datetime, wall_end: datetime, zone: str
) -> str:
    """Write "10:00 – 11:30"; where clocks change in between, whose hour each is: "02:30 CEST – 02:30 CET"."""
    if wall_start.replace(tzinfo=UTC) - starts_at == wall_end.replace(tzinfo=UTC) - ends_at:
        return f"{wall_start:%H:%M} – {wall_end:%H:%M}"
    ends = ((wall_start, starts_at), (wall_end, ends_at))
    return " – ".join(f"{wall:%H:%M} {_name_at(instant, zone)}" for wall, instant in ends)


def _name_at(instant: datetime, zone: str) -> str:
    return zones.abbreviation_at(instant, zone) or zones.offset_text(zones.offset_at(instant, zone))
