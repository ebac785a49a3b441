import secrets
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.access import TEAM_ROLES, Role
from app.domain.pasted_links import LONGEST_NOTE, pasted
from app.domain.web_address import AddressRefused, opened
from app.models import Event
from app.services.scheduling.events import Details
from app.web.errors import sentence
from app.web.forms.base import AddressField, Form, KeyField, LineField, TextField, clean_line, required
from app.web.forms.fields import WholeNumberField, choices_of
from app.web.forms.place_field import PlaceField
from app.web.http.numbers import whole_number
from app.web.words.languages import LANGUAGES, SIGN_LANGUAGES, capital, language_name

AS_STORED = tuple(one.name for one in fields(Details) if one.name not in {"themes", "edition_id"})
"""Details whose field holds what the event keeps, under the same name."""
FORMATS = {"virtual": _l("Online"), "hybrid": _l("Online and in a room")}


class LanguagesField(SelectMultipleField):
    """Check boxes for languages by their names."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, kept: list[str], more: Iterable[str] = ()) -> None:
        codes = dict.fromkeys([*LANGUAGES, *more, *kept])
        self.choices = choices_of((code, capital(language_name(code))) for code in codes)


class NewEventForm(Form):
    title = LineField(
        _l("Title"), [required(_l("Give the event a title. You can change it later."))], length=200
    )
    creation_key = KeyField(default=lambda: secrets.token_urlsafe(16))


class DetailsForm(Form):
    title = LineField(_l("Title"), [required(_l("An event needs a title, even as a draft."))], length=200)
    aim = LineField(_l("Aim"), description=_l("One sentence: why should people come?"), length=300)
    description = TextField(
        _l("Description"),
        description=_l("Shown on the event page. Lists, links and **bold** work (Markdown)."),
        length=10000,
    )
    format = SelectField(_l("Format"), choices=choices_of(FORMATS.items()))
    edition = SelectField(_l("Forum"), description=_l("The forum this event is held beside."))
    themes = LineField(_l("Themes"), description=_l("A few words, separated by commas."), length=200)
    languages = LanguagesField(_l("Spoken languages"))
    interpretation = LanguagesField(_l("Interpreted into"))
    captions = LanguagesField(_l("Live captions in"))
    capacity = WholeNumberField(
        _l("Seats"),
        description=_l("Leave empty for no limit. When it is full, people can wait for a seat."),
        least=1,
        most=1_000_000,
    )
    meeting_url = LineField(
        _l("Meeting link"),
        description=_l("Kept private: attendees reach it through their own link."),
        length=2000,
    )
    meeting_note = LineField(
        _l("Passcode or dial-in"),
        description=_l("Shown at the door to those who may come in, and to nobody else."),
        length=LONGEST_NOTE,
    )
    meeting_is_public = BooleanField(_l("Anyone may see the meeting link"))
    seen_revision = HiddenField()

    def validate_meeting_url(self, field: StringField) -> None:
        if not field.data:
            return
        link = pasted(field.data)
        field.data = link.address
        self.meeting_note.data = self.meeting_note.data or link.note
        try:
            opened(field.data)  # what attendees are led to, and what a public page and entry may show
        except AddressRefused as error:
            raise ValidationError(sentence(error)) from error

    def fill(self, event: Event, editions: list[tuple[str, str]]) -> None:
        """Set what the event offers as choices, and on first sight what it has."""
        self.edition.choices = choices_of([("", _l("No forum")), *editions])
        for field in (self.languages, self.interpretation, self.captions):
            signed = SIGN_LANGUAGES if field is self.interpretation else ()
            field.offer(getattr(event, field.name), signed)
        if self.is_submitted():
            return
        for name in AS_STORED:
            self[name].data = getattr(event, name)
        self.themes.data = ", ".join(event.themes)
        self.edition.data = event.edition.slug if event.edition else ""
        self.seen_revision.data = str(event.revision)

    def compare(self, event: Event) -> None:
        """Say at each field what somebody else has saved meanwhile; the next save is made knowing it."""
        self.seen_revision.data = str(event.revision)
        for name in AS_STORED:
            theirs = getattr(event, name)
            if (self[name].data or None) != (theirs or None):
                shown = _in_words(name, theirs) or _l("nothing")
                self[name].errors = [_l("Saved meanwhile: %(theirs)s", theirs=shown)]

    def details(self, edition_id: int | None) -> Details:
        return Details(
            themes=[word for word in map(clean_line, self.themes.data.split(",")) if word],
            edition_id=edition_id,
            **{name: self[name].data for name in AS_STORED},
        )


def _in_words(name: str, value: Any) -> object:
    if isinstance(value, bool):
        return _l("Yes") if value else _l("No")
    if isinstance(value, list):
        return ", ".join(map(language_name, value))
    return FORMATS[value] if name == "format" else value


class ReasonForm(Form):
    reason = LineField(_l("Reason"), description=_l("Everyone who is told reads it."), length=300)


class MemberForm(Form):
    email = AddressField(_l("E-mail address"), [required(_l("Whom do you want to work with?"))])
    role = SelectField(
        _l("May do"),
        choices=[],
        default=Role.CO_ORGANISER.value,
    )

    def words(self, role: Role) -> str:
        """Say what a role may do."""
        return str(next(choice.label for choice in self.role.choices if choice.value == role.value))

    def name_roles(self) -> None:
        words = {
            Role.LEAD: _l("Everything, publishing included"),
            Role.CO_ORGANISER: _l("See the draft, comment, sign off"),
            Role.PRODUCER: _l("Edit people, agenda and materials"),
        }
        self.role.choices = choices_of((role.value, words[role]) for role in TEAM_ROLES)


class EditionForm(Form):
    name = LineField(_l("Name of the forum"), [required(_l("What is the forum called?"))], length=200)
    short_name = LineField(_l("Short name"), length=60)
    place = PlaceField(_l("City of the host"), [required(_l("Its clock gives the programme its days."))])


def seen(field: HiddenField) -> int | None:
    """Read the revision a form was opened with; rubbish counts as none."""
    return whole_number(field.data)
