"""Wake the worker. The outbox rows are the truth; a lost wake-up only costs the time to the next sweep."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import structlog

from app.lean import without

if TYPE_CHECKING:
    from huey import Huey

log = structlog.get_logger(__name__)


class Queue(Protocol):
    """Tells the worker that rows may be due."""

    def wake(self) -> None:
        """Ask for a delivery round soon."""
        ...


class HueyQueue:
    """A huey queue with one task, to deliver what is due, and what recurs: name -> (when, what).

    It connects when it is used first. Most pages never do, and a connection made before the web server
    forks would be shared by its processes.
    """

    def __init__(
        self,
        url: str,
        deliver: Callable[[], object],
        recurring: Mapping[str, tuple[Mapping[str, str], Callable[[], object]]],
    ) -> None:
        self._url, self._deliver, self._recurring = url, deliver, recurring

    @cached_property
    def huey(self) -> "Huey":
        """The queue itself, with all tasks."""
        huey = huey_from_url(self._url)
        from huey import crontab

        for name, (when, action) in self._recurring.items():
            huey.periodic_task(crontab(**when), name=name)(action)
        return huey

    @cached_property
    def _task(self) -> Callable[[], object]:
        task: Callable[[], object] = self.huey.task(name="deliver")(self._deliver)
        return task

    def wake(self) -> None:
        """Enqueue a delivery round. A queue that is away is noted: what was asked for is done already."""
        try:
            self._task()
        except Exception as error:  # noqa: BLE001 - each kind of queue has its own
            log.warning("the worker cannot be woken; it looks by itself", reason=type(error).__name__)

    def consume(self) -> None:
        """Do what is asked and what recurs in this process, until it is told to stop."""
        self._task  # noqa: B018 - tasks are known before one arrives
        self.huey.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0).run()


class MemoryQueue:
    """Counts the wake-ups."""

    def __init__(self) -> None:
        self.wakes = 0

    def wake(self) -> None:
        """Remember that somebody asked."""
        self.wakes += 1


def huey_from_url(url: str) -> "Huey":
    """Make the huey for sqlite:///file, postgresql://, redis:// or memory://."""
    scheme = urlsplit(url).scheme
    with without(*(() if scheme == "postgresql" else ("psycopg",))):  # it would cost 100 ms and 8 MB
        from huey import MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
    if scheme == "sqlite":
        return SqliteHuey("sidestage", filename=url.removeprefix("sqlite:///"), results=False)
    if scheme == "postgresql":
        return PostgresHuey("sidestage", dsn=url, results=False)
    if scheme == "redis":
        return RedisHuey("sidestage", url=url, results=False)
    return MemoryHuey("sidestage", results=False)
