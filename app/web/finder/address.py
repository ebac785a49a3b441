"""What the address of the fair-hours page asks for and cannot have: told at its place, never passed over."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.fair_hours.option import MeetingOption
from app.domain.fair_hours.times import FairHours
from app.web.finder.starts import instant_of
from app.wording.dates import long_date
from app.wording.when import clock_reading

SHOWN = 60


def unmet(
    found: FairHours, option: MeetingOption | None, asked: Mapping[str, str], first_day: date
) -> dict[str, str]:
    """Return a sentence for each part of the address: at, zone, from, without; "" where it was followed.

    `option` is the start that is shown instead, `first_day` where the map begins.
    """
    return {
        "at": _start(found, option, asked.get("at", "")),
        "zone": _zone(asked.get("zone", "")),
        "from": _day(first_day, asked.get("from", "")),
        "without": _person(found, asked.get("without", "")),
    }


def _start(found: FairHours, option: MeetingOption | None, text: str) -> str:
    instant = instant_of(text)
    if not text or option is None or option.starts_at == instant:
        return ""
    if instant is None:
        return _("“%(text)s” is no start. The best one is shown.", text=text[:SHOWN])
    zone = found.search.request.zone
    read = clock_reading(instant, instant, zone, zone)
    return _(
        "The start in the address, %(day)s, %(hour)s, is not among those looked at now: outside the days "
        "asked for, closed, avoided or past. The best one is shown.",
        day=read.date_text,
        hour=read.time_text.partition(" ")[0],
    )


def _zone(text: str) -> str:
    if not text or text in zones.available_names():
        return ""
    return _("No place is known as “%(text)s”. Choose whose clock the map follows.", text=text[:SHOWN])


def _day(first: date, text: str) -> str:
    if not text or text == first.isoformat():
        return ""
    words = {"text": text[:SHOWN], "day": long_date(first)}
    return _("“%(text)s” is none of the days looked at. The map begins on %(day)s.", **words)


def _person(found: FairHours, key: str) -> str:
    if not key or any(one.ident == key for one in found.search.request.people):
        return ""
    return _("“%(text)s” is not on the list of people. Choose somebody.", text=key[:SHOWN])
