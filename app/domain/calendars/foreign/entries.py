"""One VEVENT of somebody's calendar: when it begins and ends, and the event it is for the library."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Event, vDDDLists, vDDDTypes, vRecur

from app.domain.calendars.content_reader import Component
from app.domain.calendars.foreign.moments import Clock, Moment, Period, length, moment, moments
from app.domain.calendars.foreign.refusals import Unreadable, Why
from app.domain.calendars.foreign.zones import FileZones

NUMBER = "X-ENTRY"
_REPEATING = ("RRULE", "RDATE", "EXRULE")
_RULE = re.compile(r"(?:[A-Z-]+=[^;=]+(?:;|$))+")
_LAST_SECOND = time(23, 59, 59)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A VEVENT. It begins and ends at wall times of its own clock, or on days: `end` is then the day after.

    `replaces` is the repetition of another entry that it stands for.
    """

    component: Component
    zones: FileZones
    clock: Clock
    start: date
    end: date
    replaces: Moment | None = None

    @property
    def repeats(self) -> bool:
        """Tell whether it stands for more than one time."""
        return any(self.component.property(name) for name in _REPEATING)

    @property
    def sequence(self) -> int:
        """The number of its revision."""
        text = self.component.text("SEQUENCE")
        return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def read_entry(component: Component, zones: FileZones) -> Entry:
    """Return the entry that a VEVENT is. Raises Unreadable."""
    start, end = moment(component, "DTSTART", zones), moment(component, "DTEND", zones)
    if start is None:
        raise Unreadable(Why.NO_START)
    lasts = length(component) if end is None else None
    timed = any(isinstance(one.wall, datetime) for one in (start, end) if one) or bool(lasts and lasts % _DAY)
    clock = Clock.of(start, whole_days=not timed)
    begins = clock.shows(start)
    try:
        ends = clock.shows(end) if end else begins + (timedelta(days=not timed) if lasts is None else lasts)
    except OverflowError as error:
        raise Unreadable(Why.BAD_TIME) from error
    if ends == begins and not timed:  # written by a program that takes the last day for the end
        ends += _DAY
    if ends < begins:
        raise Unreadable(Why.ENDS_FIRST)
    return Entry(component, zones, clock, begins, ends, moment(component, "RECURRENCE-ID", zones))


def core_event(entry: Entry, number: int) -> Event:
    """Return an entry with its rules as the library takes it, all by its own clock. Raises Unreadable."""
    clock, component, zones = entry.clock, entry.component, entry.zones
    if component.property("EXRULE"):  # of an older standard, and no library's
        raise Unreadable(Why.REPEATS)
    event = _event(entry.start, entry.end, entry.sequence, number)
    for found in component.all("RRULE"):
        event.add("RRULE", _rule(found.value, clock, zones), encode=False)
    extra: list[Any] = [_repetition(one, clock) for one in moments(component, "RDATE", zones)]
    if extra:
        event["RDATE"] = vDDDLists(extra)
    if without := moments(component, "EXDATE", zones):
        event["EXDATE"] = vDDDLists([_left_out(one, clock) for one in without])
    return event


def override_event(entry: Entry, replaced: Moment, clock: Clock, number: int) -> Event:
    """Return what stands for one repetition of a series, or for all from it on, by the series' clock."""
    days = clock.whole_days and entry.clock.whole_days
    shown = clock._replace(whole_days=days)
    start, end = (
        shown.shows(Moment(wall, entry.clock.zone if isinstance(wall, datetime) else entry.zones.own))
        for wall in (entry.start, entry.end)
    )
    event = _event(start, end, entry.sequence, number)
    event["RECURRENCE-ID"] = vDDDTypes(clock.names(replaced))
    found = entry.component.property("RECURRENCE-ID")
    if found and found.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
        event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event


def _event(start: date, end: date, sequence: int, number: int) -> Event:
    event = Event()
    event["UID"], event[NUMBER], event["SEQUENCE"] = "series", str(number), sequence
    event["DTSTART"], event["DTEND"] = vDDDTypes(start), vDDDTypes(end)
    return event


def _rule(text: str, clock: Clock, zones: FileZones) -> vRecur:
    """Return a rule whose UNTIL is by the clock of its series: a day counts whole, an instant is one."""
    text = re.sub(r"(^|;)(RSCALE=GREGORIAN|SKIP=OMIT)(?=;|$)", "", "".join(text.upper().split())).strip(";")
    if not _RULE.fullmatch(text):
        raise Unreadable(Why.REPEATS)
    try:
        rule = vRecur.from_ical(text)
        if "UNTIL" in rule:
            rule["UNTIL"] = [_until(next(iter(rule["UNTIL"])), clock, zones)]
    except (ValueError, OverflowError) as error:
        raise Unreadable(Why.REPEATS) from error
    return rule


def _until(value: date, clock: Clock, zones: FileZones) -> date:
    if not isinstance(value, datetime):
        return clock.names(Moment(value, zones.own), at=_LAST_SECOND)
    if value.tzinfo is None:
        return clock.names(Moment(value, clock.zone))
    return clock.names(Moment(value.replace(tzinfo=None), UTC))


def _repetition(one: Moment | Period, clock: Clock) -> date | tuple[date, date]:
    return (clock.names(one.start), clock.names(one.end)) if isinstance(one, Period) else clock.names(one)


def _left_out(one: Moment | Period, clock: Clock) -> date:
    """Return the repetition that is left out; a mere day leaves out all of that day."""
    which = one.start if isinstance(one, Period) else one
    return clock.names(which) if isinstance(which.wall, datetime) else which.wall
