"""What may be published, computed from everyone in a file (rows P4, M3).

The rule for the unknown: who was asked by a personal link has to have said yes. Who never was (the people of
an archive that was imported, a guest added afterwards) blocks nothing: the organisers answer for them. A
refusal or a withdrawal blocks whoever it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.files.licences import LICENCES
from app.domain.words import N_

WORDING = "2026-2"
"""The version of the words below. Whoever changes one counts it up: an answer keeps what it answered."""

YES, NO = "yes", "no"
OWN_TERMS = "own"
"""A licence in the person's own words, which stand beside the answer."""
ON_BEHALF = ("guardian", "assistant", "other")
"""As what somebody answers for somebody else."""


class ConsentKind(StrEnum):
    """What is asked, each apart."""

    RECORD = "record"
    PUBLISH_VIDEO = "publish_video"
    PUBLISH_SLIDES = "publish_slides"
    LICENCE = "licence"
    TRANSCRIPT = "transcript"


QUESTIONS: Mapping[ConsentKind, tuple[str, str]] = {
    ConsentKind.RECORD: (
        N_("May the session be recorded while you speak?"),
        N_("The organisers keep the recording. Saying yes does not publish it: that is the next question."),
    ),
    ConsentKind.PUBLISH_VIDEO: (
        N_("May the recording with you in it be published?"),
        N_("Everybody can then watch it on the event’s page. It shows your face, voice and name."),
    ),
    ConsentKind.PUBLISH_SLIDES: (
        N_("May your slides be published?"),
        N_("Everybody can then download the file you hand in."),
    ),
    ConsentKind.LICENCE: (
        N_("What may others do with your slides and your part of the recording?"),
        N_("The terms stand beside the file. Without an answer all rights stay with you."),
    ),
    ConsentKind.TRANSCRIPT: (
        N_("May a machine write down what you say?"),
        N_("Captions and a transcript help people who cannot hear or who read faster than they listen."),
    ),
}

NEEDED: Mapping[str, tuple[ConsentKind, ...]] = {
    "recording": (ConsentKind.RECORD, ConsentKind.PUBLISH_VIDEO),
    "presentation": (ConsentKind.PUBLISH_SLIDES,),
    "transcript": (ConsentKind.TRANSCRIPT,),
    "captions": (ConsentKind.TRANSCRIPT,),
}
"""Kind of material -> what everyone in it has to have agreed to. Other kinds show nobody speaking."""

OWN = frozenset({"presentation"})
"""Kinds that are one person's, where a person is named; all others have everyone in them who takes part."""


class BlockReason(StrEnum):
    """What stands in the way."""

    REFUSED = "refused"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class PersonInFile:
    """One person in a file: `asked` by a personal link, and the newest answer to each question."""

    name: str
    asked: bool
    said: Mapping[ConsentKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentBlocker:
    """Who stands in the way of a publication, to which question, and how."""

    name: str
    kind: ConsentKind
    why: BlockReason


def choices(kind: ConsentKind) -> tuple[str, ...]:
    """Return the answers a question takes."""
    return (*LICENCES, OWN_TERMS) if kind is ConsentKind.LICENCE else (YES, NO)


def blockers(material_kind: str, people: Iterable[PersonInFile]) -> Sequence[ConsentBlocker]:
    """Return everyone who keeps a file of `material_kind` from being public; empty: it may be published."""
    found = []
    for person in people:
        for kind in NEEDED.get(material_kind, ()):
            said = person.said.get(kind)
            if said == NO or (said is None and person.asked):
                found.append(
                    ConsentBlocker(person.name, kind, BlockReason.REFUSED if said else BlockReason.SILENT)
                )
                break
    return found
