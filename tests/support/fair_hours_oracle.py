"""The fair-hour measure once more, slowly: every quarter of every start asked of zoneinfo, none kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.fair_hours.measure import Measure, Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import DaysOff, MeetingRequest
from app.domain.fair_hours.search import Search
from app.domain.fair_hours.week_grid import NO, USUAL

HALF_PAST = [70, 85, 100, 100, 100, 90, 50, 15, 4, 0, 0, 0, 1, 0, 0, 0, 0, 3, 8, 12, 20, 32, 45, 60]
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Burden:
    """What a start is for one person; points is None for who cannot come."""

    points: int | None
    night: bool = False


@dataclass(frozen=True)
class Quarter:
    """One quarter-hour of one person's clock."""

    points: int | None
    night: bool


def table_points(wall: datetime) -> int:
    """The straight line between the half hours, cut down to whole points, at the quarter's begin."""
    since = Fraction(wall.hour * 60 + wall.minute - wall.minute % 15 - 30, 60) % 24
    before, after = HALF_PAST[int(since)], HALF_PAST[(int(since) + 1) % 24]
    return int(before + (after - before) * (since - int(since)))


def quarter_at(instant: datetime, person: Participant, days_off: DaysOff) -> Quarter:
    """Ask zoneinfo for the wall time when a quarter begins, and the tables for the rest."""
    wall = instant.astimezone(ZoneInfo(person.zone))
    cell = USUAL
    if person.grid is not None:
        cell = person.grid.cells[wall.weekday() * 96 + wall.hour * 4 + wall.minute // 15]
    free = wall.weekday() in person.own_weekend or wall.date() in person.days_off
    if cell == NO or (cell == USUAL and free and days_off is DaysOff.NEVER):
        return Quarter(None, night=False)
    points = table_points(wall) + 20 * free if cell == USUAL else cell
    return Quarter(points, night=wall.hour < 5 and points > 45)


def burden_at(start: datetime, person: Participant, request: MeetingRequest) -> Burden:
    """The mean over the minutes that the person is needed for."""
    lead = -(-person.lead_minutes // 15) * QUARTER
    needed, end = start - lead, start + timedelta(minutes=request.minutes)
    if any(busy.start < end and needed < busy.end and busy.start < busy.end for busy in person.busy):
        return Burden(None)
    total, night, at = Fraction(0), False, needed
    while at < end:
        quarter = quarter_at(at, person, request.days_off)
        if quarter.points is None:
            return Burden(None)
        total += quarter.points * Fraction(min(QUARTER, end - at) / timedelta(minutes=1))
        night, at = night or quarter.night, at + QUARTER
    mean = total / Fraction((end - needed) / timedelta(minutes=1))
    return Burden(int(mean + Fraction(1, 2)), night)


def cost_at(start: datetime, request: MeetingRequest) -> tuple[int, int, int, int]:
    """Musts out, weight of others out, weight at night, pain: in this order of importance."""
    musts_out = others_out = at_night = pain = 0
    for person in request.people:
        burden, weight = burden_at(start, person, request), person.full_weight
        if burden.points is None:
            musts_out += person.need is Need.MUST
            others_out += 0 if person.need is Need.MUST else weight
        elif request.measure is Measure.LEAST_IN_TOTAL:
            pain += weight * burden.points
        else:
            turns = person.turn_factor if request.measure is Measure.TAKE_TURNS else 1
            pain += weight * turns * burden.points**4
            night = burden.points > 75 or (request.measure is Measure.NOBODY_AT_NIGHT and burden.night)
            at_night += weight * night
    return musts_out, others_out, at_night, pain


def is_open(start: datetime, request: MeetingRequest) -> bool:
    """Tell whether a start is on offer: not past, not closed, on the step, on no day to avoid."""
    home = ZoneInfo(request.zone)
    end = start + timedelta(minutes=request.minutes)
    if request.now is not None and start < request.now:
        return False
    if any(span.start < end and start < span.end and span.start < span.end for span in request.closed):
        return False
    wall = start.astimezone(home)
    if (wall.hour * 60 + wall.minute) % request.step:
        return False
    return not any(_avoided(day, request) for day in (wall.date(), last_date(start, request)))


def last_date(start: datetime, request: MeetingRequest) -> date:
    """The date, where the request is at home, of the event's last moment."""
    moment = start + timedelta(minutes=request.minutes) - timedelta(seconds=1)
    return moment.astimezone(ZoneInfo(request.zone)).date()


def starts_of(request: MeetingRequest) -> list[datetime]:
    """Every quarter in UTC that lies on a day of the request, where it is at home."""
    home = ZoneInfo(request.zone)
    at = datetime.combine(request.first, datetime.min.time(), UTC) - timedelta(days=1)
    last = datetime.combine(request.last, datetime.min.time(), UTC) + timedelta(days=2)
    found = []
    while at < last:
        if request.first <= at.astimezone(home).date() <= request.last:
            found.append(at)
        at += QUARTER
    return found


def _avoided(day: date, request: MeetingRequest) -> bool:
    return day in request.avoid_dates or day.weekday() in request.avoid_weekdays


def instant(quarter: int) -> datetime:
    """Return the instant at which a quarter in UTC begins."""
    return datetime.fromtimestamp(quarter * 900, UTC)


def parts(found: Search, start: int) -> tuple[int, int, int, int]:
    """Return the four parts of a start's cost, as the slow way has them."""
    cost, scale = found.cost(start), found.scale
    return scale.musts_out(cost), scale.others_out(cost), scale.at_night(cost), scale.pain(cost)
