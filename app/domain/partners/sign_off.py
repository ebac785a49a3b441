"""What an organisation signs: named parts of a version, and what reads otherwise since (rows O3, O4)."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.lifecycle import SIGN_OFFS_MISSING, SignOffState
from app.domain.words import N_


class SignOffPart(StrEnum):
    """What is signed apart, in the order in which it comes to be."""

    WORDING = "wording"
    TIME = "time"
    ORGANISERS = "organisers"
    AGENDA = "agenda"
    RECORDING = "recording"
    SUMMARY = "summary"


PART_WORDS: Mapping[SignOffPart, str] = {
    SignOffPart.WORDING: N_("Title and aim"),
    SignOffPart.TIME: N_("Date and hour"),
    SignOffPart.ORGANISERS: N_("List of organisers"),
    SignOffPart.AGENDA: N_("Agenda"),
    SignOffPart.RECORDING: N_("Release of the recording"),
    SignOffPart.SUMMARY: N_("Summary"),
}
MISSING_WORDS: Mapping[SignOffPart, str] = {
    SignOffPart.WORDING: N_("%(organisation)s has not signed the title and aim."),
    SignOffPart.TIME: N_("%(organisation)s has not signed the date and hour."),
    SignOffPart.ORGANISERS: N_("%(organisation)s has not signed the list of organisers."),
    SignOffPart.AGENDA: N_("%(organisation)s has not signed the agenda."),
    SignOffPart.RECORDING: N_("%(organisation)s has not signed the release of the recording."),
    SignOffPart.SUMMARY: N_("%(organisation)s has not signed the summary."),
}
TEXT_WORDS: Mapping[str, str] = {"title": N_("Title"), "aim": N_("Aim")}
"""The texts of a part that has several; the others are named as their part."""

OF_THE_EVENT = (SignOffPart.WORDING, SignOffPart.TIME, SignOffPart.ORGANISERS, SignOffPart.AGENDA)
"""What publishing the event is about."""
OF_THE_RECORD = (SignOffPart.RECORDING, SignOffPart.SUMMARY)
"""What is signed after the event, each with a publication of its own."""

TOUCHES: Mapping[str, SignOffPart] = {
    "title": SignOffPart.WORDING,
    "aim": SignOffPart.WORDING,
    "time": SignOffPart.TIME,
    "organisations": SignOffPart.ORGANISERS,
    "organisation": SignOffPart.ORGANISERS,
    "agenda": SignOffPart.AGENDA,
    "people": SignOffPart.AGENDA,
    "materials": SignOffPart.RECORDING,
    "summary": SignOffPart.SUMMARY,
}
"""First word of a field of the history -> the part that may read otherwise now."""

Texts = Mapping[str, str]
Shown = Mapping[SignOffPart, Texts]
"""What can be signed now: a part that says nothing yet is not in it."""


@dataclass(frozen=True, slots=True)
class SignOffAnswer:
    """What was said last about a part, and what it read then."""

    id: int
    given: bool
    by: str
    at: datetime
    reason: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Some words of a text: `kind` is "same", "old" (gone) or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One text that reads otherwise than when it was answered."""

    name: str
    pieces: Sequence[TextPiece]


@dataclass(frozen=True, slots=True)
class PartStanding:
    """Where one part stands with one organisation."""

    part: SignOffPart
    texts: Texts
    word: SignOffAnswer | None

    @property
    def state(self) -> SignOffState:
        """Asked, as long as nobody answered what it reads now."""
        if self.word is None or self.word.texts != self.texts:
            return SignOffState.ASKED
        return SignOffState.GIVEN if self.word.given else SignOffState.REFUSED

    @property
    def version(self) -> str:
        """Return a short name of what it reads, another one whenever it reads otherwise."""
        return version_of(self.texts)

    @property
    def differences(self) -> list[Difference]:
        """Return what reads otherwise than when it was answered, word by word."""
        if self.word is None:
            return []
        return [
            Difference(TEXT_WORDS.get(name, PART_WORDS[self.part]), word_by_word(old, new))
            for name in self.texts
            if (old := self.word.texts.get(name, "")) != (new := self.texts[name])
        ]


def standings(shown: Shown, words: Mapping[SignOffPart, SignOffAnswer]) -> list[PartStanding]:
    """Return where each part that can be signed stands, in order."""
    return [PartStanding(part, shown[part], words.get(part)) for part in SignOffPart if part in shown]


def overall(parts: Sequence[PartStanding]) -> SignOffState:
    """Return one state for all parts: a no counts more than a yes that is missing."""
    states = {one.state for one in parts}
    for state in SIGN_OFFS_MISSING:
        if state in states:
            return state
    return SignOffState.GIVEN if states else SignOffState.ASKED


def version_of(texts: Texts) -> str:
    """Return a short name of some texts."""
    return hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()[:16]


def word_by_word(old: str, new: str) -> list[TextPiece]:
    """Compare two texts by words; pieces joined without the old ones give the new text, and the other way."""
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(TextPiece("same", "".join(before[a:b])))
            continue
        pieces += [TextPiece("old", "".join(before[a:b]))] if b > a else []
        pieces += [TextPiece("new", "".join(after[c:d]))] if d > c else []
    return pieces
