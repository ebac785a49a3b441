"""Clocks that change shortly before an event, and whom it surprises (row T8)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.clocks.zones import ClockChange, clock_changes, offset_at, wall_at

DAYS_BEFORE = 14


@dataclass(frozen=True, slots=True)
class ClockNotice:
    """One person (or the host) for whom the event does not come at the hour that habit would suggest.

    * `changes`: of the person's own clocks since `since`; none when only the host's clocks change.
    * `own_shift`: how far the own clocks are put forward in all (negative: back).
    * `against_host`: how much later by the own clock the host's hour comes; zero if both change alike.
    * `wall_then`, `wall_now`: what the own clock shows at the host's hour of the event, on the day of `since`
      and on the day itself.
    """

    key: str
    zone: str
    is_host: bool
    since: datetime
    changes: tuple[ClockChange, ...]
    own_shift: timedelta
    against_host: timedelta
    wall_then: datetime
    wall_now: datetime


def clock_notices(
    starts_at: datetime,
    host_zone: str,
    people: Mapping[str, str],
    *,
    check_at: datetime | None = None,
    host_key: str = "",
) -> tuple[ClockNotice, ...]:
    """Say who is affected by a clock change in the 14 days before `starts_at`, or since the check `check_at`.

    `people` gives the zone of each, by a key of the caller. The host stands first under `host_key`, then
    people as given. Whoever keeps both the own clock and the difference to the host is left out.
    """
    since = starts_at - timedelta(days=DAYS_BEFORE)
    if check_at is not None and check_at < starts_at:
        since = min(since, check_at)
    host = _notice(host_key, host_zone, host_zone, since, starts_at)
    others = (_notice(key, zone, host_zone, since, starts_at) for key, zone in people.items())
    notices = (replace(host, is_host=True), *others)
    return tuple(notice for notice in notices if notice.changes or notice.against_host)


def _notice(key: str, zone: str, host_zone: str, since: datetime, starts_at: datetime) -> ClockNotice:
    own_shift = offset_at(starts_at, zone) - offset_at(since, zone)
    host_shift = offset_at(starts_at, host_zone) - offset_at(since, host_zone)
    days = wall_at(starts_at, host_zone).date() - wall_at(since, host_zone).date()
    host_hour_then = starts_at - days + host_shift
    return ClockNotice(
        key=key,
        zone=zone,
        is_host=False,
        since=since,
        changes=tuple(clock_changes(zone, since, starts_at)),
        own_shift=own_shift,
        against_host=own_shift - host_shift,
        wall_then=wall_at(host_hour_then, zone),
        wall_now=wall_at(starts_at, zone),
    )
