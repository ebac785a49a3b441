from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField, ValidationError
from wtforms.validators import AnyOf
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.partners.sign_off import OF_THE_RECORD, PART_WORDS
from app.web.forms.base import Form, TextField, required
from app.web.words.organiser_roles import ORGANISER_ROLES

INHERIT, OWN = "inherit", "own"


class SignOffRuleForm(Form):
    who = RadioField(
        _l("Who has to sign before publishing"),
        choices=[
            SelectChoice(INHERIT, _l("The usual rule")),
            SelectChoice(OWN, _l("Organisations in these roles, asked or not")),
        ],
        default=INHERIT,
    )
    roles = SelectMultipleField(
        _l("Roles"),
        choices=[SelectChoice(role.value, word) for role, word in ORGANISER_ROLES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    parts = SelectMultipleField(
        _l("They also sign afterwards"),
        description=_l("Then the recording, or the summary, is published only once they signed it."),
        choices=[SelectChoice(part.value, _l(PART_WORDS[part])) for part in OF_THE_RECORD],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def validate_who(self, field: RadioField) -> None:
        if field.data == INHERIT and (self.roles.data or self.parts.data):
            raise ValidationError(
                _l("You ticked something below: choose “Organisations in these roles”, or untick it.")
            )

    def fill(self, roles: Sequence[str] | None, parts: Sequence[str] | None) -> None:
        if self.is_submitted():
            return
        self.who.data = INHERIT if roles is None else OWN
        self.roles.data, self.parts.data = list(roles or ()), list(parts or ())

    @property
    def chosen_roles(self) -> list[str] | None:
        """The roles that have to sign; None where nothing of its own is said."""
        return None if self.who.data == INHERIT else self.roles.data


class WaiverForm(Form):
    part = HiddenField(validators=[AnyOf([part.value for part in OF_THE_RECORD])])
    reason = TextField(
        _l("Why you go on without"),
        [required(_l("Say why in a sentence: it stays in the history."))],
        description=_l("It stays in the history; organisations can read it there."),
        length=1000,
    )
