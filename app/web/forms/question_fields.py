"""The organisers' questions as fields of the registration form: a class for each event (row R1)."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.attendance.questions import LINE_LENGTH, NO, TEXT_LENGTH, YES
from app.models import Question, QuestionAnswer, QuestionKind
from app.services.attendance import questions
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.fields import choices_of

MOST_RADIOS = 8
"""More answers than these are chosen from a list that opens."""

F = TypeVar("F", bound=Form)


class FormWithQuestions(Form):
    """A form that also asks what the organisers want to know."""

    questions: Sequence[Question] = ()

    def question_fields(self) -> list[Field]:
        """Return the fields of the questions, in order."""
        return [self[_name(question)] for question in self.questions]

    def answers(self) -> dict[int, list[str]]:
        """Return what was answered, as `questions.keep` takes it."""
        said = ((question.id, self[_name(question)].data) for question in self.questions)
        return {number: _texts(data) for number, data in said}


def asking(
    base: type[F], asked: Sequence[Question], answers: Mapping[int, QuestionAnswer] | None = None
) -> type[F]:
    """Return `base` with a field for each question, filled with what still is an answer to it."""
    known = answers or {}
    fields: dict[str, Any] = {_name(one): _field(one, known.get(one.id)) for one in asked}
    return type(base.__name__, (base,), {"questions": tuple(asked), **fields})


def said_words(answer: QuestionAnswer) -> str:
    """Return an answer as people read it."""
    if answer.kind is QuestionKind.YES_NO:
        return ", ".join(_("Yes") if text == YES else _("No") for text in answer.answers)
    return ", ".join(answer.answers)


def _name(question: Question) -> str:
    return f"question_{question.key}"


def _texts(data: str | list[str] | None) -> list[str]:
    texts = data if isinstance(data, list) else [data or ""]
    return [text for text in texts if text]


def _field(question: Question, answer: QuestionAnswer | None) -> Any:
    now = questions.fitting(question, answer)
    needed = [required(_l("Please answer this question."))] if question.is_required else []
    common: dict[str, Any] = {
        "label": question.words,
        "validators": needed,
        "description": _hint(question, answer if not now else None),
    }
    if question.kind is QuestionKind.LINE:
        return LineField(length=LINE_LENGTH, default=" ".join(now), **common)
    if question.kind is QuestionKind.TEXT:
        return TextField(length=TEXT_LENGTH, default="\n".join(now), **common)
    common["validators"] = [*needed, _Known()]
    if question.kind is QuestionKind.SEVERAL_OF:
        return SelectMultipleField(
            choices=choices_of((choice, choice) for choice in question.choices),
            default=now,
            validate_choice=False,
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
            **common,
        )
    return _one_of(question, now[0] if now else "", common)


def _one_of(question: Question, now: str, common: dict[str, Any]) -> Any:
    pairs: list[tuple[str, object]] = [(choice, choice) for choice in question.choices]
    if question.kind is QuestionKind.YES_NO:
        pairs = [(YES, _l("Yes")), (NO, _l("No"))]
    kind = RadioField if len(pairs) <= MOST_RADIOS else SelectField
    if kind is SelectField:
        pairs.insert(0, ("", _l("Choose …")))
    elif not question.is_required:
        pairs.append(("", _l("No answer")))
    return kind(choices=choices_of(pairs), default=now, validate_choice=False, **common)


def _hint(question: Question, earlier: QuestionAnswer | None) -> str:
    """Say what is asked for, and what was answered before the question became another."""
    if earlier is None:
        return question.hint
    said = _(
        "You answered “%(answer)s” when this was another question. That stays until you answer this one.",
        answer=said_words(earlier),
    )
    return f"{question.hint} {said}".strip()


class _Known:
    """What was chosen is among the answers to choose from."""

    def __call__(self, _form: Form, field: Field) -> None:
        known = {choice.value for choice in field.choices}
        chosen = field.data if isinstance(field.data, list) else [field.data or ""]
        if not set(chosen) <= known | {""}:
            field.data = type(field.data)() if field.data else field.data
            raise ValidationError(_l("Choose from the answers given here."))
