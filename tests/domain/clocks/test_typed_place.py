"""The one zone that a typed name means, or the question which place is meant (row T1)."""

import pytest

from app.domain.clocks.typed_place import PlaceUnclear, offered, zone_meant


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("New York", "America/New_York"),
        ("New York, USA", "America/New_York"),
        ("new york, united states", "America/New_York"),
        ("paris france", "Europe/Paris"),
        ("Bombay, India", "Asia/Kolkata"),
        ("Kiev", "Europe/Kyiv"),
        ("Geneve, Switzerland", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Sao Paulo, BR", "America/Sao_Paulo"),
        ("Austin, Texas, USA", "America/Chicago"),
        ("Atlanta, Georgia", "America/New_York"),
        ("Seattle, Washington", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("London, Ontario", "America/Toronto"),
        ("London, England", "Europe/London"),
        ("Washington, D.C.", "America/New_York"),
        ("Japan", "Asia/Tokyo"),
        ("Georgia", "Asia/Tbilisi"),
        ("Lagos,", "Africa/Lagos"),
    ],
)
def test_a_name_in_full_means_its_zone(typed, zone):
    assert zone_meant(typed) == zone


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Perth, Scotland", ["Perth, Australia", "Edinburgh, United Kingdom"]),
        ("Paris, Texas", ["Paris, France", "Houston, United States"]),
        ("Naples, Florida", ["Naples, Italy", "Miami, United States"]),
        ("Melbourne, Florida", ["Melbourne, Australia", "Miami, United States"]),
        ("Alexandria, Virginia", ["Alexandria, Egypt", "Richmond, United States"]),
        ("Athens, Georgia", ["Athens, Greece", "Tbilisi, Georgia"]),
        ("El Paso, Texas", ["El Paso, United States", "Houston, United States"]),
        ("Atlantis", ["Atlanta, United States"]),
        ("Bostn", ["Boston, United States"]),
        ("New Yo", ["New York, United States"]),
    ],
)
def test_what_is_only_like_a_place_is_asked(typed, first):
    with pytest.raises(PlaceUnclear, match=f"We know no place called “{typed}”") as refused:
        zone_meant(typed)
    assert [place.text for place in offered(refused.value)][: len(first)] == first


@pytest.mark.parametrize("typed", ["USA", "United States", "Estados Unidos"])
def test_a_country_of_several_zones_is_asked(typed):
    with pytest.raises(PlaceUnclear, match=f"Several places are called “{typed}”") as refused:
        zone_meant(typed)
    assert len({place.zone for place in offered(refused.value)}) == 8
