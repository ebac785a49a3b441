from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FileField, FormField, RadioField, SelectField, ValidationError
from wtforms import Form as PlainForm

from app.domain.people.affiliation import MOST, AffiliationGiven
from app.domain.people.panel_balance import Gender
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.country_field import CountryField
from app.web.forms.fields import choices_of
from app.web.forms.place_field import PlaceField
from app.web.http.numbers import whole_number
from app.web.words.languages import LANGUAGES, language_name

ROWS_AT_FIRST = 2
ROWS_READ = 8 * MOST  # more than is taken, so that a longer list is refused and stays as it was typed


class NameForm(Form):
    honorific = LineField(
        _l("Honorific"),
        description=_l("If you use one, for example Dr, Prof., Chief or H.E."),
        length=60,
    )
    with_honorific = BooleanField(_l("Print it before my name"), default=True)
    name = LineField(
        _l("Name as it shall be printed"),
        [required(_l("Write your name."))],
        description=_l("In any script, in your own order."),
        length=200,
    )
    pronouns = LineField(
        _l("Pronouns"),
        description=_l(
            "Only if you wish: they stand beside your name, and whoever introduces you uses them."
        ),
        length=60,
    )


class SayingForm(Form):
    pronunciation = LineField(
        _l("How it is said"),
        description=_l("For whoever introduces you, for example: “ah-MAH-rah oh-KAH-for”. Not printed."),
        length=200,
    )
    no_voice = BooleanField(_l("Take the recording away"))
    voice: Any = FileField(_l("Your name, said by you"))


class AffiliationLine(PlainForm):
    organisation = LineField(_l("Organisation"), length=200)
    title = LineField(_l("Your position there"), length=200)
    country = CountryField(_l("Country"))
    elsewhere = BooleanField(_l("Leave it out at this event"))

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not self.organisation.data and (self.title.data or self.country.data):
            self.organisation.errors = [_("Name the organisation, or empty the whole line.")]
            return False
        return valid


class AffiliationsForm(Form):
    lines = FieldList(
        FormField(AffiliationLine), _l("Affiliations"), min_entries=ROWS_AT_FIRST, max_entries=ROWS_READ
    )

    def validate_lines(self, _field: Any) -> None:
        if len(self.given) > MOST:
            raise ValidationError(_("At most %(most)s affiliations fit beside a name.", most=MOST))

    def fill(self, shown: Sequence[AffiliationGiven], known: Sequence[AffiliationGiven]) -> None:
        """Show what stands for the event, then what else is `known` of the person, and one empty line."""
        if self.is_submitted():
            return
        others = [one for one in known if one not in shown][: MOST - len(shown)]
        given = [*shown, *others]
        while len(self.lines.entries) < min(len(given) + 1, MOST):
            self.lines.append_entry()
        for line, one in zip(self.rows, given, strict=False):
            line.organisation.data, line.title.data = one.organisation, one.title
            line.country.data, line.elsewhere.data = one.country, bool(shown) and one in others

    def rearrange(self, verb: str, key: str) -> bool:
        """Do what a button inside the form asks: a further line ("more"), or one line up ("up:2")."""
        rows = self.rows
        if verb == "more" and len(rows) < MOST:
            self.lines.append_entry()
        elif verb == "up" and (place := whole_number(key, least=1, most=len(rows) - 1)):
            one, other = rows[place - 1], rows[place]
            for name in ("organisation", "title", "country", "elsewhere"):
                one[name].data, other[name].data = other[name].data, one[name].data
        return verb in {"more", "up"}

    @property
    def rows(self) -> list[Any]:
        return [entry.form for entry in self.lines.entries]

    @property
    def given(self) -> list[AffiliationGiven]:
        return [_affiliation(row) for row in self.rows if row.organisation.data]

    @property
    def elsewhere(self) -> list[AffiliationGiven]:
        return [_affiliation(row) for row in self.rows if row.organisation.data and row.elsewhere.data]


class PlaceForm(Form):
    country = CountryField(_l("Country"))
    zone = PlaceField(
        _l("The city whose clock you live by"),
        description=_l("So that every time we tell you is yours. A large city in the same zone will do."),
    )
    language = SelectField(_l("Language for our mails"))
    spoken = LineField(
        _l("Languages you speak"),
        description=_l("Your best one first, with commas between. So that the team can plan interpretation."),
        length=200,
    )

    gender = SelectField(
        _l("Gender, if you wish to say"),
        description=_l("Counts only in the sums of a panel, and only where several people say it."),
        choices=choices_of(
            [
                ("", _l("Not said")),
                (Gender.WOMAN, _l("Woman")),
                (Gender.MAN, _l("Man")),
                (Gender.OTHER, _l("Another, or neither")),
            ]
        ),
        default="",
    )

    def offer(self, kept: str | None) -> None:
        codes = dict.fromkeys([*([kept] if kept else []), *LANGUAGES])
        self.language.choices = choices_of(
            [("", _l("Not said")), *((code, language_name(code)) for code in codes)]
        )


def bio_form(most: int) -> Any:
    """Return a form for a person's sentences; how long they may be, the event says."""
    bio = TextField(
        _l("A few sentences about you"),
        description=_l("What people should know before you speak. Shown below your name."),
        length=most,
    )
    return type("BioForm", (Form,), {"bio": bio})()


class PhotoForm(Form):
    upper = RadioField(
        _l("A tall picture is cut to a square. Which part stays?"),
        choices=choices_of(
            [("0.0", _l("The top")), ("0.3", _l("A little below the top")), ("0.5", _l("The middle"))]
        ),
        default="0.3",
    )
    no_photo = BooleanField(_l("Show no photo of me"))
    photo: Any = FileField(_l("Photo"))


class NeedsForm(Form):
    needs = TextField(
        _l("What do you need to take part well?"),
        description=_l("Captions, an interpreter, breaks, a contrast, anything. Only the team reads it."),
        length=2000,
    )
    phone = LineField(
        _l("Telephone on the day"),
        description=_l("For the case that your line breaks. Only the team sees it; gone after the event."),
        length=40,
    )


def _affiliation(row: Any) -> AffiliationGiven:
    return AffiliationGiven(row.organisation.data, row.title.data or "", row.country.data)
