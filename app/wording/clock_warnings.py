"""Clocks that change shortly before an event, in words: who is affected, and how (row T8)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _

from app.domain.clocks.clock_notices import ClockNotice, clock_notices
from app.domain.clocks.promised_time import PromisedTime
from app.domain.clocks.zones import ClockChange, available_names, clock_changes, wall_at
from app.wording.dates import city, long_date, size


def clock_warnings(
    time: PromisedTime,
    names_by_zone: Mapping[str, Sequence[str]],
    *,
    check_at: datetime | None = None,
) -> list[str]:
    """Return a sentence for the host's clocks and one for each way in which people are surprised.

    `names_by_zone` has the people of the event. Counted are 14 days, or those since `check_at`.
    Empty where the promise stands on older rules: that is for the watch to say first.
    """
    if not time.holds:
        return []
    zones = {zone: zone for zone in names_by_zone}
    notices = clock_notices(time.starts_at, time.zone, zones, check_at=check_at)
    sentences = [_of_host(notice, time) for notice in notices if notice.is_host]
    groups: dict[timedelta, list[ClockNotice]] = defaultdict(list)
    for notice in notices:
        if not notice.is_host:
            groups[notice.against_host].append(notice)
    for against_host, alike in sorted(groups.items()):
        people = [_people(notice, names_by_zone[notice.key]) for notice in alike]
        sentences.append(_of_people(against_host, people, alike[0], time))
    return sentences


def changes_between(since: datetime, until: datetime, zones_of: Iterable[str | None]) -> list[str]:
    """Return a sentence for each clock change of these zones between two instants, once for each zone."""
    return [
        _change(change, zone)
        for zone in dict.fromkeys(zones_of)
        if zone in available_names()
        for change in clock_changes(zone, since, until)
    ]


def _of_host(notice: ClockNotice, time: PromisedTime) -> str:
    changes = " ".join(_change(change, time.zone) for change in notice.changes)
    hour = _("The event is at %(hour)s by the new time.", hour=f"{time.wall_start:%H:%M}")
    return f"{changes} {hour}"


def _of_people(shift: timedelta, people: Sequence[str], notice: ClockNotice, time: PromisedTime) -> str:
    """Say what all of `people` see: the usual hour, or one that comes earlier or later than a habit says."""
    words = {
        "people": format_list(people, locale=get_locale()),
        "size": size(shift),
        "hour": f"{time.wall_start:%H:%M}",
        "city": city(time.zone),
        "day": long_date(wall_at(notice.since, time.zone).date()),
    }
    if not shift:
        text = _(
            "For these people clocks change in the same way and the hour is the usual one: %(people)s.",
            **words,
        )
    elif shift < timedelta():
        text = _(
            "For these people %(hour)s in %(city)s comes %(size)s earlier than on %(day)s: %(people)s.",
            **words,
        )
    else:
        text = _(
            "For these people %(hour)s in %(city)s comes %(size)s later than on %(day)s: %(people)s.", **words
        )
    return str(text)


def _people(notice: ClockNotice, names: Sequence[str]) -> str:
    """Name the people of one zone with their hour; with the old one and their own change if it is another."""
    words = {
        "names": format_list(list(names), locale=get_locale()),
        "city": city(notice.zone),
        "now": f"{notice.wall_now:%H:%M}",
        "then": f"{notice.wall_then:%H:%M}",
    }
    if not notice.against_host:
        return str(_("%(names)s (%(city)s, %(now)s)", **words))
    if not notice.changes:
        return str(_("%(names)s (%(city)s, %(now)s instead of %(then)s)", **words))
    day = long_date(wall_at(notice.changes[-1].instant, notice.zone).date())
    words["change"] = _("clocks there change on %(day)s", day=day)
    return str(_("%(names)s (%(city)s, %(now)s instead of %(then)s; %(change)s)", **words))


def _change(change: ClockChange, zone: str) -> str:
    day = long_date(wall_at(change.instant, zone).date())
    words = {"city": city(zone), "size": size(change.shift), "day": day}
    if change.shift > timedelta():
        return str(_("Clocks in %(city)s go forward by %(size)s on %(day)s.", **words))
    return str(_("Clocks in %(city)s go back by %(size)s on %(day)s.", **words))
