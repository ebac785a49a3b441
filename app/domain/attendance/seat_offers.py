"""A seat that became free is kept for one person, until a moment they are told (row R2)."""

from datetime import datetime, timedelta

from app.domain.errors import DomainError
from app.domain.words import N_

LONGEST_HOURS = 14 * 24
_NO_TIME_LEFT = timedelta(minutes=30)


class OfferOver(DomainError):
    """The seat was kept until a moment that has passed, or is kept for somebody else."""

    message = N_("This seat is no longer kept for you: the time to answer has run out.")


def keeps_until(*, hours: int, starts_at: datetime, ends_at: datetime, now: datetime) -> datetime:
    """Return until when an offer made at `now` stands: so many hours, but not beyond the start.

    Right before the start, or while the event runs, it stands to the end: whoever comes late finds a way in.
    """
    last = starts_at if starts_at - now > _NO_TIME_LEFT else ends_at
    return min(now + timedelta(hours=hours), last)
