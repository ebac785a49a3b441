"""Wake the worker. The outbox rows are the truth; a lost wake-up only costs the time to the next sweep."""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey


class Queue(Protocol):
    """Tells the worker that rows may be due."""

    def wake(self) -> None:
        """Ask for a delivery round soon."""
        ...


class HueyQueue:
    """A huey queue with one task: deliver what is due."""

    def __init__(self, huey: Huey, deliver: Callable[[], None]) -> None:
        self.huey = huey
        self._task = huey.task(name="deliver")(deliver)

    def wake(self) -> None:
        """Enqueue a delivery round."""
        self._task()


class MemoryQueue:
    """Counts the wake-ups."""

    def __init__(self) -> None:
        self.wakes = 0

    def wake(self) -> None:
        """Remember that somebody asked."""
        self.wakes += 1


def huey_from_url(url: str) -> Huey:
    """Make the huey for sqlite:///file, postgresql://, redis:// or memory://."""
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return SqliteHuey("sidestage", filename=url.removeprefix("sqlite:///"), results=False)
    if scheme == "postgresql":
        return PostgresHuey("sidestage", dsn=url, results=False)
    if scheme == "redis":
        return RedisHuey("sidestage", url=url, results=False)
    return MemoryHuey("sidestage", results=False)
