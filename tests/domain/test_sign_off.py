"""What changed is told word by word, and both texts can be read out of the pieces."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sign_off import Difference, Piece, differences, word_by_word

TEXTS = st.text(alphabet="ab \n千ن", max_size=30)


def test_a_changed_word_stands_between_the_words_that_stay():
    assert word_by_word("Twelve reefs at night", "Twelve seas at night") == [
        Piece("same", "Twelve "),
        Piece("old", "reefs"),
        Piece("new", "seas"),
        Piece("same", " at night"),
    ]


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts(old, new):
    pieces = word_by_word(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "old") == new


def test_only_what_reads_otherwise_is_told_in_order():
    signed = {"title": "Reefs", "aim": "x", "time": "10:00", "organisers": "A"}
    found = differences(signed, signed | {"organisers": "A\nB", "title": "Seas"})
    assert [one.name for one in found] == ["Title", "Organisers"]
    assert differences(signed, dict(signed)) == []
    assert differences({}, {"title": "Reefs"}) == [Difference("Title", [Piece("new", "Reefs")])]
