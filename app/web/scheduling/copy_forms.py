import secrets
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime, promise
from app.models import Event
from app.queries import editions
from app.services.scheduling.event_copies import CopyChoice
from app.web.forms.base import Form, KeyField, LineField, required
from app.web.forms.fields import DayField, HourField, choices_of
from app.web.scheduling import time_words


class CopyForm(Form):
    title = LineField(_l("Title"), [required(_l("Give the copy a title."))], length=200)
    edition = SelectField(_l("Forum"))
    date = DayField(_l("Day"))
    wall_time = HourField(_l("Start"))
    fold = RadioField(_l("This hour happens twice. Which one?"), choices=[], validate_choice=False)
    organisations = BooleanField(_l("Organisations"), default=True)
    people = BooleanField(_l("People, as not yet asked"), default=True)
    agenda = BooleanField(_l("Agenda"), default=True)
    settings = BooleanField(_l("Languages, seats, questions and other settings"), default=True)
    creation_key = KeyField(default=lambda: secrets.token_urlsafe(12))

    def offer(self, event: Event) -> None:
        """Begin with the original's hour: what was agreed is a wall time in a place."""
        known = [(one.slug, one.name) for one in editions.all_editions()]
        self.edition.choices = choices_of([("", _l("None")), *known])
        if not self.is_submitted():
            self.title.data = event.title
            self.edition.data = event.edition.slug if event.edition else ""
            self.wall_time.data = event.wall_start.time() if event.wall_start else None

    def promised(self, event: Event) -> PromisedTime | None:
        """Return the hour that was meant, None without a day. Raises what must be asked."""
        if self.date.data is None or self.wall_time.data is None or event.zone is None:
            return None
        wall = datetime.combine(self.date.data, self.wall_time.data)
        try:
            return promise(
                wall_start=wall, zone=event.zone, minutes=event.minutes, fold=self._fold(wall, event)
            )
        except zones.WallTimeTwice as error:
            self._ask(wall, event)
            error.field = "fold"
            raise

    def wish(self, time: PromisedTime | None) -> CopyChoice:
        edition = editions.by_slug(self.edition.data) if self.edition.data else None
        return CopyChoice(
            title=self.title.data,
            time=time,
            edition_id=edition.id if edition else None,
            organisations=self.organisations.data,
            people=self.people.data,
            agenda=self.agenda.data,
            settings=self.settings.data,
        )

    def _fold(self, wall: datetime, event: Event) -> int | None:
        meant: Any = zones.resolve(wall, event.zone or "")
        if not isinstance(meant, zones.Overlap):
            return None
        self._ask(wall, event)
        values = [value for value, _label, _note in time_words.fold_choices(meant, wall)]
        return values.index(self.fold.data) if self.fold.data in values else None

    def _ask(self, wall: datetime, event: Event) -> None:
        meant: Any = zones.resolve(wall, event.zone or "")
        offered = time_words.fold_choices(meant, wall)
        self.fold.choices = choices_of([(value, label) for value, label, _note in offered])


class CopyEditionForm(Form):
    name = LineField(
        _l("Name of the next edition"), [required(_l("What is the next edition called?"))], length=200
    )
    short_name = LineField(_l("Short name"), length=60)
    begins = DayField(_l("First day"), [required(_l("When does it begin?"))])
    creation_key = KeyField(default=lambda: secrets.token_urlsafe(12))
