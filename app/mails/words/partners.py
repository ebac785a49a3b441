"""Mails to who acts for an organisation: asked for its word, or only to read."""

from collections.abc import Iterable
from typing import NamedTuple

from flask_babel import gettext as _

from app.domain.words import N_


class Invitation(NamedTuple):
    """The subject, the heading, the first sentence, the button, and what the link lets its person do."""

    subject: str
    heading: str
    lead: str
    button: str
    about: str


TO_SIGN = Invitation(
    N_("Please sign off: %(title)s"),
    N_("Please look at a draft"),
    N_("%(name)s, %(who)s asks for the word of %(organisation)s on the side event “%(title)s”."),
    N_("Read it and sign off"),
    N_(
        "The link is yours alone and needs no account. You can comment, correct how your organisation is "
        "printed, sign off, or say why not."
    ),
)
TO_READ = Invitation(
    N_("A draft to read: %(title)s"),
    N_("A draft to read"),
    N_("%(name)s, %(who)s invites you to read the draft of the side event “%(title)s” for %(organisation)s."),
    N_("Read the draft"),
    N_(
        "The link is yours alone and needs no account. You can read the draft and correct how your "
        "organisation is printed; others sign for it."
    ),
)


class Answer(NamedTuple):
    """The names of the parts that an organisation signed or refused now, and of those that lack a yes."""

    given: list[str]
    refused: list[str]
    still_refused: list[str]
    still_open: list[str]


def answer_subject(answer: Answer, *, organisation: str, title: str) -> str:
    """Return the subject for the lead: a no first, else the yes and what it leaves open."""
    words = {"organisation": organisation, "title": title, "parts": in_quotes(answer.given)}
    if answer.refused:
        words["parts"] = in_quotes(answer.refused)
        sentence = N_("%(organisation)s does not sign off %(parts)s: %(title)s")
    elif answer.still_refused:
        words["others"] = in_quotes(answer.still_refused)
        sentence = N_("%(organisation)s has signed %(parts)s, %(others)s still refused: %(title)s")
    elif answer.still_open:
        words["others"] = in_quotes(answer.still_open)
        sentence = N_("%(organisation)s has signed %(parts)s, %(others)s still missing: %(title)s")
    else:
        sentence = N_("%(organisation)s has signed off: %(title)s")
    said: str = _(sentence, **words)
    return said


def in_quotes(parts: Iterable[str]) -> str:
    """Return the names of parts in a line of a mail, each in quotation marks."""
    return ", ".join(f"“{_(part)}”" for part in parts)
