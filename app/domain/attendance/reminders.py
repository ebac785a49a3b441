"""When people are reminded: at true instants before the start, whatever the clocks on walls do (row R7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

BEFORE: Mapping[str, timedelta] = MappingProxyType(
    {"day": timedelta(hours=24), "hour": timedelta(hours=1), "start": timedelta(0)}
)
"""How long before the start each reminder is due."""

NOT_WORTH_IT = timedelta(minutes=10)
"""A reminder due sooner than this after it was asked for would only repeat the confirmation."""

_LATEST: Mapping[str, timedelta] = MappingProxyType(
    {"day": timedelta(hours=2), "hour": timedelta(0), "start": timedelta(minutes=-15)}
)


def plan(starts_at: datetime, *, now: datetime) -> dict[str, datetime]:
    """Return which reminders are still to come for a start at `starts_at`, and the instant each is due."""
    due = {which: starts_at - before for which, before in BEFORE.items()}
    return {which: at for which, at in due.items() if at - now > NOT_WORTH_IT}


def still_useful(which: str, starts_at: datetime, *, now: datetime) -> bool:
    """Whether a reminder that is delivered late still says something: the next one has not been due."""
    return which in _LATEST and now < starts_at - _LATEST[which]
