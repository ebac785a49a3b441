"""A pasted sentence such as "2 May 2023 10:00-11:30 EST" fills the form; what is unclear is asked (T3)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.clocks.places import place_of
from app.domain.clocks.typed_place import PlaceUnclear, place_text
from app.domain.clocks.zone_letters import meanings
from app.domain.typed_times.elapsed import minutes_in
from app.domain.typed_times.labels import QUESTIONS, TypedTime, read_time_text
from app.domain.words import N_
from app.web.forms.base import Form, LineField
from app.web.forms.place_field import zone_of
from app.web.scheduling.time_form import TimeForm
from app.wording.dates import long_date

LETTERS = N_("“%(letters)s” is used in several places. Choose the one whose clock counts.")
HALF_A_DAY = timedelta(hours=12)


class PasteForm(Form):
    """Sent by GET: it reads and saves nothing. `day` and `hour` answer what was asked about the sentence."""

    class Meta:
        csrf = False

    text = LineField(
        _l("Paste a sentence with the date and hour"),
        description=_l("For instance from a mail: 2 May 2023 10:00-11:30 EST"),
        length=500,
    )
    day = LineField(length=10)
    hour = LineField(length=5)


@dataclass(frozen=True, slots=True)
class ReadingButton:
    """A button that answers a question: what it sends, and what stands on it."""

    name: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class PasteQuestion:
    """Something about the sentence that a person must look at; with answers, one of them fills the field."""

    text: str
    answers: list[ReadingButton] = field(default_factory=list)


def read(paste: PasteForm, form: TimeForm, *, today: date) -> list[PasteQuestion]:
    """Fill `form` with what the sentence says and return what must be asked about it."""
    typed = read_time_text(paste.text.data, today=today)
    day = _date(paste.day.data) or typed.date
    start = _time(paste.hour.data) or typed.start
    form.date.raw_data = form.wall_time.raw_data = None
    form.date.data, form.wall_time.data = day, start
    form.printed_label.data, form.label_note.data = typed.letters or "", ""
    asked = []
    if typed.zone:
        form.place.data = place_text(typed.zone)
    elif form.place.data and typed.letters:
        asked.append(PasteQuestion(_place_stays(form.place.data, typed)))
    elif typed.letters:
        _place_from_letters(typed.letters, form)
    if minutes := _minutes(typed, form):
        form.minutes.data, form.minutes.raw_data = minutes, None
    known = {"day_known": bool(paste.day.data), "hour_known": bool(paste.hour.data)}
    return [*_missing(typed), *_questions(typed, **known), *asked]


def _place_stays(place: str, typed: TypedTime) -> str:
    """Say that the place was kept; that the sentence names none is known only when all of it was read."""
    if typed.rest:
        return _("%(place)s stays as the place. Change it if it is not meant.", place=place)
    return _("It names no place, so %(place)s stays. Change it if it is not meant.", place=place)


def _minutes(typed: TypedTime, form: TimeForm) -> int | None:
    """The length by the clock of the place, where one is known already."""
    try:
        zone = typed.zone or zone_of(form.place.data) if typed.zone or form.place.data else None
    except ValueError:
        zone = None
    return minutes_in(zone, typed) if zone else typed.minutes


def _place_from_letters(letters: str, form: TimeForm) -> None:
    """Offer the places that use the letters; a single one needs no question."""
    zones = [zone for meaning in meanings(letters) if not meaning.rare for zone in meaning.zones[:3]]
    places = [place for zone in dict.fromkeys(zones) if (place := place_of(zone))]
    if len(places) == 1:
        form.place.data = place_text(places[0].zone)
    elif places:
        form.ask_zone(places)
        form.refuse(PlaceUnclear(LETTERS, letters=letters))


def _missing(typed: TypedTime) -> list[PasteQuestion]:
    if not (typed.dates or typed.start):
        return [PasteQuestion(_("No date and no hour were found in it. Please fill in the fields."))]
    if not typed.dates:
        return [PasteQuestion(_("No date was found in it. Please fill in the day."))]
    if typed.start is None:
        return [PasteQuestion(_("No hour was found in it. Please fill in the start."))]
    return []


def _questions(typed: TypedTime, *, day_known: bool, hour_known: bool) -> list[PasteQuestion]:
    answers = {
        "date-order": [] if day_known else [_day_answer(day) for day in typed.dates],
        "half-of-day": [] if hour_known else _half_answers(typed),
        "midnight": [] if day_known else _midnight_answers(typed),
    }
    codes = [code for code in typed.questions if answers.get(code) != []]
    asked = [PasteQuestion(_(QUESTIONS[code]), answers.get(code, [])) for code in codes]
    if typed.rest and (typed.dates or typed.start):
        asked.append(PasteQuestion(_("Not used: “%(rest)s”.", rest=typed.rest[:100])))
    return asked


def _day_answer(day: date) -> ReadingButton:
    return ReadingButton("day", day.isoformat(), long_date(day))


def _half_answers(typed: TypedTime) -> list[ReadingButton]:
    if typed.start is None:
        return []
    noon = datetime.combine(date.min, typed.start)
    return [ReadingButton("hour", f"{one:%H:%M}", f"{one:%H:%M}") for one in (noon, noon + HALF_A_DAY)]


def _midnight_answers(typed: TypedTime) -> list[ReadingButton]:
    if typed.date is None:
        return []
    nights = (typed.date, typed.date + timedelta(days=1))
    return [
        ReadingButton("day", day.isoformat(), _("00:00 on %(day)s", day=long_date(day))) for day in nights
    ]


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _time(text: str | None) -> time | None:
    try:
        return datetime.strptime(text or "", "%H:%M").time()  # noqa: DTZ007 - a wall time
    except ValueError:
        return None
