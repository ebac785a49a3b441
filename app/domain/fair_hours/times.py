"""The fair-hour finder: the best starts for people in many zones, with everybody's own time and the reasons
(T10).

The measure and its reasons stand in docs/fair-hours.md. A score is a way to compare, not a fact about people.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.fair_hours.option import MeetingOption, option_at
from app.domain.fair_hours.ranking import (
    MOST_RANKED,
    blocked_starts,
    equal_days,
    hours_of_day,
    near_misses,
    ranked_starts,
)
from app.domain.fair_hours.reasons import Reason, blocking, notices, reasons_for
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import Search, search


@dataclass(frozen=True, slots=True)
class Ranked:
    """A start on the list. `reasons` say why it stands there, `blocked_by` why each absent must cannot
    come.
    """

    rank: int
    option: MeetingOption
    reasons: tuple[Reason, ...]
    blocked_by: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherHour:
    """An hour of the day well apart from the others, on its best day; `days` are those on which it is as
    good.
    """

    option: MeetingOption
    reasons: tuple[Reason, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class BlockingPerson:
    """A must, and how many of the starts on offer that person cannot make."""

    ident: str
    name: str
    starts: int


@dataclass(frozen=True, slots=True)
class FairHours:
    """The answer. When no start suits all musts, `ranked` is empty and `near_misses` and `blockers` say why.

    `considered` counts the starts on offer. `search` serves heat maps and what-ifs without working it out
    again.
    """

    search: Search
    ranked: tuple[Ranked, ...]
    hours: tuple[OtherHour, ...]
    near_misses: tuple[Ranked, ...]
    blockers: tuple[BlockingPerson, ...]
    notices: tuple[Reason, ...]
    considered: int

    @property
    def best(self) -> MeetingOption | None:
        """The fairest start that suits all musts."""
        return self.ranked[0].option if self.ranked else None


def fair_hours(
    request: MeetingRequest,
    *,
    count: int = 20,
    hours: int = 5,
) -> FairHours:
    """Rank the starts of a request: at most `count` (1 to 100) starts and `hours` different hours of the day.

    Raises NoStartOpen.
    """
    found = search(request)
    suits, most = found.suits_all_musts, max(1, min(count, MOST_RANKED))
    starts = _complete(found, ranked_starts(found, most)) if suits else near_misses(found, most)
    ranked = _ranked(found, starts)
    return FairHours(
        search=found,
        ranked=ranked if suits else (),
        hours=_other_hours(found, hours) if suits else (),
        near_misses=() if suits else ranked,
        blockers=() if suits else _blockers(found),
        notices=(*([] if suits else [Reason("no-start-suits-all-musts")]), *notices(request)),
        considered=found.grid.last - found.grid.first - len(found.grid.closed),
    )


def _ranked(found: Search, starts: list[int]) -> tuple[Ranked, ...]:
    options = [option_at(found, start) for start in starts]
    return tuple(
        Ranked(
            rank,
            option,
            tuple(reasons_for(option, options[0], found.scale, found.request)),
            tuple(blocking(option)),
        )
        for rank, option in enumerate(options, 1)
    )


def _complete(found: Search, starts: list[int]) -> list[int]:
    """Those that have room for all musts."""
    return [start for start in starts if found.scale.musts_out(found.cost(start)) == 0]


def _other_hours(found: Search, count: int) -> tuple[OtherHour, ...]:
    options = [option_at(found, start) for start in _complete(found, hours_of_day(found, count))]
    return tuple(
        OtherHour(
            option,
            tuple(reasons_for(option, options[0], found.scale, found.request)),
            tuple(equal_days(found, option.start)),
        )
        for option in options
    )


def _blockers(found: Search) -> tuple[BlockingPerson, ...]:
    """The musts who rule out most, first; by order of the list when equal."""
    blocked, names = blocked_starts(found), {one.ident: one.name for one in found.request.people}
    blockers = [BlockingPerson(ident, names[ident], count) for ident, count in blocked.items() if count]
    return tuple(sorted(blockers, key=lambda one: -one.starts))
