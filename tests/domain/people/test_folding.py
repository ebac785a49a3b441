"""Two spellings of one word are one for a search, in every script."""

import pytest

from app.domain.people.folding import folded, searched


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Women’s", "women's"),
        ("co‑operation", "cooperation"),
        ("Straßenbäume für Gießen", "STRASSENBAUME FUR GIESSEN"),
        ("Θάλασσα και ΝΕΡΌ", "θαλασσα ΚΑΙ νερο"),
        ("الأمن", "الامن"),
        ("مـــرحبا", "مرحبا"),
        ("إدارة", "اداره"),
        ("Œuvre", "oeuvre"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("한국", "한국"),
        ("Marti\u0301nez", "Martinez"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Ёлка", "елка"),
        ("ガ", "ｶﾞ"),
        ("“blue”, economy!", "blue economy"),
    ],
)
def test_spellings_fold_to_one(written, typed):
    assert folded(written) == folded(typed) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("राम", "रमा"), ("가", "나"), ("は", "ば"), ("水", "火"), ("cat", "cut")]
)
def test_what_is_another_word_stays_one(one, other):
    assert folded(one) != folded(other)


def test_a_hyphen_asks_for_one_word_or_two():
    assert searched("blue-green (economy) %") == [["bluegreen", "blue green"], ["economy"]]


@pytest.mark.parametrize("text", ["", " ", "%", "_", '"', "\u200b", "\0", "- – ."])
def test_what_is_no_word_asks_for_nothing(text):
    assert searched(text.replace("\0", " ")) == []


def test_what_is_folded_holds_no_sign_that_a_pattern_minds():
    assert not set(folded("50% of_all \\ * ?")) & set("%_\\*?")
