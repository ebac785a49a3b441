import unicodedata

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField, ValidationError

from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.services.attendance.registrations import AttendeeDetails
from app.web.forms.base import AddressField, Form, LineField, TextField, required
from app.web.forms.question_fields import FormWithQuestions

SEEN = frozenset(
    "LNSP"
)  # letters, numbers, signs: a name of nothing else would be an empty line in every list


def _visible(_form: Form, field: Field) -> None:
    if field.data and not any(unicodedata.category(sign)[0] in SEEN for sign in field.data):
        raise ValidationError(_l("Nothing of this would be seen. Write your name as others should read it."))


def countries() -> list[tuple[str, str]]:
    """Return (code, name) of every country and territory, sorted as the reader's language names them."""
    named = get_locale().territories
    codes = {place.country_code for place in places()}
    return sorted(((code, named.get(code, code)) for code in codes), key=lambda pair: pair[1].casefold())


def known_zones() -> list[tuple[str, str]]:
    """Return (zone, "City, Country") for every zone somebody may live in, by city."""
    labels = {place.zone: f"{zones.city(place.zone)}, {place.country}" for place in reversed(places())}
    return sorted(labels.items(), key=lambda pair: pair[1].casefold())


class RegistrationForm(FormWithQuestions):
    name = LineField(_l("Your name"), [required(_l("Tell us your name.")), _visible], length=120)
    email = AddressField(_l("Your e-mail address"), [required(_l("Give the address your link shall go to."))])
    country = SelectField(
        _l("Country you take part from"), [required(_l("Choose your country."))], validate_choice=False
    )
    organisation = LineField(_l("Organisation"), length=200)
    access_needs = TextField(_l("What do you need to follow well?"), length=1000)

    def offer_countries(self) -> None:
        """Fill the list; called once the reader's language is known."""
        self.country.choices = [("", _l("Choose …")), *countries()]

    def validate_country(self, field: Field) -> None:
        if field.data and field.data not in dict(countries()):
            raise ValidationError(_l("Choose a country from the list."))

    def details(self, zone: str | None) -> AttendeeDetails:
        """Return what the person says about themselves."""
        return AttendeeDetails(
            name=self.name.data,
            country=self.country.data,
            organisation=self.organisation.data,
            access_needs=self.access_needs.data,
            zone=zone,
        )


class ChangeForm(RegistrationForm):
    email = None  # type: ignore[assignment] # the registration belongs to the address; another one registers anew
    zone = SelectField(_l("Your place, for the times in our mails"), validate_choice=False)

    def offer_zones(self, now: str | None) -> None:
        """Fill the list, with the zone kept now in it even under an old name."""
        choices = known_zones()
        if now and now not in dict(choices):
            choices.insert(0, (now, zones.city(now)))
        self.zone.choices = [("", _l("Not said")), *choices]

    def validate_zone(self, field: Field) -> None:
        if field.data and not zones.is_place(field.data):
            raise ValidationError(_l("Choose a place from the list."))
