"""What a time means while it is typed: in its place, in UTC, for the organiser, for the event's people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.errors import DomainError
from app.models import Event
from app.queries.people_zones import first_check, names_by_zone
from app.web import reader
from app.web.errors import sentence
from app.web.scheduling.time_form import TimeForm
from app.wording.clock_warnings import clock_warnings
from app.wording.ribbons import RibbonLine, ribbon_line
from app.wording.when import ClockReading, when_promised

IN_THE_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The sentence, or the problem instead of it; the days of everybody concerned; clock changes near it."""

    text: str = ""
    problem: str = ""
    ribbons: list[RibbonLine] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def typed(form: TimeForm) -> TimeLine:
    """Read what is typed; empty while a part of it is missing."""
    if form.wall is None or not form.place.data or not form.minutes.data:
        return TimeLine()
    try:
        return line_of(form.promised(), form.event)
    except DomainError as error:
        return TimeLine(problem=sentence(error))


def line_of(time: PromisedTime, event: Event) -> TimeLine:
    """Say what `time` means for everybody concerned with `event`."""
    people = names_by_zone(event.id)
    return TimeLine(
        text=_sentence(time, people),
        ribbons=_ribbons(time, people),
        warnings=clock_warnings(time, people, check_at=first_check(event.id)),
    )


def warnings_of(event: Event) -> list[str]:
    """Return the clock changes near the hour that `event` has now."""
    if event.time is None:
        return []
    return clock_warnings(event.time, names_by_zone(event.id), check_at=first_check(event.id))


def _sentence(time: PromisedTime, people: Mapping[str, Sequence[str]]) -> str:
    host = when_promised(time, None).host
    said = _(
        "%(day)s, %(times)s in %(city)s is %(zone)s",
        day=host.date_text,
        times=host.time_text,
        city=host.city,
        zone=host.zone_text,
    )
    elsewhere = _elsewhere(time, people)
    shown = [_brief(one) for one in elsewhere[:IN_THE_SENTENCE]]
    text = " = ".join([said, _brief(when_promised(time, None).utc), *shown])
    more = len(elsewhere) - len(shown)
    if more > 0:
        text += " " + ngettext("(and one more place below)", "(and %(num)s more places below)", more)
    return text


def _elsewhere(time: PromisedTime, people: Mapping[str, Sequence[str]]) -> list[ClockReading]:
    """The clocks of the people and of whoever is typing, each that differs from the host's once."""
    own = reader.zone_name()
    found: dict[str, ClockReading] = {}
    for zone in [*people, *([own] if own else [])]:
        read = when_promised(time, zone).reader
        if read and zones.offset_at(time.starts_at, zone) != time.offset:
            found.setdefault(zones.canonical(zone), read)
    return list(found.values())


def _brief(read: ClockReading) -> str:
    start = read.time_text.partition(" ")[0]
    if read.zone_text == "UTC":
        text = f"{start} {read.city}"
    else:
        text = _("%(time)s in %(city)s", time=start, city=read.city)
    return _("%(time)s (%(day)s)", time=text, day=read.date_short) if read.day_shift else text


def _ribbons(time: PromisedTime, people: Mapping[str, Sequence[str]]) -> list[RibbonLine]:
    """One day for the place and one for the people of each zone; none without people elsewhere."""
    host = when_promised(time, None).host
    lines = [ribbon_line(time.starts_at, time.ends_at, time.zone, time.zone, host.city)]
    for zone, names in people.items():
        who = names[0] if len(names) == 1 else ngettext("%(num)s person", "%(num)s people", len(names))
        city = when_promised(time, zone).reader
        label = _("%(who)s, %(city)s", who=who, city=city.city if city else zone)
        lines.append(ribbon_line(time.starts_at, time.ends_at, zone, time.zone, label))
    return lines if people else []
