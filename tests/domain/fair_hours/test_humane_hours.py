"""Points by the local hour, and the days off of each country."""

from datetime import date

import pytest

from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.week_grid import GOOD
from tests.support.fair_hours_cases import ask, hours


@pytest.mark.parametrize(
    ("country", "zone", "free"),
    [
        ("EG", "Africa/Cairo", ["Fri", "Sat"]),
        ("AE", "Asia/Dubai", ["Sat", "Sun"]),
        ("BN", "Asia/Brunei", ["Fri", "Sun"]),
        ("NP", "Asia/Kathmandu", ["Sat"]),
        ("AF", "Asia/Kabul", ["Thu", "Fri"]),
        ("NZ", "Pacific/Auckland", ["Sat", "Sun"]),
    ],
)
def test_the_weekend_is_that_of_the_country(country, zone, free):
    one = Participant("one", "One", zone, country=country)
    ten = Participant("ten", "Ten o'clock", zone, country=country, grid=hours(("10:00-11:30", GOOD)))
    found = ask(one, ten, zone=zone, first=date(2027, 1, 11), last=date(2027, 1, 17))
    week = {f"{ranked.option.wall:%a}": ranked.option.people[0].points for ranked in found.ranked}
    assert [day for day in week if week[day] == 20] == free
    assert len(week) == 7
