from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, ValidationError

from app.domain.errors import DomainError
from app.domain.people.panel_balance import SECTOR_WORDS
from app.domain.web_address import checked, completed
from app.models import Organisation, Organiser, OrganiserRole
from app.web.errors import sentence
from app.web.forms.base import Form, LineField, TextField, clean_line, required
from app.web.forms.fields import WholeNumberField, choices_of
from app.web.words.organiser_roles import ORGANISER_ROLES

ANOTHER = "new"
LOGO_HINT = _l("SVG, PNG, JPEG or WebP; a transparent ground looks best. At most 5 MB.")


class WebAddressMixin:
    """Looks at the field `web_url`."""

    def validate_web_url(self, field: LineField) -> None:
        if field.data:
            try:
                field.data = checked(completed(field.data))
            except DomainError as error:
                raise ValidationError(sentence(error)) from error


class AliasesMixin:
    """Reads the field `aliases`, one name a line."""

    aliases: Any

    @property
    def alias_lines(self) -> list[str]:
        return [line[:300] for text in (self.aliases.data or "").splitlines() if (line := clean_line(text))]


class OrganisationForm(WebAddressMixin, Form):
    name = LineField(_l("Name in full"), [required(_l("Write its name."))], length=200)
    known = RadioField(_l("Did you mean one of these?"), choices=[], validate_choice=False)
    role = SelectField(
        _l("Role"),
        choices=[SelectChoice(role.value, word) for role, word in ORGANISER_ROLES.items()],
        default="co_organiser",
    )
    short_name = LineField(_l("Short name"), description=_l("An acronym, if it goes by one."), length=60)
    web_url = LineField(_l("Web address"), length=2000)

    @property
    def chosen_role(self) -> OrganiserRole:
        return OrganiserRole(self.role.data)

    @property
    def chosen_known(self) -> str:
        """The address of the organisation that was chosen among those offered; "" where none was."""
        return self.known.data if self.known.data in {one.value for one in self.known.choices} else ""

    def ask_known(self, alike: Sequence[Organisation]) -> bool:
        """Offer organisations of a like name; tell whether nothing is left to ask."""
        if not alike:
            return True
        said = [(one.slug, one.name + (f" ({one.short_name})" if one.short_name else "")) for one in alike]
        self.known.choices = [
            *choices_of(said),
            SelectChoice(ANOTHER, _("No, another one: %(name)s", name=self.name.data)),
        ]
        if self.known.data in {choice.value for choice in self.known.choices}:
            return True
        self.known.errors = [_("Organisations of a like name are known. Choose, then add it again.")]
        return False


class EditOrganisationForm(AliasesMixin, OrganisationForm):
    known = None
    printed_name = LineField(
        _l("Name as printed for this event"),
        description=_l(
            "Only where it differs from the name in full, such as a department or another language."
        ),
        length=200,
    )
    place = WholeNumberField(_l("Place in the list"), [required(_l("Which place?"))], least=1, most=999)
    sector = SelectField(
        _l("Kind of organisation"), choices=[], default="", description=_l("For the balance of a panel.")
    )
    aliases = TextField(
        _l("Other names"),
        description=_l("One a line: former names, other languages, spellings. Searches find them."),
        length=3000,
    )

    def fill(self, organiser: Organiser) -> None:
        kinds = [(sector.value, _(words)) for sector, words in SECTOR_WORDS.items()]
        self.sector.choices = choices_of([("", _("Not recorded")), *kinds])
        if self.is_submitted():
            return
        self.sector.data = organiser.organisation.sector
        organisation = organiser.organisation
        self.name.data, self.short_name.data = organisation.name, organisation.short_name
        self.web_url.data, self.role.data = organisation.web_url, organiser.role.value
        self.place.data = organiser.position
        self.printed_name.data = organiser.printed_name
        self.aliases.data = "\n".join(alias.name for alias in organisation.aliases)

    logo = FileField(_l("Logo"), description=LOGO_HINT)
    no_logo = BooleanField(_l("Remove the logo"))


class LeadForm(Form):
    not_recorded = BooleanField(_l("It is not recorded who led"))
