"""The organisers' questions: asked, changed, put in order, taken out; and the answers kept (row R1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.attendance.questions import (
    MOST_QUESTIONS,
    AskedAlready,
    TooManyQuestions,
    checked_choices,
    still_fits,
)
from app.extensions import db
from app.models import Event, Question, QuestionAnswer, QuestionKind, Registration
from app.queries import questions as query
from app.services import tokens
from app.services.actor import Actor
from app.services.attendance import seats
from app.services.history import record

Answers = Mapping[int, Sequence[str]]
"""Question id -> the text, or the chosen words; of yes_no "yes" or "no"; empty where nothing was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """A question as the organisers write it. `choices`: what there is to choose from, by lines."""

    words: str
    kind: QuestionKind
    choices: Sequence[str] = ()
    hint: str = ""
    is_required: bool = False
    is_asked: bool = True


def add(event: Event, *, draft: QuestionDraft, actor: Actor, now: datetime) -> Question:
    """Ask one more. Raises TooManyQuestions, AskedAlready, ChoicesUnfit."""
    seats.lock(event)
    present = query.of_event(event.id)
    if len(present) >= MOST_QUESTIONS:
        raise TooManyQuestions(most=MOST_QUESTIONS)
    _check(present, draft)
    question = Question(
        event_id=event.id,
        key=tokens.public_key(),
        position=max((one.position for one in present), default=0) + 1,
        kind=draft.kind,
        words=draft.words,
    )
    _write(question, draft)
    db.session.add(question)
    record(event, actor=actor, field="questions", old=None, new=draft.words, now=now)
    return question


def change(event: Event, question: Question, *, draft: QuestionDraft, actor: Actor, now: datetime) -> None:
    """Ask it otherwise. Answers that were given stay as they are. Raises AskedAlready, ChoicesUnfit."""
    seats.lock(event)
    _check([one for one in query.of_event(event.id) if one is not question], draft)
    old = _said(question)
    _write(question, draft)
    record(event, actor=actor, field="questions", old=old, new=_said(question), now=now)
    db.session.flush()


def move(event: Event, question: Question, *, by: int, actor: Actor, now: datetime) -> None:
    """Put it earlier (`by` -1) or later (1) by one place."""
    seats.lock(event)
    order = list(query.of_event(event.id))
    place = order.index(question)
    to = max(0, min(place + by, len(order) - 1))
    order.insert(to, order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    record(event, actor=actor, field="questions.order", old=place + 1, new=to + 1, now=now)
    db.session.flush()


def remove(event: Event, question: Question, *, actor: Actor, now: datetime) -> None:
    """Delete it with every answer that was given to it."""
    record(event, actor=actor, field="questions", old=question.words, new=None, now=now)
    db.session.delete(question)
    db.session.flush()


def keep(registration: Registration, answers: Answers, *, now: datetime) -> None:
    """Keep what a person answered, beside the question as it was asked.

    Nothing said takes an answer back; one to an older form of the question, which the page could not offer,
    stays until another is given.
    """
    if not answers:
        return
    present = query.answers_of(registration.id)
    for question in query.asked(registration.event_id):
        if question.id in answers:
            _keep_one(registration, question, present.get(question.id), list(answers[question.id]), now)
    db.session.flush()


def fitting(question: Question, answer: QuestionAnswer | None) -> list[str]:
    """Return what a form shows as answered already."""
    return list(answer.answers) if answer and _fits(question, answer) else []


def _keep_one(
    registration: Registration,
    question: Question,
    answer: QuestionAnswer | None,
    said: list[str],
    now: datetime,
) -> None:
    if not said:
        if answer is not None and _fits(question, answer):
            db.session.delete(answer)
        return
    if answer is None:
        answer = QuestionAnswer(
            registration_id=registration.id,
            question_id=question.id,
            asked=question.words,
            kind=question.kind,
            answers=said,
            answered_at=now,
        )
        db.session.add(answer)
    elif answer.answers != said or answer.asked != question.words:
        answer.answers, answer.answered_at = said, now
        answer.asked, answer.kind = question.words, question.kind


def _fits(question: Question, answer: QuestionAnswer) -> bool:
    return still_fits(question.kind, question.choices, answered_as=answer.kind, answers=answer.answers)


def _check(others: Sequence[Question], draft: QuestionDraft) -> None:
    if any(one.words.casefold() == draft.words.casefold() for one in others):
        raise AskedAlready
    checked_choices(draft.kind, draft.choices)


def _write(question: Question, draft: QuestionDraft) -> None:
    question.words, question.kind, question.hint = draft.words, draft.kind, draft.hint
    question.choices = checked_choices(draft.kind, draft.choices)
    question.is_required, question.is_asked = draft.is_required, draft.is_asked


def _said(question: Question) -> str:
    choices = f" ({', '.join(question.choices)})" if question.choices else ""
    return f"{question.words}{choices}"
