"""Tech checks by a rule: some minutes within each person's working hours in the days before (row P7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.domain.clocks import zones
from app.domain.errors import DomainError

WEEKEND = 5  # of date.weekday(): Saturday and Sunday; a person's own week is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRule:
    """`each` slots for everybody, of `minutes`, within `days` before the event.

    `since` and `until` are wall times in the person's own zone; `team_since` and `team_until` in
    `team_zone`, and are kept where any hour fits both.
    """

    minutes: int
    days: int
    each: int
    since: time
    until: time
    team_zone: str
    team_since: time
    team_until: time


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """New `starts` in order, and who could not be given all of theirs (keys of the caller)."""

    starts: list[datetime]
    without: list[str]


def plan(
    rule: SlotRule,
    people: Mapping[str, str],
    *,
    starts_at: datetime,
    now: datetime,
    taken: Sequence[tuple[datetime, datetime]] = (),
) -> SlotPlan:
    """Return slots that suit the `people` (key -> zone), none of which overlaps another or one `taken`.

    Who has the fewest hours comes first. A person's slots lie on different days where that is possible, and
    within the team's hours before any other.
    """
    possible = {key: list(_possible(rule, zone, starts_at, now)) for key, zone in people.items()}
    busy, chosen, without = list(taken), [], []
    length = timedelta(minutes=rule.minutes)
    for key in sorted(possible, key=lambda one: (len(possible[one]), one)):
        days: list[object] = []
        for fresh_day_only in (True, False):
            for at in possible[key]:
                day = zones.wall_at(at, people[key]).date()
                if len(days) == rule.each:
                    break
                overlaps = any(at < end and start < at + length for start, end in busy)
                if not overlaps and not (fresh_day_only and day in days):
                    days.append(day)
                    chosen.append(at)
                    busy.append((at, at + length))
        if len(days) < rule.each:
            without.append(key)
    return SlotPlan(sorted(chosen), without)


def _possible(rule: SlotRule, zone: str, starts_at: datetime, now: datetime) -> Iterator[datetime]:
    """Yield the person's hours, those of the team first, then from the latest day to the earliest."""
    length = timedelta(minutes=rule.minutes)
    last = zones.wall_at(starts_at, zone).date()
    found = []
    for back in range(1, rule.days + 1):
        day = last - timedelta(days=back)
        if day.weekday() >= WEEKEND:
            continue
        wall, end = datetime.combine(day, rule.since), datetime.combine(day, rule.until)
        while wall + length <= end:
            at = _instant(wall, zone)
            if at is not None and now < at and at + length <= starts_at:
                found.append((not _suits_team(rule, at), back, at))
            wall += length
    yield from (at for _outside, _back, at in sorted(found))


def _instant(wall: datetime, zone: str) -> datetime | None:
    """Return the instant of a wall time, None where a clock change leaves it out; of two the first."""
    try:
        return zones.instant_of(wall, zone, fold=0)
    except DomainError:
        return None


def _suits_team(rule: SlotRule, at: datetime) -> bool:
    start = zones.wall_at(at, rule.team_zone).time()
    end = zones.wall_at(at + timedelta(minutes=rule.minutes), rule.team_zone).time()
    return rule.team_since <= start <= end <= rule.team_until
