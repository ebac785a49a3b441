"""When a message to many leaves: after a quiet period, and not all at once to one server."""

from collections import Counter
from datetime import datetime, timedelta

SOON = 6
"""Within so many quiet periods before a start nobody is kept waiting (an hour, for ten minutes)."""


def quiet_until(now: datetime, *, minutes: int, starts: list[datetime]) -> datetime:
    """Return when to tell of a change: after `minutes` in which more changes may come, now if it is urgent.

    `starts` are the instants that people know or are about to hear; the nearest to come decides.
    """
    quiet = timedelta(minutes=minutes)
    urgent = any(now <= start <= now + quiet * SOON for start in starts)
    return now if urgent else now + quiet


class Pace:
    """Spreads messages over time, per domain, in the order of asking.

    `per_minute`: to one mail domain; large providers slow down who sends faster.
    """

    def __init__(self, begin: datetime, *, per_minute: int) -> None:
        self._begin = begin
        self._per_minute = per_minute
        self._asked: Counter[str] = Counter()

    def due_at(self, email: str) -> datetime:
        """Return when the next message to this address's domain is due."""
        domain = email.rpartition("@")[2].lower()
        minutes, self._asked[domain] = self._asked[domain] // self._per_minute, self._asked[domain] + 1
        return self._begin + timedelta(minutes=minutes)
