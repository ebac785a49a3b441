"""Asking people which of some starts suits them: answers, limits and what they add up to (row T10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import DomainError, UnknownLink
from app.domain.words import N_

MOST_STARTS = 8


class PollAnswer(StrEnum):
    """What somebody says about one start."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    NO = "no"


ANSWER_WORDS = {
    PollAnswer.YES: N_("Yes"),
    PollAnswer.IF_NEED_BE: N_("If need be"),
    PollAnswer.NO: N_("No"),
}


class NoStartChosen(DomainError):
    """A question needs something to choose from."""

    message = N_("Choose at least one start to ask about.")
    field = "starts"
    status = 422


class TooManyStarts(DomainError):
    """Nobody answers long lists."""

    message = N_("Ask about at most %(limit)d starts: nobody answers long lists.")
    field = "starts"
    status = 422


class NobodyToAsk(DomainError):
    """There is no person to send the question to."""

    message = N_("Nobody is on the list of people, so there is nobody to ask.")
    status = 422


class PollOver(DomainError):
    """The question has been closed; answers stay as they are."""

    message = N_("This question is closed. Answers can no longer be changed.")
    status = 409


class PollLinkUnknown(UnknownLink):
    """No question has this link: mistyped, cut off by a mail program, or its event is gone."""

    message = N_(
        "This personal link is not known. Open it from the mail again, or ask the organisers for a new one."
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said about one start."""

    yes: int
    if_need_be: int
    no: int

    @property
    def order(self) -> tuple[int, int, int]:
        """The best first: nobody shut out, then most who come gladly."""
        return self.no, -self.yes, -self.if_need_be


def tally(answers: Iterable[PollAnswer]) -> Tally:
    """Count answers."""
    given = list(answers)
    return Tally(*(given.count(kind) for kind in PollAnswer))
