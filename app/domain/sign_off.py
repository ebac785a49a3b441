"""What an organisation signs: a version of title, aim, hour and organisers; what changed since (O3, O4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.domain.words import N_

SIGNED: Mapping[str, str] = {
    "title": N_("Title"),
    "aim": N_("Aim"),
    "time": N_("Date and hour"),
    "organisers": N_("Organisers"),
}
"""Part of a version -> its name."""

LAPSES = frozenset({"title", "aim", "time", "organisations", "organisations.order"})
"""Fields of the history whose change lets a given sign-off lapse to asked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text: `kind` is "same", "old" (gone) or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that reads otherwise than when it was signed."""

    name: str
    pieces: Sequence[Piece]


def differences(signed: Mapping[str, str], now: Mapping[str, str]) -> list[Difference]:
    """Return what reads otherwise now, part by part, in the order of SIGNED."""
    return [
        Difference(name, word_by_word(signed.get(part, ""), now.get(part, "")))
        for part, name in SIGNED.items()
        if signed.get(part, "") != now.get(part, "")
    ]


def word_by_word(old: str, new: str) -> list[Piece]:
    """Compare two texts by words; pieces joined without the old ones give the new text, and the other way."""
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        pieces += [Piece("old", "".join(before[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(after[c:d]))] if d > c else []
    return pieces
