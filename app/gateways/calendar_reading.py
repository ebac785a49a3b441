"""Calendar files read in a child process, few at a time: whoever wrote a file decides how much work it is."""

import threading

import structlog

from app.bounded import TookTooMuch, in_child
from app.domain.fair_hours import calendar_messages
from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, BusyTimes, CalendarTooCostly, CalendarTooLarge
from app.domain.span import Span

SECONDS, MEMORY = 8, 512 * 1024**2
MOST_AT_ONCE = 2
_WORK = "app.domain.fair_hours.calendar_file:work"

log = structlog.get_logger(__name__)
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


def busy_times(data: bytes, *, zone: str, window: Span, owners: frozenset[str]) -> BusyTimes:
    """Read the busy spans that touch `window`, as app.domain.fair_hours.calendar_file does.

    Raises CalendarTooLarge, CalendarTooLong, CalendarTooCostly and CalendarUnreadable.
    """
    if len(data) > SIZE_LIMIT:
        raise CalendarTooLarge
    question = calendar_messages.question(data, zone=zone, window=window, owners=owners)
    if not _places.acquire(timeout=SECONDS):
        raise CalendarTooCostly
    try:
        return calendar_messages.understood(in_child(_WORK, question, seconds=SECONDS, memory=MEMORY))
    except TookTooMuch as error:
        log.warning("calendar_not_read", why=str(error))
        raise CalendarTooCostly from error
    finally:
        _places.release()
