"""The finder in the zones with the strangest clocks, on hundreds of thousands of person-starts."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.fair_hours.measure import NIGHT, OUT
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.search import search
from tests.support import fair_hours_oracle as oracle
from tests.support.fair_hours_cases import HARD_ZONES
from tests.support.fair_hours_oracle import instant, parts

use_packaged_zone_data()


@pytest.mark.slow
def test_no_difference_from_zoneinfo_in_400_000_person_starts() -> None:
    zones = (*HARD_ZONES, "Africa/El_Aaiun", "America/Asuncion", "Asia/Beirut", "Asia/Jerusalem")
    holiday = frozenset({date(2027, 3, 14), date(2027, 3, 29)})
    people = tuple(
        Participant(zone, zone, zone, lead_minutes=15 * (n % 3), days_off=holiday)
        for n, zone in enumerate(zones)
    )
    request = MeetingRequest(people, "America/New_York", date(2027, 1, 20), date(2027, 7, 18), minutes=90)
    found = search(request)
    compared = differences = 0
    for hours in found.people:
        quarters = range(found.grid.first - 4, found.grid.last + 6)
        known = [oracle.quarter_at(instant(at), hours.person, DaysOff.COST) for at in quarters]
        lead = hours.person.lead_quarters
        for at, start in enumerate(range(found.grid.first, found.grid.last), 4):
            needed = known[at - lead : at + 6]
            points = (2 * sum(one.points or 0 for one in needed) + len(needed)) // (2 * len(needed))
            expected = points + NIGHT * any(one.night for one in needed)
            compared += 1
            differences += hours.burden_at(start) != expected or expected == OUT
    assert (compared >= 400_000, differences) == (True, 0)


@pytest.mark.parametrize("zone", ["Pacific/Apia", "Africa/Monrovia", "America/St_Johns", "Asia/Manila"])
@pytest.mark.parametrize("first", [date(1971, 12, 20), date(1987, 10, 20), date(2011, 12, 28)])
def test_old_rules_with_odd_offsets_skipped_days_and_changes_off_the_quarter(zone: str, first: date) -> None:
    """Liberia was 44:30 minutes behind until 1972, Newfoundland changed at 00:01, Samoa skipped a day."""
    people = (Participant("one", "One", zone), Participant("two", "Two", "Europe/London"))
    request = MeetingRequest(people, zone, first, first + timedelta(days=24))
    found = search(request)
    starts = [instant(start) for start in found.grid.open]
    assert starts == oracle.starts_of(request)
    assert [parts(found, start) for start in found.grid.open] == [
        oracle.cost_at(at, request) for at in starts
    ]


def test_the_walls_of_a_track_are_those_of_zoneinfo() -> None:
    people = tuple(Participant(zone, zone, zone) for zone in HARD_ZONES)
    found = search(MeetingRequest(people, "UTC", date(2026, 9, 1), date(2026, 11, 29)))
    for hours in found.people:
        zone = ZoneInfo(hours.person.zone)
        for start in range(found.grid.first, found.grid.last, 2):
            assert hours.track.wall(start * 900) == instant(start).astimezone(zone).replace(tzinfo=None)
