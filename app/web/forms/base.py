"""The base of all forms: text is cleaned on the way in, and a refusal lands at the field that can mend it."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, Optional, StopValidation

from app.domain.errors import DomainError
from app.web.errors import sentence
from app.web.forms.words import OurWords

_OUR_WORDS = OurWords()
_KEPT_CONTROLS = {"\n", "\t"}
# Joiners and direction marks are part of words in many scripts; overrides and isolates can disguise text.
_DISGUISES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(text: str | None) -> str:
    r"""Return text without control characters, lone surrogates and direction overrides; newlines as \\n."""
    text = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char
        for char in text
        if char in _KEPT_CONTROLS
        or (unicodedata.category(char) not in {"Cc", "Cs"} and char not in _DISGUISES)
    ).strip()


def clean_line(text: str | None) -> str:
    """Return cleaned text on one line."""
    return " ".join(clean(text).split())


class FieldProblem(NamedTuple):
    """One thing to mend: the id of its field (empty: the whole form), its label, what is wrong."""

    target: str
    label: str
    message: str


class Form(FlaskForm):
    """A form that shows refusals at their fields."""

    class Meta(FlaskForm.Meta):
        """What WTForms asks of a form."""

        def get_translations(self, _form: Any) -> OurWords:
            """Return where WTForms finds words for its messages."""
            return _OUR_WORDS

    csrf_token: Any = ""  # Flask-WTF puts the field here; where tests turn tokens off there is none
    refusal: DomainError | None = None
    """What a verb refused, where one did; the fields have it in words."""

    @property
    def status(self) -> int:
        """The HTTP status of its page: 200, 413 where a file was too large, 422 where else it was refused."""
        if self.refusal is not None and self.refusal.status == 413:
            return 413
        return 422 if self.was_refused else 200

    @property
    def was_refused(self) -> bool:
        """Whether a field does not hold what it should, or a verb refused what they hold."""
        return bool(self.errors or self.refusal)

    @property
    def problems(self) -> list[FieldProblem]:
        """All that is wrong, in the order of the fields; what belongs to no field comes last."""
        found = [problem for field in self for problem in _problems(field, str(field.label.text))]
        return found + [FieldProblem("", "", str(message)) for message in self.form_errors]

    def refuse(self, error: DomainError) -> None:
        """Put a refusal at its field, or at the top where no field of this form can mend it."""
        self.refusal = error
        place = self._fields.get(error.field or "")
        if place is None:
            self.form_errors.append(sentence(error))
        else:
            _append(place, sentence(error))


def _problems(field: Field, label: str) -> Iterator[FieldProblem]:
    """Give what is wrong with a field; of a list of rows: with each part of each row, by number and label."""
    for message in field.errors:
        if not isinstance(message, Mapping):
            yield FieldProblem(field.id, label, str(message))
    for number, entry in enumerate(getattr(field, "entries", ()), start=1):
        for part in getattr(entry, "form", ()):
            named = _("%(list)s, row %(number)s, %(field)s", list=label, number=number,
                            field=str(part.label.text))  # fmt: skip
            yield from _problems(part, named)


def _append(field: Field, message: str) -> None:
    field.errors = [*field.errors, message]


class Required:
    """Ask for a value, in our words; what was typed but not understood has its own words already."""

    def __init__(self, message: Any = None) -> None:
        self.message = message or _l("This is needed.")
        self.field_flags = {"required": True}

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop the other checks where nothing was given."""
        if field.data in (None, "", []):
            if not field.process_errors:
                field.errors = []  # "not a valid choice" says less than our words
            raise StopValidation(None if field.process_errors else self.message)


def required(message: Any = None) -> Required:
    """Ask for a value, in our words."""
    return Required(message)


def at_most(length: int) -> Length:
    """Limit the number of characters, and let the component show what is left."""
    return Length(max=length, message=_l("At most %(count)d characters, please.", count=length))


class LineField(StringField):
    """One line of cleaned text."""

    def __init__(self, label: Any = None, validators: Any = (), *, length: int = 300, **kwargs: Any) -> None:
        super().__init__(
            label, [*(validators or [Optional()]), at_most(length)], filters=[clean_line], **kwargs
        )


class KeyField(HiddenField):
    """What a form carries for itself: cleaned like all text, because nobody has to send what we put there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(filters=[clean_line], **kwargs)


class TextField(TextAreaField):
    """Several lines of cleaned text."""

    def __init__(self, label: Any = None, validators: Any = (), *, length: int = 5000, **kwargs: Any) -> None:
        super().__init__(label, [*(validators or [Optional()]), at_most(length)], filters=[clean], **kwargs)


class AddressField(EmailField):
    """An e-mail address that could be written to: one mailbox, a host with a dot, nothing hidden in it."""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(
            label, [*(validators or [Optional()]), at_most(254), _deliverable], filters=[clean_line], **kwargs
        )


def _deliverable(_form: Form, field: Field) -> None:
    if not field.data:
        return
    from email_validator import EmailNotValidError, validate_email  # 25 ms that no page needs to begin

    try:
        field.data = validate_email(field.data, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(_l("This is not an e-mail address. Write it like name@example.org.")) from error
