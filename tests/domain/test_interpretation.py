"""How many interpreters a session needs."""

import pytest

from app.domain.interpretation import needed, pairs_of


@pytest.mark.parametrize(
    ("spoken", "interpreted", "pairs"),
    [
        (["en"], [], 1),
        (["en"], ["en", "fr"], 1),
        (["en", "fr"], ["en", "fr"], 1),
        (["en"], ["fr", "es"], 2),
        ([], ["fr"], 1),
        (["en"], {"en"}, 1),
    ],
)
def test_languages_beside_the_first_are_pairs(spoken, interpreted, pairs):
    assert pairs_of(spoken, interpreted) == pairs


@pytest.mark.parametrize(("minutes", "pairs", "people"), [(60, 1, 1), (61, 1, 2), (45, 2, 2), (90, 3, 6)])
def test_over_an_hour_two_take_turns_for_each_pair(minutes, pairs, people):
    assert needed(minutes, pairs) == people
