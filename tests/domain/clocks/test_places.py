"""From what people type to a zone."""

import json
from pathlib import Path

import pytest

from app.domain.clocks.places import find_places, place_named, place_of, places
from app.domain.clocks.zones import available_names, canonical, is_place, require_zone
from tests.support.sources import ROOT


@pytest.mark.parametrize(
    ("typed", "city", "zone"),
    [
        ("Bombay", "Mumbai", "Asia/Kolkata"),
        ("Mumbai", "Mumbai", "Asia/Kolkata"),
        ("Delhi", "New Delhi", "Asia/Kolkata"),
        ("Kiev", "Kyiv", "Europe/Kyiv"),
        ("San Francisco", "San Francisco", "America/Los_Angeles"),
        ("Seattle", "Seattle", "America/Los_Angeles"),
        ("Boston", "Boston", "America/New_York"),
        ("Geneva", "Geneva", "Europe/Zurich"),
        ("Genève", "Geneva", "Europe/Zurich"),
        ("Beijing", "Beijing", "Asia/Shanghai"),
        ("Peking", "Beijing", "Asia/Shanghai"),
        ("Washington", "Washington", "America/New_York"),
        ("Rio", "Rio de Janeiro", "America/Sao_Paulo"),
        ("Ottawa", "Ottawa", "America/Toronto"),
        ("Brasilia", "Brasília", "America/Sao_Paulo"),
        ("brasília", "Brasília", "America/Sao_Paulo"),
        ("Abuja", "Abuja", "Africa/Lagos"),
        ("Samoa", "Apia", "Pacific/Apia"),
        ("India", "New Delhi", "Asia/Kolkata"),
        ("IN", "New Delhi", "Asia/Kolkata"),
        ("ws", "Apia", "Pacific/Apia"),
        ("Côte d’Ivoire", "Yamoussoukro", "Africa/Abidjan"),
        ("Ivory Coast", "Yamoussoukro", "Africa/Abidjan"),
        ("USA", "Washington", "America/New_York"),
        ("uk", "London", "Europe/London"),
        ("Turkey", "Ankara", "Europe/Istanbul"),
        ("Saigon", "Ho Chi Minh City", "Asia/Ho_Chi_Minh"),
        ("München", "Munich", "Europe/Berlin"),
        ("munchen", "Munich", "Europe/Berlin"),
        ("東京", "Tokyo", "Asia/Tokyo"),
        ("القاهرة", "Cairo", "Africa/Cairo"),
        ("Ndjamena", "N’Djamena", "Africa/Ndjamena"),
        ("new y", "New York", "America/New_York"),
        ("paris france", "Paris", "Europe/Paris"),
        ("San José, Costa Rica", "San José", "America/Costa_Rica"),
        ("  LAGOS ", "Lagos", "Africa/Lagos"),
        ("Johanesburg", "Johannesburg", "Africa/Johannesburg"),
        ("America/New_York", "New York", "America/New_York"),
        ("Asia/Calcutta", "Kolkata", "Asia/Kolkata"),
        ("US/Eastern", "New York", "America/New_York"),
    ],
)
def test_the_first_answer_is_the_place_that_is_meant(typed, city, zone):
    first = find_places(typed)[0]
    assert (first.city, first.zone) == (city, zone)


def test_a_country_gives_one_place_for_each_of_its_zones():
    assert [place.city for place in find_places("Kiribati")] == ["South Tarawa", "Kiritimati", "Kanton"]
    zones = [place.zone for place in find_places("United States")]
    assert zones[:3] == ["America/New_York", "America/Chicago", "America/Denver"]
    assert len(set(zones)) == len(zones) == 8


def test_a_country_comes_before_one_whose_name_begins_alike():
    guineas = [place.country for place in find_places("Guinea")]
    assert guineas[0] == "Guinea"
    assert set(guineas) == {"Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"}
    assert [place.city for place in find_places("Georgia")[:2]] == ["Tbilisi", "Atlanta"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xqzv", "America/Nowhere", "🙂", "x" * 100_000, "\0"])
def test_nothing_is_found_for_nothing(typed):
    assert find_places(typed) == []


@pytest.mark.parametrize(
    ("typed", "cities"),
    [
        ("EST", ["New York", "Toronto", "Panama City", "Kingston"]),
        ("CET", ["Paris", "Berlin", "Rome", "Tunis"]),
        ("IST", ["Kolkata", "Jerusalem", "Dublin"]),
        ("UTC", ["Accra", "Dakar", "Abidjan", "Reykjavík"]),
        ("EST5EDT", ["New York", "Toronto", "Nassau"]),
        ("mesz", ["Berlin"]),
    ],
)
def test_letters_lead_to_places_that_use_them(typed, cities):
    assert [place.city for place in find_places(typed)[: len(cities)]] == cities


def test_the_limit_is_kept():
    assert len(find_places("a", limit=3)) == 3
    assert len(find_places("a")) == 8


def test_every_place_has_an_accepted_current_zone():
    for place in places():
        assert require_zone(place.zone) == canonical(place.zone) == place.zone
        assert place.city
        assert place.country
        assert len(place.country_code) == 2


def test_every_place_is_found_by_its_own_name():
    for place in places():
        assert place in find_places(place.city, limit=30)


def test_every_zone_has_its_place_under_old_names_too():
    for name in available_names():
        if is_place(name):
            assert place_of(name).zone == canonical(name)
            assert place_of(name).country
    assert place_of("EST") is None
    assert place_of("Europe/Nowhere") is None
    assert place_of("Pacific/Fiji").city == "Suva"


def test_every_country_of_the_zone_table_has_a_place():
    import tzdata

    table = (Path(tzdata.__file__).parent / "zoneinfo/zone.tab").read_text().splitlines()
    rows = [row.split("\t") for row in table if not row.startswith("#")]
    assert {row[0] for row in rows} <= {place.country_code for place in places()}
    assert {row[2] for row in rows} == {place.zone for place in places()}
    content = json.loads((ROOT / "app/domain/data/places.json").read_text())
    assert len({row[2] for row in content["places"] if row[3] == 3}) > 230


def test_a_place_is_named_only_by_its_whole_name():
    assert place_named("new york").zone == "America/New_York"
    assert place_named("Bombay").city == "Mumbai"
    assert place_named("Japan").zone == "Asia/Tokyo"
    assert place_named("United States") is None
    assert place_named("New Yo") is None
    assert place_named("") is None


def test_an_older_release_answers_with_the_names_that_it_knows(tmp_path, monkeypatch):
    from app.domain.clocks import places as module

    older = available_names() - {"Europe/Kyiv", "America/Coyhaique"}
    monkeypatch.setattr(module, "available_names", lambda: older)
    assert find_places("Kyiv")[0].zone == "Europe/Kiev"
    assert find_places("Coyhaique") == []
    assert place_of("Europe/Kyiv").zone == "Europe/Kiev"
