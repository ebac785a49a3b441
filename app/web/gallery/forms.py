from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms.base import AddressField, Form, LineField, TextField, required


class EveryFieldForm(Form):
    """One field of each kind; it is shown, never sent."""

    class Meta:
        csrf = False

    title = LineField(
        _l("Title"), [required()], length=120, description=_l("As it will stand in the programme.")
    )
    aim = TextField(_l("Aim"), length=400, description=_l("What should be different after the event?"))
    email = AddressField(
        _l("E-mail"), [required()], description=_l("For the confirmation; never shown to others.")
    )
    minutes = IntegerField(
        _l("Length"), [Optional(), NumberRange(1, 600, _l("Between 1 and 600 minutes, please."))]
    )
    day = DateField(_l("Date"), [Optional()])
    hour = TimeField(_l("Hour"), [Optional()])
    role = SelectField(
        _l("Role"), choices=[SelectChoice("lead", _l("Lead")), SelectChoice("partner", _l("Partner"))]
    )
    format = RadioField(
        _l("Format"),
        [required()],
        choices=[
            SelectChoice("panel", _l("Panel")),
            SelectChoice("workshop", _l("Workshop")),
            SelectChoice("talk", _l("Talk")),
        ],
    )
    languages: Any = SelectMultipleField(
        _l("Languages"),
        choices=[
            SelectChoice("en", "English"),
            SelectChoice("fr", "Français"),
            SelectChoice("ar", "العربية"),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    slides = FileField(_l("Slides"), description=_l("PDF or office file, at most 100 MB."))
    recorded = BooleanField(
        _l("I agree to be recorded"), description=_l("You can take this back at any time.")
    )
