from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, ValidationError

from app.domain.attendance.questions import CHOICE_LENGTH, HINT_LENGTH, MOST_CHOICES, WORDS_LENGTH
from app.models import Question, QuestionKind
from app.services.attendance.questions import Draft
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.fields import choices_of

KINDS = {
    QuestionKind.LINE: _("A short text"),
    QuestionKind.TEXT: _("A long text"),
    QuestionKind.ONE_OF: _("One of several answers"),
    QuestionKind.SEVERAL_OF: _("Any of several answers"),
    QuestionKind.YES_NO: _("Yes or no"),
}


class QuestionForm(Form):
    words = LineField(
        _("Question"),
        [required(_("What do you want to know?"))],
        description=_("Such as: What should the speakers talk about?"),
        length=WORDS_LENGTH,
    )
    hint = LineField(_("Help under the question"), length=HINT_LENGTH)
    kind = RadioField(
        _("Answered with"),
        [required(_("Choose how it is answered."))],
        choices=choices_of((kind.value, words) for kind, words in KINDS.items()),
        default=QuestionKind.LINE.value,
        validate_choice=False,
    )
    choices = TextField(
        _("Answers to choose from"),
        description=_("One on each line. Only where one or several are chosen."),
        length=MOST_CHOICES * (CHOICE_LENGTH + 1),
    )
    is_required = BooleanField(_("Nobody can register without an answer"))
    is_asked = BooleanField(_("Ask this question"), default=True)

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in set(QuestionKind):
            raise ValidationError(_("Choose how it is answered."))

    def fill(self, question: Question) -> None:
        """Show on first sight what the question is."""
        if self.is_submitted():
            return
        for name in ("words", "hint", "is_required", "is_asked"):
            self[name].data = getattr(question, name)
        self.kind.data, self.choices.data = question.kind.value, "\n".join(question.choices)

    def draft(self) -> Draft:
        """Return the question as it was written."""
        return Draft(
            words=self.words.data,
            kind=QuestionKind(self.kind.data),
            choices=self.choices.data.split("\n"),
            hint=self.hint.data,
            is_required=self.is_required.data,
            is_asked=self.is_asked.data,
        )
