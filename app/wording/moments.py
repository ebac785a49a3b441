"""One moment as one person reads it: day, hour, and whose clock it is (rows T2, T5)."""

from datetime import datetime

from app.domain.clocks import zones
from app.wording.dates import city, long_date


def moment(at: datetime, zone: str) -> str:
    """Write an instant on the clock of `zone`: "Thursday, 11 March 2027, 18:00, Tokyo (JST, UTC+9)"."""
    wall = zones.wall_at(at, zone)
    return f"{long_date(wall.date())}, {wall:%H:%M}, {city(zone)} ({zones.zone_text(at, zone)})"
