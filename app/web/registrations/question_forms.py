from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, ValidationError

from app.domain.attendance.questions import CHOICE_LENGTH, HINT_LENGTH, MOST_CHOICES, WORDS_LENGTH
from app.models import Question, QuestionKind
from app.services.attendance.questions import QuestionDraft
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.fields import choices_of

KINDS = {
    QuestionKind.LINE: _l("A short text"),
    QuestionKind.TEXT: _l("A long text"),
    QuestionKind.ONE_OF: _l("One of several answers"),
    QuestionKind.SEVERAL_OF: _l("Any of several answers"),
    QuestionKind.YES_NO: _l("Yes or no"),
}


class QuestionForm(Form):
    words = LineField(
        _l("Question"),
        [required(_l("What do you want to know?"))],
        description=_l("Such as: What should the speakers talk about?"),
        length=WORDS_LENGTH,
    )
    hint = LineField(_l("Help under the question"), length=HINT_LENGTH)
    kind = RadioField(
        _l("Answered with"),
        [required(_l("Choose how it is answered."))],
        choices=choices_of((kind.value, words) for kind, words in KINDS.items()),
        default=QuestionKind.LINE.value,
        validate_choice=False,
    )
    choices = TextField(
        _l("Answers to choose from"),
        description=_l("One on each line. Only where one or several are chosen."),
        length=MOST_CHOICES * (CHOICE_LENGTH + 1),
    )
    is_required = BooleanField(_l("Nobody can register without an answer"))
    is_asked = BooleanField(_l("Ask this question"), default=True)

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in set(QuestionKind):
            raise ValidationError(_l("Choose how it is answered."))

    def fill(self, question: Question) -> None:
        """Show on first sight what the question is."""
        if self.is_submitted():
            return
        for name in ("words", "hint", "is_required", "is_asked"):
            self[name].data = getattr(question, name)
        self.kind.data, self.choices.data = question.kind.value, "\n".join(question.choices)

    def draft(self) -> QuestionDraft:
        """Return the question as it was written."""
        return QuestionDraft(
            words=self.words.data,
            kind=QuestionKind(self.kind.data),
            choices=self.choices.data.split("\n"),
            hint=self.hint.data,
            is_required=self.is_required.data,
            is_asked=self.is_asked.data,
        )
