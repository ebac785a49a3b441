from typing import Any

from flask_babel import lazy_gettext as _
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
        _("Title"), [required()], length=120, description=_("As it will stand in the programme.")
    )
    aim = TextField(_("Aim"), length=400, description=_("What should be different after the event?"))
    email = AddressField(
        _("E-mail"), [required()], description=_("For the confirmation; never shown to others.")
    )
    minutes = IntegerField(
        _("Length"), [Optional(), NumberRange(1, 600, _("Between 1 and 600 minutes, please."))]
    )
    day = DateField(_("Date"), [Optional()])
    hour = TimeField(_("Hour"), [Optional()])
    role = SelectField(
        _("Role"), choices=[SelectChoice("lead", _("Lead")), SelectChoice("partner", _("Partner"))]
    )
    format = RadioField(
        _("Format"),
        [required()],
        choices=[
            SelectChoice("panel", _("Panel")),
            SelectChoice("workshop", _("Workshop")),
            SelectChoice("talk", _("Talk")),
        ],
    )
    languages: Any = SelectMultipleField(
        _("Languages"),
        choices=[
            SelectChoice("en", "English"),
            SelectChoice("fr", "Français"),
            SelectChoice("ar", "العربية"),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    slides = FileField(_("Slides"), description=_("PDF or office file, at most 100 MB."))
    recorded = BooleanField(_("I agree to be recorded"), description=_("You can take this back at any time."))
