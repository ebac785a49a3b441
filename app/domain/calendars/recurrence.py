"""The days of a repeating calendar entry (RFC 5545 section 3.3.10), at a cost that no file can drive up.

Every day is asked whether the rule means it, so a rule that never comes true ends like any other. What is
seldom and costly is refused: rules by the hour or minute, by number of week or of day in the year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class RuleNotUnderstood(ValueError):
    """The rule is broken, or of a kind that is not worked out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule from its first day on. `by_day` holds (which, weekday), `which` 0 for every one."""

    start: date
    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: frozenset[int] = frozenset()
    by_month: frozenset[int] = frozenset()
    by_position: frozenset[int] = frozenset()
    week_start: int = 0

    def days(self, upto: date, since: date | None = None) -> Iterator[date]:
        """The days from `start` (or `since`, where no count has to be kept) to `upto`, in order."""
        last = min(upto, self.until or upto)
        sequential = self.count is not None
        first = self.start if sequential or since is None else max(self.start, since - timedelta(days=370))
        found = self._positioned(self._candidates(first, last))
        for number, day in enumerate(day for day in found if day >= self.start):
            if day > last:
                return
            if sequential and number >= (self.count or 0):
                return
            if since is None or day >= since:
                yield day

    def cost(self, upto: date, since: date) -> int:
        """How many days have to be asked, about."""
        first = self.start if self.count is not None else max(self.start, since - timedelta(days=370))
        return max(0, (min(upto, self.until or upto) - first).days + 1)

    def _candidates(self, first: date, last: date) -> Iterator[date]:
        """Whole periods, so that positions in them can be counted."""
        day = self._period(first)[1] if self.by_position else first
        while day <= last + timedelta(days=366 if self.by_position else 0):
            if self._means(day):
                yield day
            day += timedelta(days=1)

    def _positioned(self, days: Iterator[date]) -> Iterator[date]:
        if not self.by_position:
            yield from days
            return
        for _, group in groupby(days, key=self._period):
            members = list(group)
            wanted = {at - 1 if at > 0 else len(members) + at for at in self.by_position}
            yield from (day for at, day in enumerate(members) if at in wanted)

    def _means(self, day: date) -> bool:
        number = self._period(day)[0] - self._period(self.start)[0]
        if number % self.interval or (self.by_month and day.month not in self.by_month):
            return False
        if self.by_month_day and not {day.day, day.day - _days_in_month(day) - 1} & self.by_month_day:
            return False
        if self.by_day:
            return any(self._is_weekday(day, which, weekday) for which, weekday in self.by_day)
        return bool(self.by_month_day) or self._as_at_start(day)

    def _as_at_start(self, day: date) -> bool:
        """Without days of its own a rule takes those of the start."""
        if self.frequency == "WEEKLY":
            return day.weekday() == self.start.weekday()
        if self.frequency == "MONTHLY":
            return day.day == self.start.day
        if self.frequency == "YEARLY":
            return day.day == self.start.day and (bool(self.by_month) or day.month == self.start.month)
        return True

    def _is_weekday(self, day: date, which: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not which or self.frequency in {"DAILY", "WEEKLY"}:
            return True
        yearly = self.frequency == "YEARLY" and not self.by_month
        place = (day.timetuple().tm_yday if yearly else day.day) - 1
        size = (366 if _is_leap(day.year) else 365) if yearly else _days_in_month(day)
        return which == (place // 7 + 1 if which > 0 else -((size - 1 - place) // 7 + 1))

    def _period(self, day: date) -> tuple[int, date]:
        """The number of the day's period and its first day."""
        if self.frequency == "DAILY":
            return day.toordinal(), day
        if self.frequency == "WEEKLY":
            first = day - timedelta(days=(day.weekday() - self.week_start) % 7)
            return (first.toordinal() - self.week_start - 1) // 7, first
        if self.frequency == "MONTHLY":
            return day.year * 12 + day.month, day.replace(day=1)
        return day.year, day.replace(month=1, day=1)


def read_rule(text: str, start: date) -> Rule:
    """Read an RRULE value for an entry that begins on the day `start`. Raises RuleNotUnderstood.

    UNTIL counts by its date: the entry of that day still happens.
    """
    parts = dict(part.partition("=")[::2] for part in text.strip().upper().split(";") if part)
    if parts.get("FREQ") not in FREQUENCIES or parts.keys() - _KNOWN:
        raise RuleNotUnderstood(text[:80])
    try:
        return Rule(
            start=start,
            frequency=parts["FREQ"],
            interval=_positive(parts.get("INTERVAL", "1")),
            count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
            until=_date(parts["UNTIL"]) if "UNTIL" in parts else None,
            by_day=tuple(_by_day(one) for one in parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
            by_month_day=_numbers(parts.get("BYMONTHDAY"), 31),
            by_month=_numbers(parts.get("BYMONTH"), 12),
            by_position=_numbers(parts.get("BYSETPOS"), 366),
            week_start=WEEKDAYS.index(parts.get("WKST", "MO")),
        )
    except ValueError as error:
        raise RuleNotUnderstood(text[:80]) from error


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < len(text) < 6 or int(text) < 1:
        raise ValueError(text)
    return int(text)


def _numbers(text: str | None, most: int) -> frozenset[int]:
    if text is None:
        return frozenset()
    numbers = frozenset(int(one[:5]) for one in text.split(","))
    if not all(0 < abs(number) <= most for number in numbers):
        raise ValueError(text)
    return numbers


def _by_day(text: str) -> tuple[int, int]:
    found = _BY_DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _date(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _days_in_month(day: date) -> int:
    following = day.replace(day=28) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
