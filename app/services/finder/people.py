"""Who an event's hour is looked for: its people, as their records say, and groups; kept once changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.domain.clocks import zones
from app.domain.errors import DomainError
from app.domain.fair_hours.busy_calendar import BusyTimes
from app.domain.fair_hours.busy_text import read_busy
from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.public_holidays import public_holidays
from app.domain.fair_hours.request import MOST_DAYS, MOST_PEOPLE
from app.domain.fair_hours.week_grid import GOOD, NO, USUAL, WeekGrid
from app.domain.interpretation import ALONE_AT_MOST
from app.domain.lifecycle import NOT_TAKING_PART
from app.domain.people.person_roles import PersonRole
from app.domain.span import Span
from app.domain.words import N_
from app.extensions import db
from app.models import Event, HourLine, Participation
from app.queries.participants import participations_of
from app.services import tokens

NOT_ASKED = "not-asked"
NEEDS = (*(need.value for need in Need), NOT_ASKED)
WEEK_HOURS = 168
_ONLY_IF_NEEDED = {PersonRole.BACKUP.value}
_HELPERS = {PersonRole.RAPPORTEUR.value, PersonRole.PRODUCER.value, PersonRole.DISCUSSANT.value}


class GroupFull(DomainError):
    """The finder takes so many lines and no more."""

    message = N_("The list is full: at most %(limit)d people and groups. Put those in one place together.")
    field = "name"
    status = 422


def lines_of(event: Event) -> list[HourLine]:
    """Return the people of the event in order, then groups. Who was never changed is made from the record.

    Lines that are not kept yet are no rows; `keep` makes them.
    """
    kept = {line.key: line for line in _kept(event)}
    people = [kept.get(one.person.slug) or _line(one) for one in _taking_part(event)]
    return people + [line for line in kept.values() if line.person_id is None]


def find(event: Event, key: str) -> HourLine | None:
    """Return one line, or None."""
    return next((line for line in lines_of(event) if line.key == key), None)


def keep(line: HourLine) -> HourLine:
    """Make a line a row, if it is none yet."""
    db.session.add(line)
    db.session.flush()
    return line


def add_group(event: Event, *, name: str, zone: str, size: int, need: str, country: str | None) -> HourLine:
    """Add people who are in one place and come together, such as an audience. Raises GroupFull."""
    if len(lines_of(event)) >= MOST_PEOPLE:
        raise GroupFull(limit=MOST_PEOPLE)
    key = f"group-{tokens.public_key(4)}"
    return keep(
        HourLine(
            event_id=event.id,
            key=key,
            name=name,
            zone=zones.require_zone(zone),
            country=country,
            need=need,
            size=size,
        )
    )


def remove(line: HourLine) -> None:
    """Forget a line: a group is gone, a person is as the record says again."""
    db.session.delete(line)
    db.session.flush()


def owners(line: HourLine) -> frozenset[str]:
    """Return the addresses under which the person's own calendar knows its owner, in lower case."""
    email = line.person.email if line.person else None
    return frozenset({email.lower()} if email else ())


def keep_calendar(line: HourLine, busy: BusyTimes, *, now: datetime) -> None:
    """Keep when somebody is busy by a calendar file, in place of what an earlier one said."""
    line.busy_read = [f"{span.start.isoformat()}/{span.end.isoformat()}" for span in busy.spans]
    line.busy_read_at, line.busy_entries = now, busy.entries
    line.busy_unread = {why.value: count for why, count in busy.reasons.items()}
    keep(line)


def forget_calendar(line: HourLine) -> None:
    """Forget all that a calendar said."""
    line.busy_read, line.busy_read_at, line.busy_entries, line.busy_unread = [], None, 0, {}
    keep(line)


def busy_spans(line: HourLine) -> tuple[Span, ...]:
    """Return what was read from a calendar."""
    pairs = (text.partition("/")[::2] for text in line.busy_read)
    return tuple(Span(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs)


def participant(
    line: HourLine, *, days: tuple[date, date] | None, earlier: tuple[int, ...] = ()
) -> Participant | None:
    """Return the line as the finder takes it; None for who is not asked or is in no known place.

    `days`, first and last, bring the public holidays of the country along.
    """
    zone = line.own_zone
    if line.need == NOT_ASKED or zone is None or zone not in zones.available_names():
        return None
    return Participant(
        ident=line.key,
        name=line.name,
        zone=zone,
        need=Need(line.need),
        country=line.own_country,
        size=line.size,
        grid=_grid(line),
        busy=(*read_busy(line.busy_text, zone), *busy_spans(line)),
        days_off=_holidays(line.own_country, days),
        lead_minutes=line.lead_minutes,
        most_minutes=line.most_minutes,
        earlier_points=earlier,
    )


def _holidays(country: str | None, days: tuple[date, date] | None) -> frozenset[date]:
    if not country or not days or (days[1] - days[0]).days > MOST_DAYS:
        return frozenset()
    return frozenset(public_holidays(country, days[0] - timedelta(days=1), days[1] + timedelta(days=2)))


def _grid(line: HourLine) -> WeekGrid | None:
    if line.hours_kind == "usual" or len(line.hours) != WEEK_HOURS:
        return None
    open_cell = GOOD if line.hours_kind == "good" else USUAL
    return WeekGrid.of_hours([open_cell if mark == "1" else NO for mark in line.hours])


def _kept(event: Event) -> Sequence[HourLine]:
    rows = select(HourLine).where(HourLine.event_id == event.id).order_by(HourLine.id)
    return db.session.scalars(rows).all()


def _taking_part(event: Event) -> Iterable[Participation]:
    return (one for one in participations_of(event.id) if one.state not in NOT_TAKING_PART)


def _line(part: Participation) -> HourLine:
    """A line as the record says, outside of the session until it is kept."""
    interprets = PersonRole.INTERPRETER.value in part.roles
    line = HourLine(
        event_id=part.event_id,
        key=part.person.slug,
        person_id=part.person_id,
        name=part.name_printed,
        need=_need(set(part.roles)),
        most_minutes=ALONE_AT_MOST if interprets else None,
    )
    line.person = part.person
    return line


def _need(roles: set[str]) -> str:
    """Who opens, leads or speaks must come; a backup need not; helpers should."""
    if roles and roles <= _ONLY_IF_NEEDED:
        return Need.OPTIONAL.value
    return Need.SHOULD.value if roles and roles <= _HELPERS | _ONLY_IF_NEEDED else Need.MUST.value
