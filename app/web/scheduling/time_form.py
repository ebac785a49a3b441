"""The form that gives an event its hour; what is unclear is asked, never guessed (rows T1, T3, T4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField

from app.domain.clocks import zones
from app.domain.clocks.places import Place
from app.domain.clocks.promised_time import PromisedTime, promise
from app.domain.clocks.typed_place import PlaceUnclear, offered, place_text, zone_meant
from app.domain.errors import DomainError
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES
from app.domain.typed_times.labels import LabelContradicts, LabelUnclear, require_clear_label
from app.domain.words import N_
from app.models import Event
from app.web.forms.base import Form, LineField, required
from app.web.forms.fields import DayField, HourField, WholeNumberField
from app.web.scheduling import time_words
from app.web.scheduling.time_words import PLACE_TIME, Choice


class ReadingReasonNeeded(DomainError):
    """A reading was chosen without a reason."""

    message = N_("Say why this reading is right, so that readers can trust it.")
    field = "label_note"
    status = 422


class TimeForm(Form):
    date = DayField(_l("Date"), [required(_l("On which day?"))])
    wall_time = HourField(_l("Start"), [required(_l("At what time, by the clock in that place?"))])
    minutes = WholeNumberField(
        _l("Length in minutes"), [required(_l("How many minutes?"))], least=5, most=1440
    )
    place = LineField(
        _l("Place"),
        [required(_l("Whose clock is meant? Name a city."))],
        description=_l("The city whose clock counts."),
        length=100,
    )
    zone = RadioField(_l("Which place?"), choices=[], validate_choice=False)
    fold = RadioField(_l("Which of the two?"), choices=[], validate_choice=False)
    printed_label = LineField(
        _l("Label as printed"),
        description=_l("Only if an announcement names the zone by letters, such as EST."),
        length=40,
    )
    reading = RadioField(_l("Which time is meant?"), choices=[], validate_choice=False)
    label_note = LineField(
        _l("Why this reading"),
        description=_l("The event page says what was printed, and this."),
        length=300,
    )
    reason = LineField(_l("Why it moves"), description=_l("Everyone who is told reads it."), length=300)
    past_meant = BooleanField(_l("It is over already: move it all the same"))
    use_wall = HiddenField()
    seen_revision = HiddenField()

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self.event = event
        self.notes: dict[str, str] = {}
        super().__init__(*args, **kwargs)
        self.reason.flags.required = event.state in ANNOUNCED_EVENT_STATES

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        if neighbour := _wall(self.use_wall.data):
            self.set_wall(neighbour)
        if not self.place.data and zones.is_place(self.zone.data or ""):
            self.place.data = place_text(self.zone.data)

    def set_wall(self, wall: datetime) -> None:
        """Put date and start into their fields, over what was typed."""
        self.date.data, self.wall_time.data = wall.date(), wall.time()
        for field in (self.date, self.wall_time):
            field.raw_data, field.process_errors = None, []

    def fill(self) -> None:
        """Show the hour as it stands."""
        event = self.event
        self.seen_revision.data, self.minutes.data = str(event.revision), event.minutes
        self.printed_label.data, self.label_note.data = event.printed_label, event.label_note
        if event.wall_start and event.zone:
            self.set_wall(event.wall_start)
            self.place.data = place_text(event.zone)
            if event.fold is not None and event.starts_at:
                self._ask_fold(event.wall_start, event.zone)
                self.fold.data = time_words.named(event.starts_at)
        elif event.edition:
            self.place.data = place_text(event.edition.zone)

    @property
    def wall(self) -> datetime | None:
        """The wall time as typed, None while either part is missing or wrong."""
        if self.date.data is None or self.wall_time.data is None:
            return None
        return datetime.combine(self.date.data, self.wall_time.data)

    def promised(self) -> PromisedTime:
        """Return the time that was meant. Raises what must be asked; the questions then stand in the form."""
        wall = self.wall
        if wall is None:
            raise ValueError("a time is promised once the day and the hour are there")
        zone, fold = self._zone(), None
        if self.printed_label.data and not self._is_settled(wall, zone):
            wall, fold = self._read_label(wall, zone)
        if fold is None:
            fold = self._chosen_fold(wall, zone)
        try:
            return promise(wall_start=wall, zone=zone, minutes=self.minutes.data or 0, fold=fold)
        except zones.WallTimeTwice as error:
            self._ask_fold(wall, zone)
            error.field = "fold"
            raise

    def _zone(self) -> str:
        typed = self.place.data or ""
        known = self.event.zone in zones.available_names()
        if known and self.event.zone and typed == place_text(self.event.zone):
            return self.event.zone  # untouched: an old name stays as it was given
        try:
            return zone_meant(typed)
        except (zones.ZoneRefused, PlaceUnclear) as error:
            places = offered(error)
            if chosen := next((place.zone for place in places if place.zone == self.zone.data), None):
                return chosen  # chosen below, and it still answers what is typed now
            error.field = "zone" if places else "place"
            self.ask_zone(places)
            raise

    def _is_settled(self, wall: datetime, zone: str) -> bool:
        """Whether somebody gave the reason for this very label at this very hour before."""
        event, note = self.event, self.label_note.data
        now = (wall, zone, self.printed_label.data)
        return bool(note) and now == (event.wall_start, event.zone, event.printed_label)

    def _read_label(self, wall: datetime, zone: str) -> tuple[datetime, int | None]:
        """Return the wall time that is meant once a person has chosen a reading, or raise the question."""
        try:
            return wall, require_clear_label(wall, zone, self.printed_label.data).fold
        except (LabelContradicts, LabelUnclear) as error:
            readings = error.check.readings
            self._ask(self.reading, time_words.reading_choices(readings, wall, zone))
            chosen = dict(time_words.named_readings(readings)).get(self.reading.data)
            if chosen is None:
                error.field = "reading" if readings else "printed_label"
                raise
        if not self.label_note.data:
            raise ReadingReasonNeeded
        return chosen.wall, None if self.reading.data == PLACE_TIME else zones.fold_at(chosen.instant, zone)

    def _chosen_fold(self, wall: datetime, zone: str) -> int | None:
        meant = zones.resolve(wall, zone)
        if not isinstance(meant, zones.Overlap):
            return None
        names = [time_words.named(one.instant) for one in (meant.first, meant.second)]
        return names.index(self.fold.data) if self.fold.data in names else None

    def _ask_fold(self, wall: datetime, zone: str) -> None:
        meant = zones.resolve(wall, zone)
        if isinstance(meant, zones.Overlap):
            self._ask(self.fold, time_words.fold_choices(meant, wall))

    def ask_zone(self, found: Sequence[Place]) -> None:
        """Offer places to choose from."""
        self._ask(self.zone, time_words.place_choices(found, self.wall))

    def _ask(self, field: RadioField, choices: Sequence[Choice]) -> None:
        field.choices = [(value, label) for value, label, _note in choices]
        self.notes |= {value: note for value, _label, note in choices if note}


def _wall(text: str | None) -> datetime | None:
    try:
        wall = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return wall if wall.tzinfo is None else None
