"""What organisers may ask of those who register, and when an answer given earlier still is one (row R1)."""

from collections.abc import Sequence

from app.domain.errors import DomainError
from app.domain.words import N_

MOST_QUESTIONS = 20
MOST_CHOICES = 30
WORDS_LENGTH, HINT_LENGTH, CHOICE_LENGTH = 200, 300, 120
LINE_LENGTH, TEXT_LENGTH = 300, 2000
WITH_CHOICES = frozenset({"one_of", "several_of"})
WRITTEN = frozenset({"line", "text"})
YES, NO = "yes", "no"


class TooManyQuestions(DomainError):
    """A form that long is not filled in."""

    message = N_("An event asks %(most)s questions at most. Delete one first.")
    field = "words"
    status = 422


class AskedAlready(DomainError):
    """Two questions of the same words cannot be told apart in the export."""

    message = N_("The event has a question of these words already.")
    field = "words"
    status = 422


class ChoicesUnfit(DomainError):
    """What people choose from is no choice."""

    message = N_("Give at least two answers to choose from, one on each line.")
    field = "choices"
    status = 422


def checked_choices(kind: str, lines: Sequence[str]) -> list[str]:
    """Return the answers to choose from, in order; none where nothing is chosen. Raises ChoicesUnfit."""
    if kind not in WITH_CHOICES:
        return []
    choices = [line for line in (" ".join(line.split()) for line in lines) if line]
    if len(choices) < 2:
        raise ChoicesUnfit
    if len(choices) > MOST_CHOICES:
        raise ChoicesUnfit(N_("Give at most %(most)s answers to choose from."), most=MOST_CHOICES)
    for choice in choices:
        if len(choice) > CHOICE_LENGTH:
            raise ChoicesUnfit(
                N_("An answer to choose has at most %(most)s characters: “%(start)s…” is longer."),
                most=CHOICE_LENGTH,
                start=choice[:30],
            )
    folded = [choice.casefold() for choice in choices]
    for place, choice in enumerate(choices):
        if folded.index(choice.casefold()) != place:
            raise ChoicesUnfit(N_("“%(choice)s” stands there twice."), choice=choice)
    return choices


def still_fits(kind: str, choices: Sequence[str], *, answered_as: str, answers: Sequence[str]) -> bool:
    """Whether what was answered to a question as it once was is an answer to it as it is now."""
    if kind in WRITTEN:
        longest = LINE_LENGTH if kind == "line" else TEXT_LENGTH
        fits_line = kind == "text" or not any("\n" in text for text in answers)
        return answered_as in WRITTEN and fits_line and all(len(text) <= longest for text in answers)
    if kind in WITH_CHOICES:
        known = answered_as in WITH_CHOICES and set(answers) <= set(choices)
        return known and (kind == "several_of" or len(answers) == 1)
    return answered_as == kind
