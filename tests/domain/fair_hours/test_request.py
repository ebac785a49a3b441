"""What the finder refuses to look for, in words that name the mend (rows T10, X5)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.errors import DomainError
from app.domain.fair_hours.grid import NoStartOpen, start_grid
from app.domain.fair_hours.participant import Participant, ParticipantRefused
from app.domain.fair_hours.request import MeetingRequest
from app.domain.span import Span

use_packaged_zone_data()

CHIE = Participant("chie", "Chie", "Asia/Tokyo")
DAY = date(2027, 1, 13)
GOOD = MeetingRequest((CHIE,), "Asia/Tokyo", DAY, DAY)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"last": date(2027, 1, 12)}, "last", "The last day (2027-01-12) is before the first (2027-01-13)."),
        ({"last": date(2037, 1, 12)}, "last", "3653 days are too many: look through at most 180 at a time."),
        ({"last": date(2027, 7, 12)}, "last", "181 days are too many: look through at most 180 at a time."),
        (
            {"first": date(1850, 1, 1), "last": date(1850, 1, 2)},
            "first",
            "Choose days from 1900 to 2198.",
        ),
        (
            {"first": date(2199, 1, 1), "last": date(2199, 1, 2)},
            "first",
            "Choose days from 1900 to 2198.",
        ),
        ({"people": ()}, "people", "Nobody is on the list: add at least one person or group."),
        (
            {"people": tuple(replace(CHIE, ident=str(n)) for n in range(500))},
            "people",
            "500 people are too many: the limit is 200. Put those in one place together as a group.",
        ),
        ({"people": (CHIE, CHIE)}, "people", "Chie: two people have the same id."),
        (
            {"people": (replace(CHIE, zone="Asia/Edo"),)},
            "people",
            "Chie: the zone “Asia/Edo” is not in the zone data in use. Choose a city.",
        ),
        ({"minutes": 4}, "minutes", "An event takes between 5 and 720 minutes."),
        ({"minutes": 721}, "minutes", "An event takes between 5 and 720 minutes."),
        ({"step": 10}, "step", "Starts can be 15, 30 or 60 minutes apart."),
    ],
)
def test_refusals_name_the_field_and_the_mend(changes, field, words):
    with pytest.raises(DomainError) as refused:
        replace(GOOD, **changes)
    assert (refused.value.field, str(refused.value), refused.value.status) == (field, words, 422)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"size": 0}, "Chie: a group has at least one member."),
        ({"weight": 0}, "Chie: a weight is between 1 and 100."),
        ({"weight": 101}, "Chie: a weight is between 1 and 100."),
        ({"lead_minutes": 241}, "Chie: a tech check takes at most 240 minutes."),
        ({"earlier_points": (121,)}, "Chie: earlier points are between 0 and 120."),
    ],
)
def test_what_is_said_about_a_person_has_bounds(changes, words):
    with pytest.raises(ParticipantRefused) as refused:
        replace(CHIE, **changes)
    assert str(refused.value) == words


def test_180_days_are_accepted():
    assert len(replace(GOOD, last=date(2027, 7, 11)).dates) == 180


@pytest.mark.parametrize(
    "changes",
    [
        {"avoid_dates": frozenset({DAY})},
        {"avoid_weekdays": frozenset(range(7))},
        {"now": datetime(2027, 2, 1, tzinfo=UTC)},
        {"closed": (Span(datetime(2027, 1, 12, tzinfo=UTC), datetime(2027, 1, 14, tzinfo=UTC)),)},
        {"zone": "Pacific/Apia", "first": date(2011, 12, 30), "last": date(2011, 12, 30)},
    ],
)
def test_when_nothing_is_left_open_that_is_said(changes):
    with pytest.raises(NoStartOpen, match="No start is left between"):
        start_grid(replace(GOOD, **changes))
