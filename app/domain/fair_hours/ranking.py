"""Picking the best starts that are really different: not the same hour a quarter later (row T10)."""

from collections import Counter
from datetime import date
from heapq import nsmallest

from app.domain.fair_hours.clock_track import QUARTER
from app.domain.fair_hours.costs import stretches
from app.domain.fair_hours.measure import OUT, Need
from app.domain.fair_hours.person_hours import burden_line
from app.domain.fair_hours.search import Search

MOST_RANKED = 100
"""More starts than this are no help in choosing."""

APART = 4
"""Ranked starts are at least this many quarters apart: an hour."""

HOURS_APART = 6
"""Other hours of the day are at least this many quarters apart on the clock: an hour and a half."""


def ranked_starts(found: Search, count: int, *, apart: int = APART) -> list[int]:
    """At most `count` starts, the fairest first, the earlier of equals first, no two less than `apart`
    quarters apart.

    Each start chosen pushes out at most 2 * apart - 2 others, so it is enough to look at that many times
    `count`.
    """
    costs, first = found.costs, found.grid.first
    limit = min(nsmallest(count * (2 * apart - 1), costs)[-1], found.scale.closed - 1)
    near = [(cost, at) for at, cost in enumerate(costs) if cost <= limit]
    chosen: list[int] = []
    taken: set[int] = set()
    for _, at in sorted(near):
        if at not in taken:
            chosen.append(first + at)
            taken.update(range(at - apart + 1, at + apart))
            if len(chosen) == count:
                break
    return chosen


def hours_of_day(found: Search, count: int, *, apart: int = HOURS_APART) -> list[int]:
    """The best start of each of the best hours by the clock in the zone of the request, hours well apart."""
    best: dict[int, tuple[int, int]] = {}
    local = found.grid.home.local_quarter
    for first, last in stretches(found.grid, [found.grid.home]):
        for start in range(first, min(first + 96, last)):
            same_hour = found.costs[start - found.grid.first : last - found.grid.first : 96]
            cost = min(same_hour)
            offer = cost, start + 96 * same_hour.index(cost)
            if cost < found.scale.closed and offer < best.get(local(start) % 96, (found.scale.closed, 0)):
                best[local(start) % 96] = offer
    chosen: list[int] = []
    for _, start in sorted(best.values()):
        hour = local(start) % 96
        if all(min((hour - local(other)) % 96, (local(other) - hour) % 96) >= apart for other in chosen):
            chosen.append(start)
    return chosen[:count]


def near_misses(found: Search, count: int) -> list[int]:
    """Where no start suits all musts: the best start for each choice of musts who cannot come.

    Choices that take in another one on the list are left out, so each start asks for something else. Fairest
    first, at most `count`.
    """
    best: dict[frozenset[int], tuple[int, int]] = {}
    for start, out in zip(found.grid.open, _musts_out(found), strict=True):
        offer = found.cost(start), start
        if out not in best or offer < best[out]:
            best[out] = offer
    chosen: list[frozenset[int]] = []
    for _, out in sorted((offer, out) for out, offer in best.items()):
        if not any(other <= out for other in chosen):
            chosen.append(out)
    return [best[out][1] for out in chosen[:count]]


def blocked_starts(found: Search) -> dict[str, int]:
    """How many of the starts on offer each must cannot make, by ident."""
    musts = [one.person.ident for one in found.people if one.person.need is Need.MUST]
    counts = Counter(number for out in _musts_out(found) for number in out)
    return {ident: counts[number] for number, ident in enumerate(musts)}


def _musts_out(found: Search) -> list[frozenset[int]]:
    """For each start on offer the numbers, among the musts, of those who cannot come."""
    lines = [burden_line(one, found.grid) for one in found.people if one.person.need is Need.MUST]
    out: list[list[int]] = [[] for _ in found.costs]
    for number, line in enumerate(lines):
        at = line.find(OUT)
        while at >= 0:
            out[at].append(number)
            at = line.find(OUT, at + 1)
    return [frozenset(out[start - found.grid.first]) for start in found.grid.open]


def equal_days(found: Search, start: int) -> list[date]:
    """The dates on which the same wall time, in the zone of the request, costs the same; its own included."""
    home, cost, begin = found.grid.home, found.cost(start), found.grid.first
    hour, days = home.local_quarter(start) % 96, []
    for first, last in stretches(found.grid, [home]):
        same = first + (hour - home.local_quarter(first)) % 96
        same_hour = found.costs[same - begin : last - begin : 96]
        days += [
            home.wall((same + 96 * n) * QUARTER).date() for n, value in enumerate(same_hour) if value == cost
        ]
    return days
