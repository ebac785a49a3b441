"""After an upgrade of the zone data: which future events moved, and what their organisers decide (row T9).

Nothing is stored about a finding. It follows from the promise, the release that derived it and the release in
use, so a rule that a later release takes back takes its findings back, too. Deciding writes a new promise.
"""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update

from app.domain.clocks import zone_watch, zones
from app.domain.clocks.promised_time import PromisedTime
from app.domain.clocks.zone_watch import Verdict
from app.domain.errors import DomainError
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES, EVENT_STATES_AHEAD, EventState
from app.domain.words import N_
from app.extensions import db
from app.models import Event
from app.queries import promised_times
from app.services.actor import Actor
from app.services.calendars import announcements, event_entries
from app.services.history import record, touch
from app.services.scheduling import events

RELEASE = re.compile(r"\d{4}[a-z]+")
BATCH = 500
TOLD_AS = "clock_rules_changed"


class NothingToDecide(DomainError):
    """Somebody decided already, or newer data took the change back."""

    message = N_("There is nothing left to decide here: the hour and the clock rules agree.")
    status = 409


@dataclass(frozen=True, slots=True)
class UndecidedHour:
    """An event whose promise and whose instant parted, as nobody has decided yet."""

    event: Event
    time: PromisedTime
    verdict: Verdict


def undecided(*, now: datetime, account_id: int | None = None) -> list[UndecidedHour]:
    """Return what waits for a decision, the next event first; with `account_id` only what it works on."""
    version = zones.zone_data_version()
    rows = promised_times.events_derived_otherwise(version=version, now=now, account_id=account_id)
    return [found for event in rows if (found := undecided_of(event, now=now))]


def count(*, now: datetime) -> int:
    """Return how many events wait for a decision."""
    return sum(verdict.kind != "unchanged" for _, verdict in _verdicts(now))


def undecided_of(event: Event, *, now: datetime) -> UndecidedHour | None:
    """Return what newer rules did to one event; None where it stands, is over, or has no time."""
    time = event.time
    if time is None or event.state not in EVENT_STATES_AHEAD or not _is_older(time.zone_data):
        return None
    verdict = zone_watch.watch(time, now)
    return None if verdict.kind == "unchanged" else UndecidedHour(event, time, verdict)


def refresh(*, now: datetime) -> int:
    """Note that the data in use derives the same instant for the others; readers see no difference.

    Return how many events still wait for a decision.
    """
    waiting, same = 0, []
    for event_id, verdict in _verdicts(now):
        if verdict.kind == "unchanged":
            same.append(event_id)
        else:
            waiting += 1
    for start in range(0, len(same), BATCH):
        renewed = update(Event).where(Event.id.in_(same[start : start + BATCH]))
        db.session.execute(renewed.values(zone_data=zones.zone_data_version()))
    return waiting


def keep_hour(event: Event, *, fold: int | None = None, reason: str, actor: Actor, now: datetime) -> None:
    """Keep what clocks in the place show: the instant moves, and everyone concerned is told once.

    Raises NothingToDecide, and as a new time does WallTimeMissing, WallTimeTwice (pass `fold`), ZoneRefused.
    """
    finding = _locked_finding(event, now=now)
    _settle(event, zone_watch.keep_hour(finding.time, fold), reason=reason, actor=actor, now=now)


def keep_instant(event: Event, *, zone: str | None = None, reason: str, actor: Actor, now: datetime) -> None:
    """Keep the moment: the hour in the place changes, and everyone concerned is told once.

    `zone` replaces a place that the data does not know any more. Raises NothingToDecide, ZoneRefused.
    """
    finding = _locked_finding(event, now=now)
    _settle(event, zone_watch.keep_instant(finding.time, zone), reason=reason, actor=actor, now=now)


def _locked_finding(event: Event, *, now: datetime) -> UndecidedHour:
    """Read the event again under a lock, so that two people who decide at once do not both do it."""
    db.session.refresh(event, with_for_update=True)
    finding = undecided_of(event, now=now)
    if finding is None:
        raise NothingToDecide
    return finding


def _settle(event: Event, time: PromisedTime, *, reason: str, actor: Actor, now: datetime) -> None:
    """Write the decision. The old time stays visible where it was public; only then are people told."""
    published = event.state is EventState.PUBLISHED
    before = events.keep_earlier_time(event, reason=reason, now=now) if published else None
    old = _in_words(event.announced_time)
    for name, value in asdict(time).items():
        setattr(event, name, value)
    record(event, actor=actor, field="time", old=old, new=_in_words(time), now=now, reason=reason)
    touch(event, now=now)
    db.session.flush()
    if event.state in ANNOUNCED_EVENT_STATES:
        event_entries.issue(event, now=now)
    if before is not None:
        announcements.event_changed(event=event, kind=TOLD_AS, reason=reason, now=now, before=before)


def _verdicts(now: datetime) -> list[tuple[int, Verdict]]:
    rows = promised_times.derived_otherwise(version=zones.zone_data_version(), now=now)
    return [(event_id, zone_watch.watch(time, now)) for event_id, time in rows if _is_older(time.zone_data)]


def _is_older(release: str) -> bool:
    """Tell whether the data in use is newer. With data older than a promise, nobody is asked anything."""
    in_use = zones.zone_data_version()
    if RELEASE.fullmatch(release) and RELEASE.fullmatch(in_use):
        return release < in_use
    return release != in_use


def _in_words(time: PromisedTime) -> str:
    wall, utc = f"{time.wall_start:%Y-%m-%d %H:%M}", f"{time.starts_at:%Y-%m-%d %H:%M}"
    return f"{wall} {time.zone} ({time.minutes} min) = {utc} UTC"
