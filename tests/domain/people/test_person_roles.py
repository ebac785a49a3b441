"""Roles as lists name them."""

import pytest

from app.domain.people.person_roles import ROLE_WORDS, PersonRole, roles_in


@pytest.mark.parametrize(
    ("text", "roles", "unknown"),
    [
        ("Panelist", ["panellist"], []),
        ("Moderator & Speaker", ["moderator", "speaker"], []),
        ("Chairperson / Keynote Speaker", ["chair", "keynote"], []),
        ("Opening remarks", ["opener"], []),
        ("opening and closing remarks", ["opener", "closer"], []),
        ("Modératrice et intervenante", ["moderator", "speaker"], []),
        ("ponente; panelista", ["speaker", "panellist"], []),
        ("модератор и докладчик", ["moderator", "speaker"], []),
        ("主持人、发言人", ["moderator", "speaker"], []),
        ("متحدث، ميسر", ["moderator", "speaker"], []),
        ("speaker, wizard", ["speaker"], ["wizard"]),
        ("", [], []),
    ],
)
def test_roles_are_known_by_their_synonyms(text, roles, unknown):
    assert roles_in(text) == (roles, unknown)


@pytest.mark.parametrize("role", PersonRole)
def test_every_role_is_known_by_its_own_words(role):
    assert roles_in(role.value) == roles_in(ROLE_WORDS[role]) == ([role.value], [])
