"""Public holidays of a country, as a library knows them."""

from datetime import date

from app.domain.fair_hours.public_holidays import public_holidays


def test_a_country_without_known_holidays_has_none():
    assert public_holidays("ZZ", date(2027, 1, 1), date(2027, 12, 31)) == {}


def test_the_holidays_of_a_country_are_named_within_the_days_asked_for():
    found = public_holidays("jp", date(2027, 3, 1), date(2027, 3, 31))
    assert list(found) == [date(2027, 3, 21), date(2027, 3, 22)]
    assert public_holidays("JP", date(2027, 3, 22), date(2027, 3, 22)) == {
        date(2027, 3, 22): found[date(2027, 3, 22)]
    }


def test_days_over_the_end_of_a_year_are_looked_up_in_both():
    days = public_holidays("DE", date(2026, 12, 20), date(2027, 1, 5))
    assert list(days) == [date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)]
