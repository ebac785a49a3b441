"""A request to the fair-hour finder read from JSON; the format is described in docs/fair-hours.md."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.clocks.zones import require_zone
from app.domain.errors import DomainError
from app.domain.fair_hours.clock_track import day_start, readings
from app.domain.fair_hours.json_fields import Fields, InputRefused, date_in, moment_in
from app.domain.fair_hours.measure import Measure, Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.public_holidays import public_holidays
from app.domain.fair_hours.ranking import MOST_RANKED
from app.domain.fair_hours.request import MOST_DAYS, DaysOff, MeetingRequest
from app.domain.fair_hours.week_grid import GOOD, IF_NEED_BE, NO, USUAL, WeekGrid
from app.domain.span import Span

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CELLS = {"usual": USUAL, "if_need_be": IF_NEED_BE, "good": GOOD, "no": NO}  # each covers those before it

_REQUEST = (
    "about zone first last minutes step measure now closed avoid_dates avoid_weekdays days_off people limit"
    " what_if"
)
_PERSON = (
    "id name zone country need size weight hours weekend busy days_off holidays lead_minutes most_minutes"
    " earlier_points"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, how many starts to list, and the people to try what-ifs with."""

    request: MeetingRequest
    limit: int
    what_if: tuple[str, ...]


def read_request(document: object, now: datetime) -> Asked:
    """Read a whole document. Without its own "now" the given one counts, unless the days lie in the past.

    Raises InputRefused, naming the place in the document, and the refusals of MeetingRequest.
    """
    fields = Fields(document, "", _REQUEST)
    zone = _zone(fields, "zone", or_utc=True)
    first, last = fields.date("first"), fields.date("last")
    people = tuple(_person(item, path, first, last) for path, item in fields.items("people"))
    request = MeetingRequest(
        people=people,
        zone=zone,
        first=first,
        last=last,
        minutes=fields.number("minutes", 90),
        measure=fields.choice("measure", Measure, Measure.FEWEST_HURT),
        step=fields.number("step", 15),
        closed=tuple(_span(item, path, zone) for path, item in fields.items("closed")),
        avoid_dates=frozenset(date_in(text, path) for path, text in fields.texts("avoid_dates")),
        avoid_weekdays=frozenset(_weekdays(fields.texts("avoid_weekdays"))),
        days_off=fields.choice("days_off", DaysOff, DaysOff.COST),
        now=fields.instant("now"),
    )
    if request.now is None and day_start(last + timedelta(days=1), zone) > now.timestamp():
        request = replace(request, now=now)
    limit = fields.number("limit", 20)
    if not 1 <= limit <= MOST_RANKED:
        raise InputRefused("limit", f"between 1 and {MOST_RANKED} starts can be listed")
    return Asked(request, limit, tuple(_known(fields, people)))


def _person(item: object, path: str, first: date, last: date) -> Participant:
    fields = Fields(item, path, _PERSON)
    zone, country = _zone(fields, "zone"), fields.text("country") if fields.has("country") else None
    days_off = {date_in(text, place) for place, text in fields.texts("days_off")}
    if fields.flag("holidays") and (last - first).days <= MOST_DAYS:
        if country is None:
            raise InputRefused(fields.at("holidays"), "needs a country")
        days_off.update(public_holidays(country, first - timedelta(days=1), last + timedelta(days=2)))
    try:
        return Participant(
            ident=fields.text("id"),
            name=fields.text("name", fields.text("id")),
            zone=zone,
            need=fields.choice("need", Need, Need.MUST),
            country=country,
            size=fields.number("size", 1),
            weight=fields.number("weight", 1) if fields.has("weight") else None,
            grid=_grid(fields) if fields.has("hours") else None,
            weekend=frozenset(_weekdays(fields.texts("weekend"))) if fields.has("weekend") else None,
            busy=tuple(_span(one, place, zone) for place, one in fields.items("busy")),
            days_off=frozenset(days_off),
            lead_minutes=fields.number("lead_minutes", 0),
            most_minutes=fields.number("most_minutes", 1) if fields.has("most_minutes") else None,
            earlier_points=tuple(_points(fields)),
        )
    except InputRefused:
        raise
    except DomainError as error:
        raise InputRefused(path, str(error)) from None


def _zone(fields: Fields, key: str, *, or_utc: bool = False) -> str:
    text = fields.text(key)
    if or_utc and text == "UTC":
        return text
    try:
        return require_zone(text)
    except DomainError as error:
        raise InputRefused(fields.at(key), str(error)) from None


def _span(item: object, path: str, zone: str) -> Span:
    """Times without an offset are wall times in `zone`; a doubled hour is covered whole, a skipped one is
    nothing.
    """
    fields = Fields(item, path, "start end")
    start = _instant(fields, "start", zone, first=True)
    end = _instant(fields, "end", zone, first=False)
    if end < start:
        raise InputRefused(path, "the end is before the start")
    return Span(start, end)


def _instant(fields: Fields, key: str, zone: str, *, first: bool) -> datetime:
    moment = moment_in(fields.text(key), fields.at(key))
    if moment.tzinfo is not None:
        return moment
    try:
        return readings(moment, zone)[0 if first else 1]
    except DomainError as error:
        raise InputRefused(fields.at(key), str(error)) from None


def _grid(fields: Fields) -> WeekGrid:
    """Read hours by days: "09:00-17:00", or an object with hours for good, if_need_be, usual and no."""
    value, path = fields.value("hours"), fields.at("hours")
    if not isinstance(value, dict):
        raise InputRefused(path, 'an object such as {"mon-fri": "09:00-17:00"} is wanted here')
    strokes = []
    for days, hours in value.items():
        place = f"{path}.{days}"
        painted = Fields({"usual": hours} if isinstance(hours, str) else hours, place, " ".join(_CELLS))
        strokes += [
            (_days(days, place), painted.text(key), _CELLS[key]) for key in _CELLS if painted.has(key)
        ]
    return WeekGrid.painted(strokes)


def _days(text: str, path: str) -> list[int]:
    """Read "mon-fri" or "sat"; "sat-mon" runs over the end of the week."""
    first, _, last = text.partition("-")
    begin, end = _weekday(first, path), _weekday(last or first, path)
    return [(begin + n) % 7 for n in range((end - begin) % 7 + 1)]


def _weekdays(texts: Iterable[tuple[str, str]]) -> list[int]:
    return [day for path, text in texts for day in _days(text, path)]


def _weekday(text: str, path: str) -> int:
    if text not in WEEKDAYS:
        raise InputRefused(path, f"“{text[:64]}” is none of {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(text)


def _points(fields: Fields) -> list[int]:
    points = []
    for path, item in fields.items("earlier_points"):
        if not isinstance(item, int) or isinstance(item, bool):
            raise InputRefused(path, "whole points are wanted here")
        points.append(item)
    return points


def _known(fields: Fields, people: tuple[Participant, ...]) -> list[str]:
    known = {person.ident for person in people}
    for path, ident in fields.texts("what_if"):
        if ident not in known:
            raise InputRefused(path, f"nobody has the id “{ident[:64]}”")
    return [ident for _, ident in fields.texts("what_if")]
