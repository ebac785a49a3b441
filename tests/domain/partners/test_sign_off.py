"""What changed is told word by word and part by part; a word holds for what was read alone."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.lifecycle import SignOffState
from app.domain.partners.sign_off import (
    Difference,
    SignOffAnswer,
    SignOffPart,
    TextPiece,
    overall,
    standings,
    word_by_word,
)

TEXTS = st.text(alphabet="ab \n千ن", max_size=30)
AT = datetime(2027, 3, 1, tzinfo=UTC)
READ = {SignOffPart.WORDING: {"title": "Reefs", "aim": "x"}, SignOffPart.TIME: {"time": "10:00"}}
A, G, R = SignOffState.ASKED, SignOffState.GIVEN, SignOffState.REFUSED


def word(texts, *, given=True):
    return SignOffAnswer(1, given, "Ines", AT, "" if given else "No.", texts)


def test_a_changed_word_stands_between_the_words_that_stay():
    assert word_by_word("Twelve reefs at night", "Twelve seas at night") == [
        TextPiece("same", "Twelve "),
        TextPiece("old", "reefs"),
        TextPiece("new", "seas"),
        TextPiece("same", " at night"),
    ]


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts(old, new):
    pieces = word_by_word(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "old") == new


def test_a_change_opens_the_part_that_it_touches_and_a_change_back_closes_it():
    words = {part: word(texts) for part, texts in READ.items()}
    assert [one.state for one in standings(READ, words)] == [G, G]
    moved = standings(READ | {SignOffPart.TIME: {"time": "12:00"}}, words)
    assert [one.state for one in moved] == [G, A]
    assert moved[1].differences == [
        Difference("Date and hour", [TextPiece("old", "10:00"), TextPiece("new", "12:00")])
    ]
    retitled = standings(READ | {SignOffPart.WORDING: {"title": "Seas", "aim": "x"}}, words)
    assert [(one.name, len(one.pieces)) for one in retitled[0].differences] == [("Title", 2)]
    assert [one.state for one in standings(READ, words)] == [G, G]


def test_a_no_is_to_what_was_read_too():
    words = {SignOffPart.WORDING: word(READ[SignOffPart.WORDING], given=False)}
    states = [one.state for one in standings(READ, words)]
    assert (states, overall(standings(READ, words))) == ([R, A], R)
    mended = standings(READ | {SignOffPart.WORDING: {"title": "Seas", "aim": "x"}}, words)
    assert (mended[0].state, overall(mended)) == (A, A)


def test_who_signed_all_has_signed_and_nothing_to_sign_is_not_signed():
    assert overall(standings(READ, {part: word(texts) for part, texts in READ.items()})) is G
    assert overall([]) is A
