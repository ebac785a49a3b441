"""Terms under which a material may be used."""

import pytest

from app.domain.files.licences import LICENCES, Licence, licence_of


@pytest.mark.parametrize("code", LICENCES)
def test_a_known_code_has_the_name_people_know(code):
    licence = licence_of(code)
    assert licence is LICENCES[code]
    assert licence.url.startswith("https://creativecommons.org/") == code.startswith("CC")


def test_an_unknown_code_names_itself_and_none_says_nothing():
    assert licence_of("ODbL-1.0") == Licence("ODbL-1.0", "")
    assert licence_of("") is None
