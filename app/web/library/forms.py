import secrets
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectChoice, SelectField

from app.domain.files.file_types import ACCEPTED
from app.domain.files.licences import LICENCES
from app.domain.pasted_links import pasted
from app.models import Event, Material, MaterialKind, Participation
from app.services.library.materials import Description
from app.web.forms.base import Form, KeyField, LineField
from app.web.words.languages import LANGUAGES, language_name
from app.web.words.materials import KINDS

KIND_ORDER = (
    MaterialKind.RECORDING,
    MaterialKind.PRESENTATION,
    MaterialKind.CAPTIONS,
    MaterialKind.TRANSCRIPT,
    MaterialKind.CONCEPT_NOTE,
    MaterialKind.BACKGROUND_PAPER,
    MaterialKind.FLYER,
    MaterialKind.PHOTO,
    MaterialKind.SUMMARY,
)


class ContentForm(Form):
    """What a material is made of. The file stands last, so that what was typed arrives before it."""

    url = LineField(
        _l("Link"),
        description=_l(
            "The page of the video or the paper: https://… YouTube, Vimeo and others play in the page."
        ),
        length=2000,
    )
    upload = KeyField()
    url_note = ""

    def validate_url(self, field: LineField) -> None:
        """Take the address out of what was pasted; a passcode beside it is kept for the team."""
        field.data, self.url_note = pasted(field.data or "")

    file: Any = FileField(_l("File"))

    @property
    def has_file(self) -> bool:
        return bool(self.upload.data or (self.file.data and getattr(self.file.data, "filename", "")))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.url.data and self.has_file:
            self.url.errors = [*self.url.errors, _("Give a link or a file, not both.")]
            return False
        return fine


class ReplaceForm(ContentForm):
    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if not self.url.data and not self.has_file:
            self.file.errors = [_("Choose a file, or give a link.")]
            return False
        return fine


class DescriptionForm(Form):
    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind.value, KINDS[kind]) for kind in KIND_ORDER])
    title = LineField(
        _l("Title"),
        description=_l("As readers should find it. Left empty, the kind is its name."),
        length=200,
    )
    person = SelectField(_l("Whose it is"), description=_l("The speaker of a presentation, for example."))
    language = SelectField(_l("Language"))
    licence = SelectField(_l("Licence"), description=_l("What others may do with it."))

    def offer(self, event: Event, people: list[Participation], material: Material | None = None) -> None:
        """Set the choices, and on first sight what the material has."""
        kept = [material.language] if material and material.language else []
        codes = dict.fromkeys([*event.languages, *event.interpretation, *kept, *LANGUAGES])
        self.language.choices = _choices(_("Not stated"), {code: language_name(code) for code in codes})
        licences = {code: _(one.name) for code, one in LICENCES.items()}
        if material and material.licence:
            licences.setdefault(material.licence, material.licence)
        self.licence.choices = _choices(_("Not stated"), licences)
        names = {one.person.slug: one.name_printed for one in people}
        self.person.choices = _choices(_("Nobody in particular"), names)
        self._people = {one.person.slug: one.id for one in people}
        if material and not self.is_submitted():
            self.kind.data, self.title.data = material.kind.value, material.title
            self.language.data, self.licence.data = material.language or "", material.licence
            self.person.data = material.participation.person.slug if material.participation else ""

    def description(self) -> Description:
        return Description(
            kind=MaterialKind(self.kind.data),
            title=self.title.data,
            language=self.language.data or None,
            licence=self.licence.data,
            participation_id=self._people.get(self.person.data),
        )


class AddForm(DescriptionForm, ContentForm):
    form_key = KeyField(default=lambda: secrets.token_urlsafe(16))


class WithdrawForm(Form):
    reason = LineField(
        _l("Reason"),
        description=_l("For the history; readers learn only that it was taken back."),
        length=300,
    )


def _choices(nothing: str, choices: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice("", nothing), *(SelectChoice(value, words) for value, words in choices.items())]


def endings(kind: MaterialKind) -> str:
    """Return what a file chooser should offer for a kind: ".pdf,.pptx,.odp"."""
    return ",".join(f".{ending}" for one in ACCEPTED[kind] for ending in one.endings)


def all_endings() -> str:
    """Return what a file chooser should offer while the kind is still open."""
    return ",".join(dict.fromkeys(ending for kind in MaterialKind for ending in endings(kind).split(",")))
