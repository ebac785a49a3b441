"""Publish, unpublish, postpone, cancel, hold: what stands in the way, and what follows (rows O1, O3, O6)."""

from datetime import datetime

from sqlalchemy import func, select

from app.domain.errors import DomainError, ReasonNeeded
from app.domain.lifecycle import CONCERNED, EVENT, EventState, ParticipationState, step
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, Registration
from app.services.actor import Actor
from app.services.calendars import announcements, event_entries, participant_updates
from app.services.history import record
from app.services.scheduling import publishing_checks

Problem = publishing_checks.RuleFinding
problems = publishing_checks.problems
"""What keeps an event from being published."""


class NotReady(DomainError):
    """The event cannot be published yet; `problems` says all of it at once."""

    message = N_("Not everything that publishing needs is there yet.")
    status = 422

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__()


class NotOverYet(DomainError):
    """An event is held only after it has ended."""

    message = N_("The event has not ended yet. It can be marked as held once it has.")
    status = 409


class SeatsHeld(DomainError):
    """People would keep an hour in their calendars that nobody stands for any more."""

    message = N_(
        "%(count)s people are registered and have the hour in their calendars. Postpone or cancel the event "
        "instead: then they are told."
    )
    status = 409


def publish(event: Event, *, unsigned_because: str = "", actor: Actor, now: datetime) -> None:
    """Make the event public. Raises NotReady with every problem at once.

    `unsigned_because`: why it goes on in spite of what a lead may override, as missing sign-offs; it stays in
    the history.
    """
    state = step(EVENT, event.state, EventState.PUBLISHED)
    found = problems(event)
    if [one for one in found if not (unsigned_because and one.can_be_overridden)]:
        raise NotReady(found)
    _enter(event, state, reason=unsigned_because if found else "", actor=actor, now=now)
    event.state_reason = ""  # the reason is for the history, not for readers
    event.published_at = event.published_at or now
    db.session.flush()
    event_entries.issue(event, now=now)
    participant_updates.calendar_for_participants(event, now=now)


def unpublish(event: Event, *, actor: Actor, now: datetime) -> None:
    """Take a published event back to a draft; its address answers 404 until it returns.

    Raises SeatsHeld: who is registered has the hour in a calendar and must be told of changes.
    """
    state = step(EVENT, event.state, EventState.DRAFT)
    registered = select(func.count()).where(
        Registration.event_id == event.id,
        Registration.state.in_(CONCERNED),
    )
    if count := db.session.scalar(registered):
        raise SeatsHeld(count=count)
    _enter(event, state, reason="", actor=actor, now=now)


def postpone(event: Event, *, reason: str, actor: Actor, now: datetime) -> None:
    """Say that the announced hour no longer holds and a new one will follow; everyone is told once."""
    _end_with_reason(event, EventState.POSTPONED, "event_postponed", reason, actor, now)


def cancel(event: Event, *, reason: str, actor: Actor, now: datetime) -> None:
    """Call the event off for good. The page stays and explains; everyone is told once (row O6)."""
    _end_with_reason(event, EventState.CANCELLED, "event_cancelled", reason, actor, now)


def mark_held(event: Event, *, actor: Actor, now: datetime) -> None:
    """Say that it took place. Who had accepted now counts as having spoken; the page becomes the record."""
    state = step(EVENT, event.state, EventState.HELD)
    if event.ends_at is None or event.ends_at > now:
        raise NotOverYet
    _enter(event, state, reason="", actor=actor, now=now)
    accepted = select(Participation).where(
        Participation.event_id == event.id, Participation.state == ParticipationState.ACCEPTED
    )
    for participation in db.session.scalars(accepted):
        participation.state = ParticipationState.SPOKE
    db.session.flush()


def archive(event: Event, *, actor: Actor, now: datetime) -> None:
    """Close the record: recording and summary are as complete as they will be."""
    _enter(event, step(EVENT, event.state, EventState.ARCHIVED), reason="", actor=actor, now=now)


def _end_with_reason(
    event: Event, state: EventState, kind: str, reason: str, actor: Actor, now: datetime
) -> None:
    was_public = (
        event.published_at is not None
    )  # also when it was taken back since: somebody may hold its entry
    step(EVENT, event.state, state)
    if was_public and not reason:
        raise ReasonNeeded
    _enter(event, state, reason=reason, actor=actor, now=now)
    if was_public:
        event_entries.issue(event, now=now)
        announcements.event_changed(event=event, kind=kind, reason=reason, now=now, before=None)


def _enter(event: Event, state: EventState, *, reason: str, actor: Actor, now: datetime) -> None:
    record(event, actor=actor, field="state", old=event.state.value, new=state.value, now=now, reason=reason)
    event.state, event.state_reason = state, reason
    db.session.flush()
