"""The questions of an event, and what was answered to them (row R1)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from app.domain.lifecycle import CONCERNED
from app.extensions import db
from app.models import Question, QuestionAnswer, QuestionKind, Registration

COUNTED = (QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF, QuestionKind.YES_NO)
Tally = Sequence[tuple[QuestionKind, str, int]]
"""(How it was answered, the answer, how many gave it)."""


def of_event(event_id: int) -> Sequence[Question]:
    """Return all questions of an event in their order, those no longer asked as well."""
    return db.session.scalars(
        select(Question).where(Question.event_id == event_id).order_by(Question.position, Question.id)
    ).all()


def asked(event_id: int) -> Sequence[Question]:
    """Return the questions that the form asks."""
    return [question for question in of_event(event_id) if question.is_asked]


def by_key(event_id: int, key: str) -> Question | None:
    """Return one question of an event."""
    return db.session.scalar(select(Question).where(Question.event_id == event_id, Question.key == key))


def answers_of(registration_id: int) -> Mapping[int, QuestionAnswer]:
    """Return (question id -> answer) of one person."""
    mine = select(QuestionAnswer).where(QuestionAnswer.registration_id == registration_id)
    return {answer.question_id: answer for answer in db.session.scalars(mine)}


def answers_in_order(registration_id: int) -> Sequence[QuestionAnswer]:
    """Return what one person answered, in the order of the questions."""
    return db.session.scalars(
        select(QuestionAnswer)
        .join(Question, Question.id == QuestionAnswer.question_id)
        .where(QuestionAnswer.registration_id == registration_id)
        .order_by(Question.position, Question.id)
    ).all()


def answers_of_all(event_id: int) -> Mapping[int, Mapping[int, QuestionAnswer]]:
    """Return (registration id -> question id -> answer) of everybody at an event, in one query."""
    rows = db.session.scalars(
        select(QuestionAnswer)
        .join(Question, Question.id == QuestionAnswer.question_id)
        .where(Question.event_id == event_id)
    )
    found: dict[int, dict[int, QuestionAnswer]] = defaultdict(dict)
    for answer in rows:
        found[answer.registration_id][answer.question_id] = answer
    return found


def how_many(event_id: int) -> Mapping[int, int]:
    """Return (question id -> how many people have answered it)."""
    rows = db.session.execute(
        select(QuestionAnswer.question_id, func.count())
        .join(Question, Question.id == QuestionAnswer.question_id)
        .where(Question.event_id == event_id)
        .group_by(QuestionAnswer.question_id)
    )
    return {number: count for number, count in rows}  # noqa: C416 - a row is no pair to mypy


def tallies(event_id: int) -> Mapping[int, Tally]:
    """Return (question id -> how it was answered, the most frequent first) of what is chosen and not written.

    Counted are those who come or want to: not the cancelled, and nobody whose address is unconfirmed.
    """
    rows = db.session.execute(
        select(QuestionAnswer.question_id, QuestionAnswer.kind, QuestionAnswer.answers)
        .join(Question, Question.id == QuestionAnswer.question_id)
        .join(Registration, Registration.id == QuestionAnswer.registration_id)
        .where(Question.event_id == event_id, QuestionAnswer.kind.in_(COUNTED))
        .where(Registration.state.in_(CONCERNED))
    )
    counted: dict[int, Counter[tuple[QuestionKind, str]]] = defaultdict(Counter)
    for question_id, kind, answers in rows:
        counted[question_id].update((kind, text) for text in answers)
    return {
        question_id: [(kind, text, count) for (kind, text), count in counter.most_common()]
        for question_id, counter in counted.items()
    }
