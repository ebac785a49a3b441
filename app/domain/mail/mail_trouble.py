"""What a mail server said, in people's words: why a message did not arrive, and who can do what (row R4)."""

import re
from collections.abc import Iterator, Mapping
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
    UNWANTED = "unwanted"
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
    Trouble.UNWANTED: N_(
        "The reader reported it as spam: reminders stop, changes and cancellations still go there."
    ),
    Trouble.OURS: N_("This program failed to make or to send it. Its log says why."),
}

_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_BY_CODE = (
    (re.compile(r".\.2\.2"), Trouble.FULL),
    (re.compile(r".\.(2\.3|3\.4)"), Trouble.TOO_LARGE),
    (re.compile(r".\.(1\.(0|1|2|3|6|10)|2\.1|4\.4)"), Trouble.NO_SUCH_ADDRESS),  # nor such a host
    (re.compile(r".\.(1\.[78]|7\..*)"), Trouble.DISTRUSTED),  # 1.7, 1.8: it dislikes the sender
    (re.compile(r"4\.4\..*|5\.4\.[2-9]"), Trouble.AWAY),  # 5.4.1 is what Exchange Online says of much else
)
"""Enhanced status codes (RFC 3463 section 3); the first that fits counts."""

_BY_WORDS = (
    (
        re.compile(
            r"quota|(mailbox|inbox) (is )?full|mailbox.{0,30}exceed"
            r"|insufficient (disk|storage)|out of storage"
        ),
        Trouble.FULL,
    ),
    (
        re.compile(r"\bspam|blocked|block ?list|blacklist|policy|reputation|dmarc|\bspf\b|\bdkim\b"),
        Trouble.DISTRUSTED,
    ),
    (re.compile(r"too many|rate that|try again later|temporar"), Trouble.AWAY),
    (
        re.compile(
            r"no such|no mailbox here"
            r"|(user|recipient|mailbox|account|address) (is )?(unknown|disabled|invalid)"
            r"|(unknown|invalid) (local )?(user|recipient|mailbox|account|address)"
            r"|(user|recipient|mailbox|account|address).{0,40}(not found|does(n't| not) exist)"
        ),
        Trouble.NO_SUCH_ADDRESS,
    ),
)
"""What servers write beside a code or instead of one; the first that fits counts."""

_OUR_OWN = (("Undeliverable:", Trouble.SPARED), ("Complaint:", Trouble.UNWANTED))
_BY_CLASS = (
    ("TemporaryMailFailure:", Trouble.AWAY),
    ("PermanentMailFailure:", Trouble.REFUSED),
)


def codes_in(said: str) -> Iterator[str]:
    """Yield the enhanced status codes in a server's words that name a reason: not x.0.0, no IP address."""
    return (found[0] for found in _CODE.finditer(said) if (found[2], found[3]) != ("0", "0"))


def trouble_of(said: str) -> Trouble:
    """Return what kept a message, from what the outbox noted: a class of ours, and a server's reply.

    Of code and words the one counts that blames the address less: to try again costs a mail, to give up an
    address that works costs somebody every mail.
    """
    for start, trouble in _OUR_OWN:
        if said.startswith(start):
            return trouble
    by_code = next((found for code in codes_in(said) if (found := _by_code(code))), None)
    by_words = next((trouble for words, trouble in _BY_WORDS if words.search(reply_of(said).lower())), None)
    if by_code is Trouble.NO_SUCH_ADDRESS and by_words:
        return by_words
    by_class = next((trouble for start, trouble in _BY_CLASS if said.startswith(start)), None)
    is_reply = bool(_CODE.search(said))
    return by_code or by_words or by_class or (Trouble.REFUSED if is_reply else Trouble.OURS)


def _by_code(code: str) -> Trouble | None:
    return next((trouble for codes, trouble in _BY_CODE if codes.fullmatch(code)), None)


def reply_of(said: str) -> str:
    """Return the server's own words, for whoever has to ask there."""
    return re.sub(r"^(?:Undeliverable|Complaint|TemporaryMailFailure|PermanentMailFailure): ", "", said)
