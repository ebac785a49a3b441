"""What the messages of one batch have in common is read once: the event's entry, its organiser, its times.

A batch is small and made within one reading transaction, so nothing in it can be older than a moment.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_known: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("shared_by_a_batch", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Share what is read until the end of the block."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: tuple[Any, ...], read: Callable[[], T]) -> T:
    """Return what `read` returns, asked once per batch and key; asked every time outside of a batch."""
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


def know(key: tuple[Any, ...], value: object) -> None:
    """Let `once` find a value that was read for the whole batch together."""
    known = _known.get()
    if known is not None:
        known[key] = value
