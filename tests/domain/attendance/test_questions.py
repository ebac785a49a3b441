"""What organisers may ask, and when an answer given earlier still is one."""

import pytest

from app.domain.attendance.questions import (
    CHOICE_LENGTH,
    MOST_CHOICES,
    ChoicesUnfit,
    checked_choices,
    still_fits,
)


def test_choices_are_lines_without_blanks_in_their_order():
    assert checked_choices("one_of", [" A  colleague", "", "\tThe forum "]) == ["A colleague", "The forum"]


@pytest.mark.parametrize("kind", ["line", "text", "yes_no"])
def test_where_nothing_is_chosen_there_are_no_choices(kind):
    assert checked_choices(kind, ["A", "B"]) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["A", " "], "Give at least two answers to choose from, one on each line."),
        ([str(n) for n in range(MOST_CHOICES + 1)], "Give at most 30 answers to choose from."),
        (
            ["A", "b" * (CHOICE_LENGTH + 1)],
            f"An answer to choose has at most 120 characters: “{'b' * 30}…” is longer.",
        ),
        (["Rain", "sun", "RAIN"], "“RAIN” stands there twice."),
    ],
)
def test_what_is_no_choice_is_refused_in_words(lines, words):
    with pytest.raises(ChoicesUnfit) as refusal:
        checked_choices("several_of", lines)
    assert (str(refusal.value), refusal.value.field) == (words, "choices")


@pytest.mark.parametrize(
    ("now", "choices", "was", "answers", "fits"),
    [
        ("line", [], "text", ["short"], True),
        ("line", [], "text", ["two\nlines"], False),
        ("line", [], "text", ["x" * 301], False),
        ("text", [], "line", ["x" * 2000], True),
        ("text", [], "line", ["x" * 2001], False),
        ("text", [], "one_of", ["A"], False),
        ("one_of", ["A", "B"], "several_of", ["A"], True),
        ("one_of", ["A", "B"], "several_of", ["A", "B"], False),
        ("several_of", ["A", "B"], "one_of", ["A"], True),
        ("several_of", ["A", "B"], "several_of", ["C"], False),
        ("yes_no", [], "yes_no", ["yes"], True),
        ("yes_no", [], "line", ["yes"], False),
    ],
)
def test_an_answer_to_a_question_as_it_was_fits_or_does_not(now, choices, was, answers, fits):
    assert still_fits(now, choices, answered_as=was, answers=answers) is fits
