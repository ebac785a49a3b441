"""What hours that are already fixed asked of people: what "take turns" brings along (row T10)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from app.domain.fair_hours.clock_track import QUARTER
from app.domain.fair_hours.option import option_at
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import MOST_MINUTES, MeetingRequest
from app.domain.fair_hours.search import search


def burdens(people: Iterable[Participant], starts_at: datetime, minutes: int) -> dict[str, int]:
    """The points that an event of `minutes` from the instant `starts_at` costs each, by ident.

    Who could not come paid nothing and is left out. A start off the quarter counts from the quarter before.
    """
    everybody = tuple(people)
    if not everybody:
        return {}
    day = starts_at.astimezone(UTC).date()
    request = MeetingRequest(
        people=everybody, zone="UTC", first=day, last=day, minutes=min(max(minutes, 5), MOST_MINUTES)
    )
    option = option_at(search(request), int(starts_at.timestamp()) // QUARTER)
    return {one.ident: one.points for one in option.people if one.points is not None}
