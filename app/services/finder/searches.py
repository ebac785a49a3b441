"""Look for an event's hour: what is asked, as a request to the finder, and the finder's answer (row T10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.domain.clocks import zones
from app.domain.errors import DomainError
from app.domain.fair_hours.clock_track import readings
from app.domain.fair_hours.measure import Measure
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.times import FairHours, fair_hours
from app.domain.span import Span
from app.extensions import db
from app.models import Event, HourLine, HourSearch
from app.queries.editions import closed_spans
from app.services.finder import earlier_burdens
from app.services.finder import people as finder_people

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_AHEAD = timedelta(days=28)
FALLBACK_ZONE = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """`found` is None where `problem` says why. `left_out` are lines whose place is not known."""

    search: HourSearch
    lines: list[HourLine]
    left_out: list[HourLine]
    found: FairHours | None
    problem: DomainError | None = None


def search_of(event: Event, *, now: datetime) -> HourSearch:
    """Return what the event's organisers ask, or what they probably would, as no row yet."""
    kept = db.session.scalar(select(HourSearch).where(HourSearch.event_id == event.id))
    if kept is not None:
        return kept
    zone = event.zone or (event.edition.zone if event.edition else FALLBACK_ZONE)
    first, last = _likely_days(event, zone, now)
    return HourSearch(
        event_id=event.id,
        first=first,
        last=last,
        minutes=event.minutes,
        zone=zone,
        measure=Measure.FEWEST_HURT.value,
    )


def keep(event: Event, search: HourSearch, lines: Sequence[HourLine]) -> None:
    """Keep what is asked and of whom; clicking twice keeps it once."""
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())
    db.session.add_all([search, *lines])
    db.session.flush()


def ask_finder(event: Event, *, now: datetime, count: int = 20) -> SearchOutcome:
    """Ask the finder. What it refuses is in the answer: a page shows it beside what was asked."""
    search, lines = search_of(event, now=now), finder_people.lines_of(event)
    asked = [line for line in lines if line.need != finder_people.NOT_ASKED]
    left_out = [line for line in asked if line.own_zone not in zones.available_names()]
    try:
        return SearchOutcome(
            search, lines, left_out, fair_hours(request_of(event, search, lines, now=now), count=count)
        )
    except DomainError as error:
        return SearchOutcome(search, lines, left_out, None, error)


def request_of(
    event: Event, search: HourSearch, lines: Sequence[HourLine], *, now: datetime
) -> MeetingRequest:
    """Return the request. Raises what the finder refuses, and ZoneRefused for a zone that has gone."""
    zone = "UTC" if search.zone == FALLBACK_ZONE else zones.require_zone(search.zone)
    earlier = (
        earlier_burdens.earlier_points(event, lines) if search.measure == Measure.TAKE_TURNS.value else {}
    )
    return MeetingRequest(
        people=_participants(search, lines, earlier),
        zone=zone,
        first=search.first,
        last=search.last,
        minutes=search.minutes,
        measure=Measure(search.measure),
        step=search.step,
        closed=closed_spans(event.edition),
        avoid_dates=frozenset(date.fromisoformat(day) for day in search.avoid_dates),
        avoid_weekdays=frozenset(WEEKDAYS.index(day) for day in search.avoid_weekdays),
        days_off=DaysOff(search.days_off),
        now=now,
    )


def window(search: HourSearch) -> Span:
    """Return the time in which busy times matter: the days asked for and a day around them."""
    midnight = datetime.min.time()
    first = datetime.combine(search.first - timedelta(days=2), midnight)
    last = datetime.combine(search.last + timedelta(days=3), midnight)
    return Span(readings(first, "UTC")[0], readings(last, "UTC")[1])


def _participants(
    search: HourSearch, lines: Sequence[HourLine], earlier: dict[str, tuple[int, ...]]
) -> tuple[Participant, ...]:
    days = (search.first, search.last) if search.holidays and search.first <= search.last else None
    made = (finder_people.participant(line, days=days, earlier=earlier.get(line.key, ())) for line in lines)
    return tuple(one for one in made if one is not None)


def _likely_days(event: Event, zone: str, now: datetime) -> tuple[date, date]:
    """The edition's window, a week around the present date, or the next four weeks; never what is past."""
    today = (zones.wall_at(now, zone) if zone in zones.available_names() else now).date()
    edition = event.edition
    if edition and edition.window_ends_on and edition.window_ends_on > today:
        first = max(edition.window_starts_on or today, today)
        return first, min(edition.window_ends_on, first + timedelta(days=179))
    if event.wall_start and event.wall_start.date() > today:
        day = event.wall_start.date()
        return max(today, day - timedelta(days=7)), day + timedelta(days=7)
    return today + timedelta(days=1), today + LOOK_AHEAD
