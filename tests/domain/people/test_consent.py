"""One refusal holds back the file it concerns; silence counts only where somebody was asked (rows P4, M3)."""

import pytest

from app.domain.people.consent import (
    NEEDED,
    NO,
    QUESTIONS,
    YES,
    BlockReason,
    ConsentBlocker,
    ConsentKind,
    PersonInFile,
    blockers,
    choices,
)

K = ConsentKind
BOTH = {K.RECORD: YES, K.PUBLISH_VIDEO: YES}


def voice(name="Amara", *, asked=True, **said):
    return PersonInFile(name, asked, {K(kind): choice for kind, choice in said.items()})


def test_a_recording_needs_both_answers_of_everyone():
    people = [voice("Amara", **{K.RECORD: YES, K.PUBLISH_VIDEO: YES}), voice("Bo", record=YES)]
    assert blockers("recording", people) == [ConsentBlocker("Bo", K.PUBLISH_VIDEO, BlockReason.SILENT)]


def test_one_refusal_blocks_whoever_it_is():
    people = [PersonInFile("Amara", True, BOTH), voice("Bo", asked=False, record=NO)]
    assert blockers("recording", people) == [ConsentBlocker("Bo", K.RECORD, BlockReason.REFUSED)]


def test_who_was_never_asked_blocks_nothing():
    assert blockers("recording", [voice(asked=False), voice("Bo", asked=False)]) == []


@pytest.mark.parametrize("kind", ["flyer", "concept_note", "photo", "summary", "unheard of"])
def test_other_kinds_need_nobody(kind):
    assert blockers(kind, [voice(record=NO, publish_slides=NO, transcript=NO)]) == []


@pytest.mark.parametrize(
    ("kind", "question"),
    [("presentation", K.PUBLISH_SLIDES), ("transcript", K.TRANSCRIPT), ("captions", K.TRANSCRIPT)],
)
def test_each_kind_asks_its_own_question(kind, question):
    assert blockers(kind, [PersonInFile("Amara", True, {question: YES})]) == []
    assert blockers(kind, [PersonInFile("Amara", True, {question: NO})]) == [
        ConsentBlocker("Amara", question, BlockReason.REFUSED)
    ]
    assert blockers(kind, [PersonInFile("Amara", True, BOTH)]) == [
        ConsentBlocker("Amara", question, BlockReason.SILENT)
    ]


def test_every_question_has_words_and_answers():
    assert set(QUESTIONS) == set(K)
    assert {kind: len(choices(kind)) > 1 for kind in K} == dict.fromkeys(K, True)
    assert {kind for needed in NEEDED.values() for kind in needed} == set(K) - {K.LICENCE}
