from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FileField, FormField, RadioField, SelectField, ValidationError
from wtforms import Form as PlainForm

from app.domain.people.affiliation import MOST, AffiliationGiven
from app.domain.people.panel_balance import Gender
from app.web.filters import language_name
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.fields import choices_of
from app.web.forms.place_field import PlaceField
from app.web.words.countries import CountryField
from app.web.words.languages import LANGUAGES

ROWS_AT_FIRST = 2
ROWS_READ = 8 * MOST  # more than is taken, so that a longer list is refused and stays as it was typed


class NameForm(Form):
    honorific = LineField(
        _("Honorific"),
        description=_("If you use one, for example Dr, Prof., Chief or H.E."),
        length=60,
    )
    with_honorific = BooleanField(_("Print it before my name"), default=True)
    name = LineField(
        _("Name as it shall be printed"),
        [required(_("Write your name."))],
        description=_("In any script, in your own order."),
        length=200,
    )
    pronouns = LineField(
        _("Pronouns"),
        description=_("Only if you wish: they stand beside your name, and whoever introduces you uses them."),
        length=60,
    )


class SayingForm(Form):
    pronunciation = LineField(
        _("How it is said"),
        description=_("For whoever introduces you, for example: “ah-MAH-rah oh-KAH-for”. Not printed."),
        length=200,
    )
    no_voice = BooleanField(_("Take the recording away"))
    voice: Any = FileField(_("Your name, said by you"))


class AffiliationLine(PlainForm):
    organisation = LineField(_("Organisation"), length=200)
    title = LineField(_("Your position there"), length=200)
    country = CountryField(_("Country"))
    elsewhere = BooleanField(_("Leave it out at this event"))

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not self.organisation.data and (self.title.data or self.country.data):
            self.organisation.errors = [gettext("Name the organisation, or empty the whole line.")]
            return False
        return valid


class AffiliationsForm(Form):
    lines = FieldList(
        FormField(AffiliationLine), _("Affiliations"), min_entries=ROWS_AT_FIRST, max_entries=ROWS_READ
    )

    def validate_lines(self, _field: Any) -> None:
        if len(self.given) > MOST:
            raise ValidationError(gettext("At most %(most)s affiliations fit beside a name.", most=MOST))

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
        elif verb == "up" and key.isdecimal() and 1 <= int(key[:3]) < len(rows):
            one, other = rows[int(key[:3]) - 1], rows[int(key[:3])]
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
    country = CountryField(_("Country"))
    zone = PlaceField(
        _("The city whose clock you live by"),
        description=_("So that every time we tell you is yours. A large city in the same zone will do."),
    )
    language = SelectField(_("Language for our mails"))
    spoken = LineField(
        _("Languages you speak"),
        description=_("Your best one first, with commas between. So that the team can plan interpretation."),
        length=200,
    )

    gender = SelectField(
        _("Gender, if you wish to say"),
        description=_("Counts only in the sums of a panel, and only where several people say it."),
        choices=choices_of(
            [
                ("", _("Not said")),
                (Gender.WOMAN, _("Woman")),
                (Gender.MAN, _("Man")),
                (Gender.OTHER, _("Another, or neither")),
            ]
        ),
        default="",
    )

    def offer(self, kept: str | None) -> None:
        codes = dict.fromkeys([*([kept] if kept else []), *LANGUAGES])
        self.language.choices = choices_of(
            [("", _("Not said")), *((code, language_name(code)) for code in codes)]
        )


def bio_form(most: int) -> Any:
    """Return a form for a person's sentences; how long they may be, the event says."""
    bio = TextField(
        _("A few sentences about you"),
        description=_("What people should know before you speak. Shown below your name."),
        length=most,
    )
    return type("BioForm", (Form,), {"bio": bio})()


class PhotoForm(Form):
    upper = RadioField(
        _("A tall picture is cut to a square. Which part stays?"),
        choices=choices_of(
            [("0.0", _("The top")), ("0.3", _("A little below the top")), ("0.5", _("The middle"))]
        ),
        default="0.3",
    )
    no_photo = BooleanField(_("Show no photo of me"))
    photo: Any = FileField(_("Photo"))


class NeedsForm(Form):
    needs = TextField(
        _("What do you need to take part well?"),
        description=_("Captions, an interpreter, breaks, a contrast, anything. Only the team reads it."),
        length=2000,
    )
    phone = LineField(
        _("Telephone on the day"),
        description=_("For the case that your line breaks. Only the team sees it; gone after the event."),
        length=40,
    )


def _affiliation(row: Any) -> AffiliationGiven:
    return AffiliationGiven(row.organisation.data, row.title.data or "", row.country.data)
