"""The balance of a panel in sums: unknown stays unknown, and no sum speaks of one person (row P9)."""

from babel import Locale

from app.domain.people.panel_balance import _REGION_OF as REGION_OF
from app.domain.people.panel_balance import Gender, OnPanel, Region, Sector, balance


def genders(**counts):
    people = [OnPanel(gender=gender) for gender, count in counts.items() for _one in range(count)]
    return people + [OnPanel()] * counts.pop("unsaid", 0)


def test_unknown_stays_unknown():
    found = balance([OnPanel(), OnPanel(country="XX", sector="magic", gender="guess")])
    assert (found.regions, found.unknown_regions) == ([], 2)
    assert (found.sectors, found.unknown_sectors) == ([], 2)
    assert (found.genders, found.untold_genders) == ([], 2)


def test_regions_and_sectors_are_counted_the_largest_first():
    people = [OnPanel("KE", "academia"), OnPanel("NG", "business"), OnPanel("JP", "academia"), OnPanel("WS")]
    found = balance(people)
    assert found.regions == [(Region.AFRICA, 2), (Region.ASIA, 1), (Region.OCEANIA, 1)]
    assert (found.sectors, found.unknown_sectors) == ([(Sector.ACADEMIA, 2), (Sector.BUSINESS, 1)], 1)


def test_fewer_than_three_are_not_told_apart():
    found = balance(genders(woman=4, man=2, other=1))
    assert (found.genders, found.untold_genders) == ([(Gender.WOMAN, 4)], 3)
    assert balance(genders(woman=2, man=2)).genders == []


def test_what_all_share_is_not_told():
    assert (balance(genders(woman=3)).genders, balance(genders(woman=3)).untold_genders) == ([], 3)


def test_every_country_has_a_region_or_none_on_purpose():
    countries = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    no_place = {"AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert (countries - no_place) - set(REGION_OF) == set()
    assert set(REGION_OF) - countries == set()
