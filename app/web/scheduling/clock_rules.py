"""What new clock rules did to an event, in words: the promise, its moment then and now, what can be kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.clocks import zones
from app.domain.clocks.zone_watch import keep_instant
from app.domain.lifecycle import EventState
from app.models import Event
from app.services.scheduling.clock_rules import UndecidedHour
from app.web import reader
from app.web.scheduling.time_words import Choice, fold_choices
from app.wording.dates import short_date, size
from app.wording.when import clock_reading, when_promised

HOUR, INSTANT = "hour", "instant"


@dataclass(frozen=True, slots=True)
class UndecidedHourView:
    """One event on the list. `facts` are pairs of term and text; `choices` say what can be kept."""

    event: Event
    city: str
    sentence: str
    facts: list[tuple[str, str]]
    choices: list[Choice]


def moved(finding: UndecidedHour) -> UndecidedHourView:
    """Put a finding into words."""
    time = finding.time
    host = when_promised(time, None).host
    hour = _("%(times)s in %(city)s, %(day)s", times=host.time_text, city=host.city, day=host.date_text)
    facts = [
        (_("Promised"), hour),
        (_("Moment until now"), _moment(time.starts_at, time.wall_start, time.zone_data)),
    ]
    if new := finding.verdict.new:
        facts.append((_("By the new rules"), _moment(new, time.wall_start, zones.zone_data_version())))
    return UndecidedHourView(
        finding.event, host.city, _sentence(finding, host.city), facts, _choices(finding, host.city)
    )


def follows(event: Event, *, registered: int, on_programme: int) -> list[str]:
    """Say who hears of the decision; nobody while there is no hour to hear of."""
    if event.state is EventState.POSTPONED:
        return [
            _(
                "The event is postponed, so nobody is told now. "
                "They will hear of the new hour when you set it."
            )
        ]
    told = []
    if registered:
        told.append(
            ngettext(
                "One registered person gets one message and an updated calendar entry.",
                "%(num)s registered people get one message each and an updated calendar entry.",
                registered,
            )
        )
    if on_programme:
        told.append(
            ngettext(
                "One person of the programme gets a message and an updated calendar entry.",
                "%(num)s people of the programme get one message each and an updated calendar entry.",
                on_programme,
            )
        )
    if not told:
        return [
            _(
                "Nobody has registered yet, so no message goes out. "
                "The old time stays on the page, struck through."
            )
        ]
    return [*told, _("The old time stays on the page, struck through.")]


def _moment(instant: datetime, wall: datetime, release: str) -> str:
    utc = f"{instant:%H:%M} UTC"
    if instant.date() != wall.date():
        utc = f"{utc}, {short_date(instant.date())}"
    return _("%(utc)s (zone data %(release)s)", utc=utc, release=release)


def _sentence(finding: UndecidedHour, city: str) -> str:
    verdict, hour = finding.verdict, f"{finding.time.wall_start:%H:%M}"
    words = {"hour": hour, "city": city}
    if verdict.kind == "gap":
        return _("By the new rules %(hour)s is skipped in %(city)s that day: clocks jump past it.", **words)
    if verdict.kind == "overlap":
        return _("By the new rules %(hour)s happens twice in %(city)s on that day: clocks go back.", **words)
    if verdict.kind == "vanished":
        return _("The zone data in use does not know this place any more.")
    words["size"] = size(verdict.moved_by)
    if verdict.moved_by > timedelta():
        return _("By the new rules %(hour)s in %(city)s comes %(size)s later than announced.", **words)
    return _("By the new rules %(hour)s in %(city)s comes %(size)s earlier than announced.", **words)


def _choices(finding: UndecidedHour, city: str) -> list[Choice]:
    time, verdict = finding.time, finding.verdict
    if verdict.kind == "vanished":
        return []
    found: list[Choice] = []
    instants = {time.starts_at}
    if verdict.new:
        note = _("%(new)s UTC instead of %(old)s UTC.", new=_utc(verdict.new), old=_utc(time.starts_at))
        title = _("Keep the local hour: %(hour)s in %(city)s", hour=f"{time.wall_start:%H:%M}", city=city)
        found.append((HOUR, title, f"{note} {_for_you(finding, verdict.new)}".strip()))
    if isinstance(verdict.meant, zones.Overlap):
        found += fold_choices(verdict.meant, time.wall_start)
        instants -= {verdict.meant.first.instant, verdict.meant.second.instant}
    if instants:
        wall = keep_instant(time).wall_start
        note = _("Clocks in %(city)s then show %(hour)s.", city=city, hour=f"{wall:%H:%M}")
        title = _("Keep the moment: %(utc)s UTC", utc=_utc(time.starts_at))
        found.append((INSTANT, title, note))
    return found


def _for_you(finding: UndecidedHour, new: datetime) -> str:
    own = reader.zone_name()
    if own is None or zones.same_zone(own, finding.time.zone):
        return ""
    length = finding.time.ends_at - finding.time.starts_at
    read = clock_reading(new, new + length, own, finding.time.zone)
    return _("For you in %(city)s: %(times)s.", city=read.city, times=read.time_text)


def _utc(instant: datetime) -> str:
    return f"{instant:%H:%M}"
