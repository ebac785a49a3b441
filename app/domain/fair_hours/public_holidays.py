"""Public holidays of a country, as the `holidays` package knows them (row T10: days to avoid)."""

from datetime import date


def public_holidays(country: str, first: date, last: date) -> dict[date, str]:
    """The holidays of a country (ISO 3166 code) on the days `first` to `last`, with their names.

    Empty for a country that the package does not know; regional holidays are left out. Moon-sighted ones are
    estimates and may be a day off.
    """
    import holidays

    if country.upper() not in holidays.list_supported_countries():
        return {}
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays(country.upper(), years=years)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}
