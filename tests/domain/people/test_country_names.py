"""Countries as people and the UN write them: one meaning, or none where it is in doubt."""

import pytest

from app.domain.people.country_names import countries, country_meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ch", "CH"), ("CHE", "CH"), ("Switzerland", "CH"), ("Suisse", "CH"), ("瑞士", "CH"),
        ("Republic of Korea", "KR"), ("Korea, Republic of", "KR"), ("République de Corée", "KR"),
        ("韩国", "KR"),
        ("Democratic People's Republic of Korea", "KP"), ("South Korea", "KR"),
        ("Democratic Republic of the Congo", "CD"), ("République démocratique du Congo", "CD"), ("RDC", "CD"),
        ("Venezuela (Bolivarian Republic of)", "VE"), ("República Bolivariana de Venezuela", "VE"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"), ("Scotland", "GB"),
        ("الجمهورية العربية السورية", "SY"), ("США", "US"), ("EE. UU.", "US"),
        ("Cote d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("The Gambia", "GM"),
        ("Turkey", "TR"), ("Türkiye", "TR"),
        ("China, Hong Kong Special Administrative Region", "HK"), ("Micronesia (Federated States of)", "FM"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names(typed, code):
    assert country_meant(typed, "en") == code


@pytest.mark.parametrize(
    "typed", ["Congo", "Korea", "Corée", "刚果", "Atlantis", "", " ", "-", "UN", "EU", "x" * 5000]
)
def test_what_is_no_country_or_two_is_nobody_s(typed):
    assert country_meant(typed, "en") is None


@pytest.mark.parametrize("locale", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_country_is_known_by_its_name_in_each_language(locale):
    doubted = {"CG", "CD"}
    lost = {code: name for code, name in countries(locale).items() if country_meant(name, "en") != code}
    assert lost.keys() - doubted == set()
