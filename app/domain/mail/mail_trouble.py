"""What a mail server said, in people's words: why a message did not arrive, and who can do what (row R4)."""

import re
from collections.abc import Mapping
from enum import StrEnum

from app.domain.words import N_


class Trouble(StrEnum):
    """Why a message did not arrive."""

    NO_SUCH_ADDRESS = "no_such_address"
    FULL = "full"
    TOO_LARGE = "too_large"
    DISTRUSTED = "distrusted"
    SPARED = "spared"
    AWAY = "away"
    REFUSED = "refused"
    OURS = "ours"


WORDS: Mapping[Trouble, str] = {
    Trouble.NO_SUCH_ADDRESS: N_("There is no such mailbox. Ask the person for another address."),
    Trouble.FULL: N_("The mailbox is full. Sending again helps once it has room."),
    Trouble.TOO_LARGE: N_("The receiving server finds the message too large."),
    Trouble.DISTRUSTED: N_(
        "The receiving server does not trust mail from here. Whoever runs this installation can mend that."
    ),
    Trouble.SPARED: N_("This address took no mail before, so nothing was sent. Sending again tries it."),
    Trouble.AWAY: N_("The mail server could not be reached, or was busy."),
    Trouble.REFUSED: N_("The mail server refused this message."),
    Trouble.OURS: N_("This program failed to make or to send it. Its log says why."),
}

_STATUS = re.compile(r"(?<![\d.])[245]\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_BY_STATUS = {
    (2, 2): Trouble.FULL,
    (2, 3): Trouble.TOO_LARGE,
    (3, 4): Trouble.TOO_LARGE,
    (2, 1): Trouble.NO_SUCH_ADDRESS,
}
"""Subject and detail of an enhanced status code (RFC 3463 section 3); 1.x is the address, 7.x is trust."""

_BY_WORD = (
    ("no such", Trouble.NO_SUCH_ADDRESS),
    ("unknown user", Trouble.NO_SUCH_ADDRESS),
    ("user unknown", Trouble.NO_SUCH_ADDRESS),
    ("does not exist", Trouble.NO_SUCH_ADDRESS),
    ("quota", Trouble.FULL),
    ("mailbox full", Trouble.FULL),
    ("spam", Trouble.DISTRUSTED),
    ("blocked", Trouble.DISTRUSTED),
)
_BY_CLASS = (
    ("Undeliverable:", Trouble.SPARED),
    ("TemporaryMailFailure:", Trouble.AWAY),
    ("PermanentMailFailure:", Trouble.REFUSED),
)


def trouble_of(said: str) -> Trouble:
    """Return what kept a message, from what the outbox noted: a class of ours, and a server's reply."""
    if said.startswith("Undeliverable:"):
        return Trouble.SPARED
    found = _STATUS.search(said)
    if found:
        subject, detail = int(found[1]), int(found[2])
        if subject in {1, 7}:
            return Trouble.NO_SUCH_ADDRESS if subject == 1 else Trouble.DISTRUSTED
        if (subject, detail) in _BY_STATUS:
            return _BY_STATUS[subject, detail]
    low = said.lower()
    for word, trouble in _BY_WORD:
        if word in low:
            return trouble
    for start, trouble in _BY_CLASS:
        if said.startswith(start):
            return trouble
    return Trouble.REFUSED if found else Trouble.OURS


def reply_of(said: str) -> str:
    """Return the server's own words, for whoever has to ask there."""
    return re.sub(r"^(?:Undeliverable|TemporaryMailFailure|PermanentMailFailure): ", "", said)
