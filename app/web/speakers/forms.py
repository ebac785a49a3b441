from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as PlainForm
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.lifecycle import PARTICIPATION, SAID_AFTERWARDS, ParticipationState
from app.domain.people.affiliation import MOST, AffiliationGiven
from app.domain.people.person_roles import ROLE_WORDS
from app.models import Participation
from app.queries.identity import KnownPerson
from app.services.speakers.people import PrintedPart
from app.web.forms.base import AddressField, Form, LineField, TextField, required
from app.web.forms.country_field import CountryField
from app.web.forms.fields import DayField, WholeNumberField, choices_of
from app.web.http.numbers import whole_number
from app.web.speakers.words import STATES

SOMEBODY_ELSE = "new"
ROWS_AT_FIRST = 2


class AffiliationForm(PlainForm):
    organisation = LineField(_l("Organisation"), length=200)
    title = LineField(_l("Position"), length=200)
    country = CountryField(_l("Country"))

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not self.organisation.data and (self.title.data or self.country.data):
            self.organisation.errors = [_("Name the organisation, or empty the whole line.")]
            return False
        return valid


class PersonForm(Form):
    name = LineField(_l("Name as printed"), [required(_l("Write the person's name."))], length=200)
    known = RadioField(_l("Is it one of these?"), choices=[], validate_choice=False)
    email = AddressField(
        _l("E-mail address"), description=_l("Private: for invitations, and to know the person again.")
    )
    roles = SelectMultipleField(
        _l("Roles"),
        choices=[SelectChoice(role.value, word) for role, word in ROLE_WORDS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    state = SelectField(_l("Answer"), choices=[])
    in_published_list = BooleanField(
        _l("Named in the list of speakers"), description=_l("Without it, only in the agenda."), default=True
    )
    place = WholeNumberField(_l("Place in the list"), least=1, most=9999)
    affiliations = FieldList(
        FormField(AffiliationForm), _l("Affiliations"), min_entries=ROWS_AT_FIRST, max_entries=3 * MOST
    )

    def prepare(self, *, state: ParticipationState | None, is_over: bool, editing: bool) -> None:
        """Offer the answers that can follow `state` (None: a new person) and the roles."""
        self.roles.choices = [SelectChoice(role.value, _(word)) for role, word in ROLE_WORDS.items()]
        possible = set(STATES) if state is None else {state} | PARTICIPATION[state]
        if not is_over:
            possible -= SAID_AFTERWARDS - {state}
        self.state.choices = [
            SelectChoice(one.value, word) for one, word in STATES.items() if one in possible
        ]
        if not editing:
            del self.place
            self.roles.validators = [required(_l("Choose at least one role."))]
            self.roles.flags.required = True
        if not self.is_submitted() and state is None:
            self.state.data = (ParticipationState.SPOKE if is_over else ParticipationState.PROPOSED).value

    def fill(self, participation: Participation, *, email: str | None) -> None:
        if self.is_submitted():
            return
        self.name.data, self.email.data = participation.name_printed, email
        self.roles.data, self.state.data = participation.roles, participation.state.value
        self.in_published_list.data = participation.in_published_list
        self.place.data = participation.position
        for row in participation.affiliations:
            entry = self._empty_row()
            entry.organisation.data, entry.title.data = row.organisation_name, row.title
            entry.country.data = row.country

    def part(self) -> PrintedPart:
        return PrintedPart(
            name=self.name.data,
            email=self.email.data or None,
            roles=self.roles.data,
            state=ParticipationState(self.state.data),
            in_published_list=self.in_published_list.data,
            affiliations=[
                AffiliationGiven(row.organisation.data, row.title.data or "", row.country.data)
                for row in self._rows()
                if row.organisation.data
            ],
        )

    def ask_known(self, people: Sequence[KnownPerson]) -> None:
        """Ask whether a person of the same name is meant."""
        self.known.choices = [
            SelectChoice(
                one.slug,
                _("%(name)s, %(affiliation)s; took part in “%(event)s”", name=one.name,
                        affiliation=one.affiliation or _("no affiliation"), event=one.seen_at),
            )
            for one in people
        ] + [SelectChoice(SOMEBODY_ELSE, _("Somebody else of the same name"))]  # fmt: skip

    def rearrange(self, verb: str, key: str) -> bool:
        """Do what a button inside the form asks: a further line ("more"), or one line up ("up:2")."""
        rows = self._rows()
        if verb == "more" and len(rows) < MOST:
            self.affiliations.append_entry()
        elif verb == "up" and (place := whole_number(key, least=1, most=len(rows) - 1)):
            _swap(rows[place - 1], rows[place])
        return verb in {"more", "up"}

    def _rows(self) -> list[Any]:
        return [entry.form for entry in self.affiliations.entries]

    def _empty_row(self) -> Any:
        return next((row for row in self._rows() if not row.organisation.data), None) or (
            self.affiliations.append_entry().form
        )


class InviteForm(Form):
    people = SelectMultipleField(
        _l("Who is asked"),
        choices=[],
        validators=[required(_l("Choose whom to ask."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    answer_by = DayField(_l("Please answer by"))
    note = TextField(
        _l("A word from you"), description=_l("Stands in the mail and on the person’s page."), length=2000
    )

    def offer(self, people: Sequence[Participation]) -> None:
        """Offer everybody who can be asked; at first all are chosen."""
        self.people.choices = choices_of([(one.person.slug, one.name_printed) for one in people])
        if not self.is_submitted():
            self.people.data = [one.person.slug for one in people]


def _swap(one: AffiliationForm, other: AffiliationForm) -> None:
    for name in ("organisation", "title", "country"):
        one[name].data, other[name].data = other[name].data, one[name].data
