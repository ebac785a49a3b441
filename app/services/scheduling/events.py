"""The life of an event before its day: create, describe, schedule (publishing.py takes it from there)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.access import Role
from app.domain.clocks.promised_time import PromisedTime
from app.domain.errors import DomainError, ReasonNeeded
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES, EVENT_STATES_OVER, EventState
from app.domain.publishing_rules import PublishingRule
from app.domain.words import N_
from app.extensions import db
from app.models import EarlierTime, Event, EventChange, TeamMember
from app.services import slugs
from app.services.actor import Actor
from app.services.addresses import new_uid
from app.services.attendance import seats
from app.services.calendars import announcements, event_entries
from app.services.history import record, touch
from app.services.scheduling import check_levels


class ChangedMeanwhile(DomainError):
    """Somebody saved the same event after this form was opened; their words are not overwritten."""

    message = N_(
        "%(who)s changed this event after you opened it. Nothing of yours is lost: compare with the page as "
        "it is now, then save again."
    )
    status = 409


class OverAlready(DomainError):
    """An announced event would move to an hour that is past; people are told of it only when it is meant."""

    message = N_("At this hour it would be over already. Tick here if that is what holds.")
    field = "past_meant"
    status = 422


class NoLongerPlanned(DomainError):
    """The time of a cancelled or held event is history."""

    message = N_("This event is over or cancelled: its time stays as it was announced.")
    status = 409


class PublicNeeds(DomainError):
    """What publishing asked for stays while the event is public."""

    message = N_(
        "The event is public, so this cannot be empty. Take it back to a draft first, or fill it in."
    )
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What an event is about and for whom; the fields carry the names of the model's."""

    title: str
    aim: str = ""
    description: str = ""
    format: str = "virtual"
    themes: list[str]
    languages: list[str]
    interpretation: list[str]
    captions: list[str]
    edition_id: int | None = None
    capacity: int | None = None
    meeting_url: str = ""
    meeting_note: str = ""
    meeting_is_public: bool = False


def create(*, title: str, actor: Actor, creation_key: str, now: datetime) -> Event:
    """Begin a draft; the creator leads it. The same form sent twice finds the draft it made (row X5)."""
    made = db.session.scalar(select(Event).where(Event.creation_key == creation_key))
    if made is not None:
        return made
    event = Event(
        slug=slugs.for_event(title),
        uid=new_uid(),
        creation_key=creation_key,
        title=title,
        created_at=now,
        revised_at=now,
    )
    db.session.add(event)
    db.session.flush()
    if actor.account_id is not None:
        db.session.add(TeamMember(event_id=event.id, account_id=actor.account_id, role=Role.LEAD))
    record(event, actor=actor, field="created", old=None, new=title, now=now)
    db.session.flush()
    return event


def edit(event: Event, *, details: Details, seen_revision: int | None, actor: Actor, now: datetime) -> None:
    """Save the details; a public event's calendar entry and people follow.

    A larger capacity seats who waits. `seen_revision` is the one the form was opened with. Raises
    ChangedMeanwhile, PublicNeeds, CapacityBelowSeats, and whatever slugs refuse.
    """
    seats.lock(event)
    if seen_revision is not None and seen_revision != event.revision:
        raise ChangedMeanwhile(who=last_editor(event))
    if event.state in ANNOUNCED_EVENT_STATES:
        for name, rule in (("aim", PublishingRule.AIM), ("languages", PublishingRule.LANGUAGES)):
            if not getattr(details, name) and check_levels.holds_back(event, rule):
                raise PublicNeeds(field=name)
    old_title, new = event.title, asdict(details)
    seats.set_capacity(event, new.pop("capacity"), actor=actor, now=now)
    for name, value in new.items():
        record(event, actor=actor, field=name, old=getattr(event, name), new=value, now=now)
        setattr(event, name, value)
    if event.title != old_title:
        slugs.follow_title(event)
    db.session.flush()
    if event.state in ANNOUNCED_EVENT_STATES:
        event_entries.issue(event, now=now)
        if event.title != old_title:
            announcements.event_changed(
                event=event, kind=announcements.RENAMED, reason="", now=now, old_title=old_title
            )
    seats.fill_from_waiting_list(event, now=now)


def schedule(
    event: Event,
    *,
    time: PromisedTime,
    printed_label: str = "",
    label_note: str = "",
    reason: str = "",
    past_meant: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """Give the event its hour, or move it: an announced time is kept and shown, and people are told (O6).

    Raises ReasonNeeded when an announced event moves, OverAlready when it moves into the past and that is not
    said to be meant, NoLongerPlanned when it is over.
    """
    if event.state in EVENT_STATES_OVER:
        raise NoLongerPlanned
    moves = event.state in ANNOUNCED_EVENT_STATES and (event.starts_at, event.ends_at) != (
        time.starts_at,
        time.ends_at,
    )
    if moves and not reason:
        raise ReasonNeeded
    # A postponed event may come back to the very hour it had: people must hear that, too.
    returns = event.state is EventState.POSTPONED
    if (moves or returns) and time.ends_at <= now and not past_meant:
        raise OverAlready
    before = keep_earlier_time(event, reason=reason, now=now) if moves else None
    old = _time_text(event)
    for name, value in asdict(time).items():
        setattr(event, name, value)
    event.printed_label, event.label_note = printed_label, label_note
    record(event, actor=actor, field="time", old=old, new=_time_text(event), now=now, reason=reason)
    touch(event, now=now)
    if returns:
        event.state, event.state_reason = EventState.PUBLISHED, ""
    db.session.flush()
    if event.state in ANNOUNCED_EVENT_STATES:
        event_entries.issue(event, now=now)
    if moves or returns:
        announcements.event_changed(event=event, kind="event_moved", reason=reason, now=now, before=before)


def keep_earlier_time(event: Event, *, reason: str, now: datetime) -> EarlierTime:
    """Keep the announced time beside the one that takes its place; it is shown struck through (row O6)."""
    old = event.announced_time
    before = EarlierTime(
        event_id=event.id,
        wall_start=old.wall_start,
        minutes=old.minutes,
        zone=old.zone,
        starts_at=old.starts_at,
        ends_at=old.ends_at,
        moved_at=now,
        reason=reason,
    )
    event.earlier_times.append(before)
    return before


def _time_text(event: Event) -> str:
    if event.wall_start is None:
        return ""
    return (
        f"{event.wall_start:%Y-%m-%d %H:%M} {event.zone} ({event.minutes} min) {event.printed_label}".strip()
    )


def last_editor(event: Event) -> str:
    """Return who changed the event last, for the one who comes second."""
    latest = (
        select(EventChange.by)
        .where(EventChange.event_id == event.id)
        .order_by(EventChange.id.desc())
        .limit(1)
    )
    return db.session.scalar(latest) or ""
