"""When the entries of somebody's calendar happen around a window: repetitions, exceptions and moved ones."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from icalendar import Calendar
from recurring_ical_events import CalendarQuery

from app.domain.calendars.foreign.entries import NUMBER, Entry, core_event, override_event
from app.domain.calendars.foreign.refusals import AtMost, Unreadable, Why
from app.domain.span import Span

_AROUND = timedelta(days=2)  # no clock is further from UTC, whole days included


class Occurrence(NamedTuple):
    """One time of an entry by the clock of its series: naive wall times in `zone`, or days."""

    entry: Entry
    start: date
    end: date
    zone: tzinfo


def occurrences(
    core: Entry | None, overrides: Sequence[Entry], window: Span, at_most: AtMost
) -> tuple[list[Occurrence], Why | None]:
    """Return the times of a series that can touch `window`, and why they are not all of them.

    Where the rule is not understood, or has no end in sight, the first time of it counts, and what was
    moved.
    """
    once = [*([core] if core else []), *overrides]
    if not overrides and not (core and core.repeats):
        return list(_alone(once, window)), None
    try:
        with at_most(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a rule with both COUNT and UNTIL; both hold
            return list(_repeated(core, overrides, window)), None
        why = Why.TOO_OFTEN
    except Unreadable as error:
        why = error.why
    except Exception:  # noqa: BLE001 - a library on strangers' bytes: whatever it raises, the first time counts
        why = Why.REPEATS
    return list(_alone(once, window)), why


def _alone(entries: Sequence[Entry], window: Span) -> Iterator[Occurrence]:
    start, end = _walls(window)
    for entry in entries:
        if _wall(entry.start) <= end and _wall(entry.end) >= start:
            yield Occurrence(entry, entry.start, entry.end, entry.clock.zone)


def _repeated(core: Entry | None, overrides: Sequence[Entry], window: Span) -> Iterator[Occurrence]:
    clock = core.clock if core else overrides[0].clock
    entries = [*overrides, *([core] if core else [])]
    calendar = Calendar()
    for number, entry in enumerate(overrides):
        if entry.replaces:
            calendar.add_component(override_event(entry, entry.replaces, clock, number))
    if core:
        calendar.add_component(core_event(core, len(overrides)))
    for found in CalendarQuery(calendar).between(*_walls(window)):
        yield Occurrence(entries[int(found[NUMBER])], found["DTSTART"].dt, found["DTEND"].dt, clock.zone)


def _walls(window: Span) -> tuple[datetime, datetime]:
    """The window as any clock shows it, and a little more."""
    return window.start.replace(tzinfo=None) - _AROUND, window.end.replace(tzinfo=None) + _AROUND


def _wall(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
