"""What one person's place on the list costs the others: the best start without that person, or with a lesser
need.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.option import MeetingOption, option_at
from app.domain.fair_hours.ranking import ranked_starts
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.search import search


class Change(StrEnum):
    """What is tried with a person."""

    DROPPED = "dropped"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The best start when `ident` is dropped or made optional; None when nobody would be left.

    `suits_all_musts` tells whether everybody who then must come can.
    """

    ident: str
    change: Change
    best: MeetingOption | None
    suits_all_musts: bool


def what_if(request: MeetingRequest, ident: str, change: Change) -> WhatIf:
    """Try a change with one person. Raises KeyError for an ident that is not on the list, and NoStartOpen."""
    if ident not in {person.ident for person in request.people}:
        raise KeyError(ident)
    if change is Change.DROPPED:
        people = tuple(person for person in request.people if person.ident != ident)
    else:
        people = tuple(
            replace(person, need=Need.OPTIONAL) if person.ident == ident else person
            for person in request.people
        )
    if not people:
        return WhatIf(ident, change, None, suits_all_musts=True)
    found = search(replace(request, people=people))
    best = option_at(found, ranked_starts(found, 1)[0])
    return WhatIf(ident, change, best, found.suits_all_musts)
