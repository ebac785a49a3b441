"""The form that gives an event its hour; what is unclear is asked, never guessed (rows T1, T3, T4)."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from app.domain import zones
from app.domain.errors import DomainError
from app.domain.labels import LabelContradicts, LabelReading, LabelUnclear, require_clear_label
from app.domain.places import Place, find_places, place_of
from app.domain.promised_time import PromisedTime, promise
from app.domain.words import N_
from app.domain.zone_names import ZoneRefused
from app.models import Event
from app.web.fields import DayField, HourField, WholeNumberField
from app.web.forms import Form, LineField, required

PLACE_TIME = "place"


class PlaceUnclear(DomainError):
    """The typed place is several places, or none; `choices` are zones to choose from."""

    message = N_("Which place is meant? Choose below.")
    field = "place"
    status = 422


class TimeForm(Form):
    date = DayField(_("Date"), [required(_("On which day?"))])
    wall_time = HourField(_("Start"), [required(_("At what time, by the clock in that place?"))])
    minutes = WholeNumberField(_("Length in minutes"), [required(_("How many minutes?"))], least=5, most=1440)
    place = LineField(
        _("Place"),
        [required(_("Whose clock is meant? A city."))],
        description=_("The city whose clock counts."),
        length=100,
    )
    zone = RadioField(_("Which place?"), choices=[], validate_choice=False)
    fold = RadioField(_("Which of the two?"), choices=[], validate_choice=False)
    printed_label = LineField(
        _("Label as printed"),
        description=_("Only if an announcement names the zone by letters, such as EST."),
        length=40,
    )
    reading = RadioField(_("Which time is meant?"), choices=[], validate_choice=False)
    label_note = LineField(_("Why this reading"), description=_("Shown on the event page."), length=300)
    reason = LineField(_("Why it moves"), description=_("Everyone who is told reads it."), length=300)
    seen_revision = HiddenField()

    def fill(self, event: Event) -> None:
        if self.is_submitted():
            return
        self.seen_revision.data, self.minutes.data = str(event.revision), event.minutes
        self.printed_label.data, self.label_note.data = event.printed_label, event.label_note
        if event.wall_start and event.zone:
            self.date.data, self.wall_time.data = event.wall_start.date(), event.wall_start.time()
            self.place.data = place_text(event.zone)
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
        try:
            return self._promised(datetime.combine(self.date.data, self.wall_time.data))
        except ZoneRefused as error:
            self._ask_zone([place for zone in error.choices if (place := place_of(zone))])
            error.field = "place"
            raise
        except zones.WallTimeTwice as error:
            self._ask_fold(error)
            raise
        except (LabelContradicts, LabelUnclear) as error:
            self._ask_reading(error.check.readings)
            raise

    def _promised(self, wall: datetime) -> PromisedTime:
        zone = self._zone()
        fold = int(self.fold.data) if self.fold.data in {"0", "1"} else None
        if self.printed_label.data:
            wall, fold = self._read_label(wall, zone, fold)
        return promise(wall_start=wall, zone=zone, minutes=self.minutes.data or 0, fold=fold)

    def _zone(self) -> str:
        typed = self.place.data or ""
        if self.zone.data and zones.is_place(self.zone.data):
            return zones.require_zone(self.zone.data)
        if "/" in typed or not (found := find_places(typed.split(",")[0])):
            return zones.require_zone(typed)
        wanted = typed.casefold()
        exact = [place for place in found if _written(place).casefold() == wanted]
        named = exact or [place for place in found if place.city.casefold() == wanted] or found
        if len({place.zone for place in named}) == 1:
            return named[0].zone
        self._ask_zone(found)
        raise PlaceUnclear

    def _read_label(self, wall: datetime, zone: str, fold: int | None) -> tuple[datetime, int | None]:
        """Return the wall time that is meant once a person has chosen a reading, or raise the question."""
        if self.reading.data == PLACE_TIME and self.label_note.data:
            return wall, fold
        for choice, reading in _reading_choices(require_or_readings(wall, zone, self.printed_label.data)):
            if choice == self.reading.data and self.label_note.data:
                return reading.wall, zones.fold_at(reading.instant, zone)
        check = require_clear_label(wall, zone, self.printed_label.data)
        return wall, check.fold if check.fold is not None else fold

    def _ask_zone(self, found: list[Place]) -> None:
        self.zone.choices = [(place.zone, _written(place)) for place in found]

    def _ask_fold(self, error: zones.WallTimeTwice) -> None:
        self.fold.choices = [
            (
                str(fold),
                f"{zones.offset_text(one.offset)} ({one.abbreviation or '–'}): {one.instant:%H:%M} UTC",
            )
            for fold, one in enumerate((error.overlap.first, error.overlap.second))
        ]

    def _ask_reading(self, readings: tuple[LabelReading, ...]) -> None:
        self.reading.choices = [
            (
                choice,
                reading_text(reading, self.wall_time.data.strftime("%H:%M") if self.wall_time.data else ""),
            )
            for choice, reading in _reading_choices(readings)
        ]
        if not self.label_note.data and self.reading.data:
            self.label_note.errors = [gettext("Say why, so that readers can trust it.")]


def require_or_readings(wall: datetime, zone: str, label: str) -> tuple[LabelReading, ...]:
    """Return the readings of a label that is not clear; none when it is."""
    try:
        require_clear_label(wall, zone, label)
    except (LabelContradicts, LabelUnclear) as error:
        return error.check.readings
    return ()


def reading_text(reading: LabelReading, typed: str) -> str:
    """Say one reading in words, with UTC: "10:00 EDT (UTC−4) = 14:00 UTC"."""
    name = (
        f"{reading.letters} ({zones.offset_text(reading.offset)})"
        if reading.letters
        else zones.offset_text(reading.offset)
    )
    text = gettext("%(time)s %(name)s = %(utc)s UTC", time=typed, name=name, utc=f"{reading.instant:%H:%M}")
    if reading.zone is None and f"{reading.wall:%H:%M}" != typed:
        text += gettext(", when clocks in the place show %(wall)s", wall=f"{reading.wall:%H:%M}")
    return f"{text}. {reading.means}" if reading.means else text


def place_text(zone: str) -> str:
    """Write a zone as the place field shows it: "New York, United States"."""
    place = place_of(zone)
    return _written(place) if place else zone


def _written(place: Place) -> str:
    return f"{place.city}, {place.country}" if place.country else place.city


def _reading_choices(readings: tuple[LabelReading, ...]) -> list[tuple[str, LabelReading]]:
    """Name each reading by its instant; the place's own clocks come under one name."""
    return [
        (
            PLACE_TIME if reading.zone is not None and index == 0 else f"{reading.instant:%Y%m%dT%H%MZ}",
            reading,
        )
        for index, reading in enumerate(readings)
    ]
