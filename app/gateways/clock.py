"""The one place that asks what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return aware UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return aware UTC."""
        return datetime.now(UTC)


class FrozenClock:
    """A clock that stands until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self._at

    def move(self, by: timedelta) -> None:
        """Go forward (or back) by `by`."""
        self._at += by

    def set(self, at: datetime) -> None:
        """Stand at `at`."""
        self._at = at.astimezone(UTC)
