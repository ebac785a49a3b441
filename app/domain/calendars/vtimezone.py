"""Our own VTIMEZONE, for installations that want wall times in their files (RFC 5545 section 3.6.5).

Written only where every reader gets it right: at most one STANDARD and one DAYLIGHT, each with one yearly
rule that holds for the year of the entry and its neighbours. Anything else is None: the entry stays in UTC.
"""

import calendar as days
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.domain.clocks.zone_data import zone_info

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)  # no zone has changed its clocks twice within a week since 1970
_SECOND = timedelta(seconds=1)
_FIRST_YEAR = 1971
_ZERO = timedelta()


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of the clocks. `onset` is the wall time by the offset before, as DTSTART wants it."""

    onset: datetime
    before: timedelta
    after: timedelta
    letters: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A change that comes back every year: the nth (-1: last) weekday of a month at one hour."""

    month: int
    week: int
    weekday: int
    hour: timedelta
    before: timedelta
    after: timedelta
    letters: str

    def onset(self, year: int) -> datetime | None:
        """Return the wall time of the change in `year`, or None when that month has no such day."""
        first, length = days.monthrange(year, self.month)
        day = 1 + (self.weekday - first) % 7
        day += 7 * ((length - day) // 7 if self.week < 0 else self.week - 1)
        return datetime(year, self.month, day) + self.hour if day <= length else None  # noqa: DTZ001 - wall time

    def repeats(self, change: _Change) -> bool:
        """Tell whether `change` is this rule's change of its year."""
        same_clocks = (self.before, self.after, self.letters) == (change.before, change.after, change.letters)
        return same_clocks and self.onset(change.onset.year) == change.onset


def timezone_block(zone: str, starts_at: datetime, ends_at: datetime) -> bytes | None:
    """Return the VTIMEZONE for an entry between two instants in an IANA zone, or None to write it in UTC.

    None when the start or the end lies in a doubled hour (readers differ by an hour there) or when the rules
    of the years around them are not one yearly pair.
    """
    info = zone_info(zone)
    if is_doubled(starts_at, info) or is_doubled(ends_at, info):
        return None
    blocks = {_block(info, instant.astimezone(info).year) for instant in (starts_at, ends_at)}
    return blocks.pop() if len(blocks) == 1 else None


def is_doubled(instant: datetime, info: ZoneInfo) -> bool:
    """Tell whether the wall time of `instant` exists twice in the zone."""
    wall = instant.astimezone(info)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@lru_cache(maxsize=1024)
def _block(info: ZoneInfo, year: int) -> bytes | None:
    """Build the block for one year; remembered until new zone data brings a new `info`."""
    around = [_changes(info, near) for near in (year - 1, year, year + 1)]
    if not any(around):
        offset = datetime(year, 1, 1, tzinfo=info).utcoffset() or _ZERO
        letters = datetime(year, 1, 1, tzinfo=info).tzname() or ""
        onset = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time
        return _written(info, [_observance(_Change(onset, offset, offset, letters), None)])
    if any(len(changes) != 2 for changes in around):
        return None
    pair = [_rule(changes) for changes in zip(*around, strict=True)]
    if None in pair:
        return None
    rules = [rule for rule in pair if rule]
    first = year - 1
    while first > _FIRST_YEAR and _hold(rules, _changes(info, first - 1)):
        first -= 1  # as far back as the rules held, so that entries of all those years share one block
    standard, daylight = sorted(zip(_changes(info, first), rules, strict=True), key=lambda one: one[0].after)
    if standard[0].after >= standard[0].before or daylight[0].after <= daylight[0].before:
        return None
    return _written(info, [_observance(*standard), _observance(*daylight)])


def _hold(rules: list[_Rule], changes: tuple[_Change, ...]) -> bool:
    """Tell whether a year's changes are those of the rules, no more and no fewer."""
    if len(changes) != len(rules):
        return False
    return all(rule.repeats(change) for rule, change in zip(rules, changes, strict=True))


def _rule(changes: tuple[_Change, ...]) -> _Rule | None:
    """Return the yearly rule that makes exactly these changes, or None."""
    change = changes[0]
    hour = timedelta(hours=change.onset.hour, minutes=change.onset.minute, seconds=change.onset.second)
    for week in (-1, (change.onset.day - 1) // 7 + 1):
        rule = _Rule(
            change.onset.month,
            week,
            change.onset.weekday(),
            hour,
            change.before,
            change.after,
            change.letters,
        )
        if all(rule.repeats(other) for other in changes):
            return rule
    return None


@lru_cache(maxsize=4096)
def _changes(info: ZoneInfo, year: int) -> tuple[_Change, ...]:
    return tuple(_search(info, datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)))


def _search(info: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Change]:
    """Find every change of the offset in [start, end), by bisection in UTC."""
    left = start - _SECOND
    while left < end - _SECOND:
        right = min(left + _STEP, end - _SECOND)
        if (before := _offset(left, info)) != (after := _offset(right, info)):
            low, high = left, right
            while high - low > _SECOND:
                middle = low + ((high - low) // 2 // _SECOND) * _SECOND
                low, high = (middle, high) if _offset(middle, info) == before else (low, middle)
            onset = (high + before).replace(tzinfo=None)
            yield _Change(onset, before, after, high.astimezone(info).tzname() or "")
        left = right


def _offset(instant: datetime, info: ZoneInfo) -> timedelta:
    return instant.astimezone(info).utcoffset() or _ZERO


def _observance(change: _Change, rule: _Rule | None) -> str:
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    lines = [f"BEGIN:{kind}", f"DTSTART:{change.onset:%Y%m%dT%H%M%S}"]
    if rule:
        lines.append(f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};BYDAY={rule.week}{_DAYS[rule.weekday]}")
    lines += [f"TZNAME:{change.letters}"] if change.letters else []
    lines += [f"TZOFFSETFROM:{_written_offset(change.before)}", f"TZOFFSETTO:{_written_offset(change.after)}"]
    return "".join(f"{line}\r\n" for line in (*lines, f"END:{kind}"))


def _written_offset(offset: timedelta) -> str:
    minutes = int(abs(offset).total_seconds()) // 60
    return f"{'-' if offset < _ZERO else '+'}{minutes // 60:02}{minutes % 60:02}"


def _written(info: ZoneInfo, observances: list[str]) -> bytes:
    text = f"BEGIN:VTIMEZONE\r\nTZID:{info.key}\r\n{''.join(observances)}END:VTIMEZONE\r\n"
    return text.encode("ascii")
