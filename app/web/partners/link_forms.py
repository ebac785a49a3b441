from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectChoice, SelectField

from app.domain.partners.sign_off import PART_WORDS, PartStanding, SignOffPart
from app.domain.people.person_roles import ROLE_WORDS, PersonRole
from app.models import Organiser
from app.web.forms.base import AddressField, Form, KeyField, LineField, TextField, required
from app.web.partners.forms import LOGO_HINT, AliasesMixin, WebAddressMixin


class SignForm(Form):
    """Carries for every part the version that was read (`seen_…`), and a reason where somebody says no."""

    parts: Sequence[PartStanding] = ()

    def show(self, parts: Sequence[PartStanding]) -> None:
        """Offer these parts as they read now."""
        self.parts = parts
        for one in parts:
            self[f"seen_{one.part}"].data = one.version

    def seen_of(self, one: PartStanding) -> Any:
        """Return the field that carries what was read of a part."""
        return self[f"seen_{one.part}"]

    def reason_of(self, one: PartStanding) -> Any:
        """Return the field for a no."""
        return self[f"reason_{one.part}"]

    @property
    def seen(self) -> dict[SignOffPart, str]:
        return {part: text for part in SignOffPart if (text := self[f"seen_{part}"].data)}

    @property
    def reasons(self) -> dict[SignOffPart, str]:
        return {part: text for part in SignOffPart if (text := self[f"reason_{part}"].data)}


for _part in SignOffPart:
    setattr(SignForm, f"seen_{_part}", KeyField())
    setattr(SignForm, f"reason_{_part}", TextField(_l(PART_WORDS[_part]), length=1000))


class CommentForm(Form):
    text = TextField(_l("A word about the draft"), [required(_l("Write something first."))], length=3000)


class PersonOfOrganisationForm(Form):
    """Whom the organisers ask."""

    name = LineField(_l("Name"), [required(_l("Write the name."))], length=200)
    email = AddressField(
        _l("E-mail address"),
        [required(_l("Where can they be written to?"))],
        description=_l("For this link and mail about this event; forgotten a year after it."),
    )


class ColleagueForm(PersonOfOrganisationForm):
    may_sign = BooleanField(_l("May sign off, too"))


class ProposalForm(Form):
    name = LineField(_l("Name"), [required(_l("Write the person's name."))], length=200)
    email = AddressField(
        _l("E-mail address"),
        [required(_l("Where can they be invited?"))],
        description=_l("For the organisers alone: they send the invitation."),
    )
    affiliation = LineField(_l("Organisation"), length=200)
    title = LineField(_l("Position"), length=200)
    role = SelectField(
        _l("Role"), choices=[SelectChoice(role.value, _l(word)) for role, word in ROLE_WORDS.items()],
        default=PersonRole.SPEAKER.value,
    )  # fmt: skip
    note = TextField(_l("Why this person, in a sentence"), length=1000)


class OwnPartForm(WebAddressMixin, AliasesMixin, Form):
    printed_name = LineField(
        _l("Name as printed for this event"),
        description=_l(
            "Only where it differs from the name in full, such as a department or another language."
        ),
        length=200,
    )
    name = LineField(_l("Name in full"), [required(_l("Write its name."))], length=200)
    short_name = LineField(_l("Short name"), description=_l("An acronym, if it goes by one."), length=60)
    web_url = LineField(_l("Web address"), length=2000)
    aliases = TextField(
        _l("Other names"),
        description=_l("One a line: former names, other languages, spellings. Searches find them."),
        length=3000,
    )
    logo = FileField(_l("Logo"), description=LOGO_HINT)
    no_logo = BooleanField(_l("Remove the logo"))

    def fill(self, organiser: Organiser) -> None:
        if self.is_submitted():
            return
        organisation = organiser.organisation
        self.printed_name.data = organiser.printed_name
        self.name.data, self.short_name.data = organisation.name, organisation.short_name
        self.web_url.data = organisation.web_url
        self.aliases.data = "\n".join(alias.name for alias in organisation.aliases)
