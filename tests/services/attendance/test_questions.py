"""The organisers' questions: asked, changed, put in order, taken out; answers stay as they were given."""

from datetime import timedelta

import pytest

from app.domain.attendance.questions import AskedAlready, ChoicesUnfit, TooManyQuestions
from app.extensions import db
from app.models import QuestionAnswer, QuestionKind
from app.queries import questions as query
from app.services.attendance import questions
from app.services.attendance.questions import QuestionDraft
from tests.support.attendees import public_event, register
from tests.support.desk import AMARA, history
from tests.support.world import START

LATER = START + timedelta(days=1)
WHO = {"actor": AMARA, "now": START}
LINE, ONE_OF, SEVERAL, YES_NO = (
    QuestionKind.LINE,
    QuestionKind.ONE_OF,
    QuestionKind.SEVERAL_OF,
    QuestionKind.YES_NO,
)


@pytest.fixture
def event(app):
    return public_event()


def ask(event, words, kind=LINE, **more):
    return questions.add(event, draft=QuestionDraft(words=words, kind=kind, **more), **WHO)


def change(event, question, words, kind=LINE, **more):
    questions.change(event, question, draft=QuestionDraft(words=words, kind=kind, **more), **WHO)


def asked(event):
    return [(one.position, one.words) for one in query.of_event(event.id)]


def said(chie):
    db.session.expire_all()
    return {
        row.asked: row.answers for row in db.session.query(QuestionAnswer).filter_by(registration_id=chie.id)
    }


def test_a_question_stands_at_the_end_with_its_choices_cleaned(event):
    ask(event, "Your field?", hint="Any", is_required=True)
    made = ask(event, "How do you know of us?", ONE_OF, choices=["A colleague", "", " The  forum "])
    assert asked(event) == [(1, "Your field?"), (2, "How do you know of us?")]
    assert made.choices == ["A colleague", "The forum"]
    assert history(event)[-1] == ("questions", "", "How do you know of us?")


def test_questions_that_cannot_be_asked_are_refused_at_their_field(event, monkeypatch):
    first = ask(event, "Your field?")
    second = ask(event, "Which language?")
    with pytest.raises(AskedAlready) as refusal:
        ask(event, "YOUR FIELD?")
    assert refusal.value.field == "words"
    with pytest.raises(AskedAlready):
        change(event, second, "Your field?")
    change(event, first, "Your FIELD?")  # its own words are no other's
    with pytest.raises(ChoicesUnfit) as refusal:
        ask(event, "Which?", ONE_OF, choices=["One"])
    assert refusal.value.field == "choices"
    monkeypatch.setattr(questions, "MOST_QUESTIONS", 2)
    with pytest.raises(TooManyQuestions, match="2 questions at most"):
        ask(event, "More?")


def test_a_change_is_kept_in_the_history_with_its_choices(event):
    question = ask(event, "Which?", ONE_OF, choices=["A", "B"])
    change(event, question, "Which ones?", SEVERAL, choices=["A", "C"], is_asked=False)
    assert history(event)[-1] == ("questions", "Which? (A, B)", "Which ones? (A, C)")
    assert (question.kind, question.is_asked) == (SEVERAL, False)


def test_questions_move_by_one_place_and_stop_at_the_ends(event):
    first, _second, third = ask(event, "A?"), ask(event, "B?"), ask(event, "C?")
    questions.move(event, third, by=-1, **WHO)
    questions.move(event, first, by=-1, **WHO)
    assert asked(event) == [(1, "A?"), (2, "C?"), (3, "B?")]
    assert history(event)[-1] == ("questions.order", "3", "2")


def test_a_question_goes_with_every_answer_to_it(event):
    question, chie = ask(event, "Your field?"), register(event)
    questions.keep(chie, {question.id: ["Reefs"]}, now=START)
    questions.remove(event, question, **WHO)
    assert (asked(event), said(chie)) == ([], {})


def test_an_answer_is_kept_beside_the_question_as_it_was_asked_changed_and_taken_back(event):
    question, chie = ask(event, "Your field?"), register(event)
    for words in (["Reefs"], ["Seas"]):
        questions.keep(chie, {question.id: words, 999: ["x"]}, now=START)
    assert said(chie) == {"Your field?": ["Seas"]}
    change(event, question, "Your work?")
    questions.keep(chie, {}, now=LATER)
    assert said(chie) == {"Your field?": ["Seas"]}
    questions.keep(chie, {question.id: ["Seas"]}, now=LATER)
    assert said(chie) == {"Your work?": ["Seas"]}
    questions.keep(chie, {question.id: []}, now=LATER)
    assert said(chie) == {}


def test_an_answer_that_the_form_could_not_offer_stays_until_another_is_given(event):
    question, chie = ask(event, "Which?", ONE_OF, choices=["A", "B"]), register(event)
    questions.keep(chie, {question.id: ["A"]}, now=START)
    change(event, question, "Which?", ONE_OF, choices=["B", "C"])
    answer = query.answers_of(chie.id)[question.id]
    assert questions.fitting(question, answer) == []
    questions.keep(chie, {question.id: []}, now=LATER)
    assert said(chie) == {"Which?": ["A"]}
    questions.keep(chie, {question.id: ["C"]}, now=LATER)
    assert said(chie) == {"Which?": ["C"]}


def test_a_form_shows_what_was_answered_and_fits(event):
    question, chie = ask(event, "May we write?", YES_NO), register(event)
    assert questions.fitting(question, None) == []
    questions.keep(chie, {question.id: ["yes"]}, now=START)
    assert questions.fitting(question, query.answers_of(chie.id)[question.id]) == ["yes"]


def test_what_is_not_asked_any_more_is_not_kept(event):
    question, chie = ask(event, "Your field?", is_asked=False), register(event)
    questions.keep(chie, {question.id: ["Reefs"]}, now=START)
    assert said(chie) == {}
