"""When news of a change leaves, as this installation has it: the quiet period, and how many a minute."""

from datetime import datetime

from app.domain.mail.pacing import Pace, quiet_until
from app.installation import installation
from app.models import EarlierTime, Event


def of_change(event: Event, *, now: datetime, before: EarlierTime | None = None) -> Pace:
    """Return the pace for messages about a change of `event`, whose hour was `before` until now."""
    here = installation()
    starts = [event.starts_at, before.starts_at if before else None]
    begin = quiet_until(
        now, minutes=here.quiet_minutes, starts=[start for start in starts if start is not None]
    )
    return Pace(begin, per_minute=here.mail_per_minute)
