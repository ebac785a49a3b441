"""A start of the finder in the reader's language: everybody's own time, who pays, and why it ranks there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.clocks import zones
from app.domain.fair_hours.clock_track import QUARTER
from app.domain.fair_hours.option import ClockShift, MeetingOption, PersonTime, option_at
from app.domain.fair_hours.reasons import Reason, blocking, reasons_for
from app.domain.fair_hours.times import FairHours
from app.web.finder.words import ABSENCES, BANDS, LEVELS, NEEDS
from app.web.words.sentences import sentence
from app.wording.dates import city, long_date, short_date

STAMP = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person's own reading of a start. `level` 0 to 4 draws the band, "x" who cannot come."""

    key: str
    name: str
    need: str
    zone: str
    day: str
    times: str
    begins: str
    day_shift: int
    level: str
    band: str
    points: int | None
    notes: list[str]


@dataclass(frozen=True, slots=True)
class StartView:
    """One start. `stamp` names it in addresses; `iso` is for machines; `good_days` counts equal days."""

    stamp: str
    iso: str
    day: str
    day_long: str
    times: str
    place: str
    people: list[PersonView]
    reasons: list[str]
    total: int
    worst: str
    good_days: int = 1
    rank: int = 0


def stamp_of(instant: datetime) -> str:
    """Write a start for an address."""
    return instant.astimezone(UTC).strftime(STAMP)


def instant_of(stamp: str | None) -> datetime | None:
    """Read a start from an address; None for anything else."""
    try:
        return datetime.strptime(stamp or "", STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def chosen(found: FairHours, stamp: str | None) -> MeetingOption | None:
    """Return the start that an address names, if it was looked at; else the best there is."""
    instant, grid = instant_of(stamp), found.search.grid
    if instant is not None:
        quarter, rest = divmod(int(instant.timestamp()), QUARTER)
        if not rest and grid.first <= quarter < grid.last and quarter not in grid.closed:
            return option_at(found.search, quarter)
    ranked = found.ranked or found.near_misses
    return ranked[0].option if ranked else None


def start_view(found: FairHours, option: MeetingOption, *, good_days: int = 1, rank: int = 0) -> StartView:
    """Return a start with its reasons."""
    ranked = found.ranked or found.near_misses
    best = ranked[0].option if ranked else option
    reasons = reasons_for(option, best, found.search.scale, found.search.request)
    wall_end = zones.wall_at(option.ends_at, found.search.request.zone)
    worst = option.worst
    return StartView(
        stamp=stamp_of(option.starts_at),
        iso=f"{option.starts_at:%Y-%m-%dT%H:%MZ}",
        day=short_date(option.wall.date()),
        day_long=long_date(option.wall.date()),
        times=f"{option.wall:%H:%M} – {wall_end:%H:%M}",
        place=place_name(found.search.request.zone),
        people=[_person(one) for one in option.people],
        reasons=sentences([*blocking(option), *reasons]),
        total=option.total,
        worst=worst.name if worst and worst.points else "",
        good_days=good_days,
        rank=rank,
    )


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Return reasons in the reader's language."""
    return [sentence(reason.message, reason.params) for reason in reasons]


def place_name(zone: str) -> str:
    """Return whose clock it is."""
    return _("universal time") if zone in {"UTC", "Etc/UTC"} else city(zone)


def days_text(days: Sequence[date]) -> str:
    """Name the days on which an hour is as good, the first few of many."""
    named = ", ".join(short_date(day) for day in days[:5])
    more = len(days) - 5
    return named + (ngettext(" and %(num)s more", " and %(num)s more", more) if more > 0 else "")


def _person(one: PersonTime) -> PersonView:
    return PersonView(
        key=one.ident,
        name=one.name if one.person.size == 1 else f"{one.name} ({one.person.size})",
        need=str(NEEDS[one.need.value]),
        zone=f"{city(one.zone)}, {zones.offset_text(one.offset)}",
        day=short_date(one.begins.date()),
        times=f"{one.begins:%H:%M} – {one.ends:%H:%M}",
        begins=f"{one.begins:%H:%M}",
        day_shift=one.day_shift,
        level="x" if one.band is None else LEVELS[one.band],
        band=_("cannot come") if one.band is None else str(BANDS[one.band]),
        points=one.points,
        notes=_notes(one),
    )


def _notes(one: PersonTime) -> list[str]:
    notes = []
    if one.absence is not None:
        notes.append(str(ABSENCES[one.absence.value]))
    if one.day_off and one.points is not None:
        notes.append(_("weekend or holiday"))
    if one.clock_shift is not None:
        notes.append(_("clocks change before: %(shift)s", shift=_shift(one, one.clock_shift)))
    if one.shift_during is not None:
        notes.append(_("clocks change during it: %(shift)s", shift=_shift(one, one.shift_during)))
    return notes


def _shift(one: PersonTime, shift: ClockShift) -> str:
    """Write "28 March, UTC+1 to UTC+2"."""
    day = zones.wall_at(shift.instant, one.zone).date()
    before, after = zones.offset_text(shift.before), zones.offset_text(shift.after)
    return _("%(day)s, %(before)s to %(after)s", day=short_date(day), before=before, after=after)
