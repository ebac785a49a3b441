from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.errors import DomainError
from app.domain.fair_hours.busy_text import exact_lines
from app.domain.fair_hours.request import MOST_DAYS, MOST_MINUTES
from app.domain.poll import ANSWER_WORDS
from app.models import HourLine, HourSearch
from app.services.finder.people import WEEK_HOURS
from app.web.errors import sentence
from app.web.finder.words import HOURS_KINDS, MEASURES, NEEDS, WEEKDAYS
from app.web.forms.base import Form, LineField, TextField, required
from app.web.forms.country_field import CountryField
from app.web.forms.fields import DayField, WholeNumberField, choices_of
from app.web.forms.place_field import PlaceField, place_text
from app.web.http.numbers import whole_number

DAYS_OFF = {"cost": _l("Cost more"), "never": _l("Are never asked for")}
STEPS = {"15": _l("Every 15 minutes"), "30": _l("Every half hour"), "60": _l("Every full hour")}


class SearchForm(Form):
    """What is looked for. Needs of people stand beside it as fields of their own (see `needs`)."""

    first = DayField(_l("First day"), [required(_l("From which day on?"))])
    last = DayField(_l("Last day"), [required(_l("Until which day?"))])
    minutes = WholeNumberField(
        _l("Length in minutes"), [required(_l("How many minutes?"))], least=5, most=MOST_MINUTES
    )
    place = PlaceField(
        _l("Place"), description=_l("Days and quarter-hours are counted by its clock. Empty: universal time.")
    )
    measure = RadioField(_l("What is fair here?"), choices=choices_of(MEASURES.items()))
    step = SelectField(_l("Starts"), choices=choices_of(STEPS.items()))
    days_off = RadioField(_l("Weekends and holidays"), choices=choices_of(DAYS_OFF.items()))
    holidays = BooleanField(_l("Count the public holidays of everybody's country as days off"))
    avoid_weekdays = SelectMultipleField(
        _l("Never on a"),
        choices=choices_of(WEEKDAYS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    avoid_dates = LineField(
        _l("Never on these days"), description=_l("Such as 2027-08-20, 2027-08-23."), length=1000
    )

    def fill(self, search: HourSearch) -> None:
        if not self.is_submitted():
            self.show(search)

    def show(self, search: HourSearch) -> None:
        for name in ("first", "last", "minutes", "measure", "days_off", "holidays", "avoid_weekdays"):
            self[name].data = getattr(search, name)
        self.step.data, self.place.data = str(search.step), place_text(search.zone)
        self.avoid_dates.data = ", ".join(search.avoid_dates)
        if search.zone == "Etc/UTC":
            self.place.data = ""

    def store(self, search: HourSearch) -> None:
        for name in ("first", "last", "minutes", "measure", "days_off", "holidays", "avoid_weekdays"):
            setattr(search, name, self[name].data)
        search.step, search.zone = whole_number(self.step.data) or 0, self.place.zone or "Etc/UTC"
        search.avoid_dates = self._days()

    def validate_last(self, field: Field) -> None:
        if self.first.data is None or field.data is None:
            return
        if field.data < self.first.data:
            raise ValidationError(_l("The last day is before the first."))
        if (field.data - self.first.data).days >= MOST_DAYS:
            raise ValidationError(_l("Look through at most %(limit)s days at a time.", limit=MOST_DAYS))
        if self.first.data.year < 1900 or field.data.year > 2198:
            raise ValidationError(_l("Choose days from 1900 to 2198."))

    def validate_avoid_dates(self, _field: Field) -> None:
        self._days()

    def _days(self) -> list[str]:
        words = (self.avoid_dates.data or "").replace(",", " ").replace(";", " ").split()
        try:
            return sorted({date.fromisoformat(word).isoformat() for word in words})
        except ValueError as error:
            raise ValidationError(_l("Give days as year-month-day: 2027-08-20, 2027-08-23.")) from error


class GroupForm(Form):
    name = LineField(_l("Who they are"), [required(_l("Give the group a name."))], length=120)
    size = WholeNumberField(
        _l("How many"), [required(_l("About how many are they?"))], least=1, most=1_000_000
    )
    place = PlaceField(_l("Where"), [required(_l("In which city, or one with the same time?"))])
    need = SelectField(_l("Need"), choices=choices_of(NEEDS.items()), default="should")
    country = CountryField(_l("Country"), description=_l("For its weekend and holidays."))


class LineForm(Form):
    name = LineField(_l("Who they are"), length=120)
    size = WholeNumberField(_l("How many"), least=1, most=1_000_000)
    place = PlaceField(_l("Place"), description=_l("Where this person will be on the day."))
    country = CountryField(_l("Country"), description=_l("For its weekend and holidays."))
    need = SelectField(_l("Need"), choices=choices_of(NEEDS.items()))
    hours_kind = RadioField(_l("Accepted hours"), choices=choices_of(HOURS_KINDS.items()))
    busy = TextField(_l("Busy times"), length=10_000)
    lead_minutes = WholeNumberField(_l("There before the start, in minutes"), least=0, most=240)
    most_minutes = WholeNumberField(_l("Longest stretch of work, in minutes"), least=5, most=1440)
    hours: str = ""
    busy_lines: Sequence[str] = ()
    left_out: str = ""

    def fill(self, line: HourLine) -> None:
        if not self.is_submitted():
            self.show(line)

    def show(self, line: HourLine) -> None:
        for name in ("name", "size", "need", "hours_kind", "lead_minutes", "most_minutes"):
            self[name].data = getattr(line, name)
        self.place.data, self.country.data = place_text(line.own_zone), line.own_country
        self.busy.data = line.busy_text

    def store(self, line: HourLine) -> None:
        person = line.person
        for name in ("need", "hours_kind", "most_minutes"):
            setattr(line, name, self[name].data)
        if person is None:
            line.name, line.size = self.name.data or line.name, self.size.data or 1
        line.lead_minutes, line.busy_text = self.lead_minutes.data or 0, "\n".join(self.busy_lines)
        line.zone = None if person and self.place.zone == person.zone else self.place.zone
        line.country = None if person and self.country.data == person.country else self.country.data
        line.hours = self.hours

    def validate_busy(self, field: Field) -> None:
        try:
            self.busy_lines, self.left_out = exact_lines(field.data or "")
        except DomainError as error:
            raise ValidationError(sentence(error)) from error

    def validate_hours_kind(self, field: Field) -> None:
        if field.data != "usual" and "1" not in self.hours:
            raise ValidationError(_l("Mark at least one hour in the week below."))

    def read_week(self, marked: Sequence[str]) -> None:
        """Take the checkboxes of the week: their values are numbers of hours, Monday 00:00 first."""
        numbers = {whole_number(text) for text in marked}
        self.hours = "".join("1" if hour in numbers else "0" for hour in range(WEEK_HOURS))


class CalendarForm(Form):
    calendar = FileField(_l("Calendar file (.ics)"), [Optional()])
    feed = LineField(
        _l("Or its address"), description=_l("Read once, now. The address is not kept."), length=2000
    )

    def refuse(self, error: DomainError) -> None:
        """Say what is wrong where the calendar came from: at the address, or at the file."""
        by_address = self.feed.data and not self.calendar.data
        error.field = self.feed.name if by_address else self.calendar.name
        super().refuse(error)


class AskForm(Form):
    starts = SelectMultipleField(
        _l("Starts"),
        choices=[],
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextField(
        _l("A word to them"), description=_l("Stands in the mail and on their page."), length=1000
    )


class ProposeForm(Form):
    """Shown whole for an announced event only; the service says when the reason is missing."""

    reason = LineField(_l("Why it moves"), description=_l("Everyone who is told reads it."), length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.flags.required = True


class PollAnswerForm(Form):
    comment = TextField(_l("Anything else?"), description=_l("Only the organisers read it."), length=1000)


def answer_field(label: str) -> RadioField:
    """One start of a question as three radio buttons."""
    return RadioField(
        label,
        [required(_l("Say yes, if need be, or no."))],
        choices=choices_of((answer.value, _(word)) for answer, word in ANSWER_WORDS.items()),
    )
