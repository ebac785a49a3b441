"""Clocks that change shortly before an event, in words: who is affected, and how (row T8)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from babel.lists import format_list
from flask_babel import get_locale, gettext

from app.domain.clock_notices import ClockNotice, clock_notices
from app.domain.promised_time import PromisedTime
from app.domain.zones import ClockChange, wall_at
from app.services.local_text import city, long_date, size


def clock_warnings(
    time: PromisedTime,
    names_by_zone: Mapping[str, Sequence[str]],
    *,
    check_at: datetime | None = None,
) -> list[str]:
    """Return a sentence for the host and for the people of each zone whom a change of clocks surprises.

    `names_by_zone` has the people of the event. Counted are 14 days, or those since `check_at`.
    Empty where the promise stands on older rules: that is for the watch to say first.
    """
    if not time.holds:
        return []
    zones = {zone: zone for zone in names_by_zone}
    notices = clock_notices(time.starts_at, time.zone, zones, check_at=check_at)
    return [
        _of_host(notice, time) if notice.is_host else _of_people(notice, time, names_by_zone[notice.key])
        for notice in notices
    ]


def _of_host(notice: ClockNotice, time: PromisedTime) -> str:
    said = gettext(
        "%(changes)s The event is at %(hour)s by the new time.",
        changes=_changes(notice, time.zone),
        hour=f"{time.wall_start:%H:%M}",
    )
    if notice.own_shift > timedelta():
        elsewhere = gettext(
            "Where clocks do not change, that is %(size)s earlier than before.", size=size(notice.own_shift)
        )
    else:
        elsewhere = gettext(
            "Where clocks do not change, that is %(size)s later than before.", size=size(notice.own_shift)
        )
    return f"{said} {elsewhere}" if notice.own_shift else said


def _of_people(notice: ClockNotice, time: PromisedTime, names: Sequence[str]) -> str:
    people = format_list(list(names), locale=get_locale())
    who = gettext("%(names)s (%(city)s):", names=people, city=city(notice.zone))
    if not notice.against_host:
        usual = gettext("It is at %(hour)s there, as usual.", hour=_hour(notice.wall_now))
        return f"{who} {_changes(notice, notice.zone)} {usual}"
    now = gettext(
        "at %(now)s there. On %(day)s, %(hour)s in %(host)s is still %(then)s there.",
        now=_hour(notice.wall_now),
        day=long_date(wall_at(notice.since, time.zone).date()),
        hour=_hour(time.wall_start),
        host=city(time.zone),
        then=_hour(notice.wall_then),
    )
    own = _changes(notice, notice.zone) or gettext(
        "Clocks in %(city)s do not change.", city=city(notice.zone)
    )
    return f"{who} {now} {own}"


def _changes(notice: ClockNotice, zone: str) -> str:
    return " ".join(_change(change, zone) for change in notice.changes)


def _change(change: ClockChange, zone: str) -> str:
    words = {
        "city": city(zone),
        "size": size(change.shift),
        "day": long_date(wall_at(change.instant, zone).date()),
    }
    if change.shift > timedelta():
        return str(gettext("Clocks in %(city)s go forward by %(size)s on %(day)s.", **words))
    return str(gettext("Clocks in %(city)s go back by %(size)s on %(day)s.", **words))


def _hour(wall: datetime) -> str:
    return f"{wall:%H:%M}"
