"""Tell everyone concerned that an event changed: one message each, and reminders follow (rows O6, R4, R7).

Written for many: rows go into the outbox in batches, reminders in one statement each, memory stays flat.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, String, case, cast, literal, select, update

from app.domain.attendance import reminders
from app.domain.lifecycle import CONCERNED, RegistrationState
from app.extensions import UTCDateTime, db
from app.models import EarlierTime, Event, OutboxMessage, OutboxState, Registration
from app.queries import calendar_answers
from app.services.attendance import mail as attendee_mail
from app.services.attendance import seats
from app.services.attendance.mail import REMINDER, Addressee
from app.services.calendars import participant_updates
from app.services.calendars.quiet_period import of_change as pace_of
from app.services.mail import outbox

RENAMED = "event_renamed"
KINDS = ("event_moved", "event_cancelled", "event_postponed", "clock_rules_changed", RENAMED)
QUIET = (*KINDS, *participant_updates.KINDS)
"""The kinds that wait out the quiet period after a change."""
BATCH = 1000


def event_changed(
    *,
    event: Event,
    kind: str,
    reason: str,
    now: datetime,
    before: EarlierTime | None = None,
    old_title: str = "",
) -> int:
    """Queue one message of `kind` to everyone with a seat, in the queue or on the programme; return how many.

    Call it when the event and its calendar entry say already what holds now. A change that nobody has been
    mailed yet is overtaken: its reader gets one message, from the time they know to the time that holds.
    Messages wait for a quiet period, in which more changes may come, unless the event starts soon.
    """
    seats.lock(event)
    unheard = outbox.overtake(kinds=KINDS, why="a newer change overtook it", event_id=event.id)
    outbox.withdraw(kinds=[REMINDER], why="the event changed", event_id=event.id)
    seated = seats.fill_from_waiting_list(event, now=now)  # after a postponement seats may be free
    _count_up(event, without=seated, time_moved=kind != RENAMED)
    pace = pace_of(event, before=before, now=now)
    said = {"reason": reason, "before": _span(before), "old_title": old_title}
    told = 0
    for batch in _concerned(event, without=seated):
        outbox.enqueue_many(
            [
                attendee_mail.row(
                    person,
                    kind=_kind(kind, unheard.get(person.id)),
                    mark=mark,
                    now=now,
                    due_at=pace.due_at(person.email),
                    said=_merged(said, unheard.get(person.id)),
                )
                for person, mark in batch
            ]
        )
        told += len(batch)
    told += participant_updates.calendar_for_participants(
        event, now=now, reason=reason, by_rules=kind == "clock_rules_changed", due_at=pace.due_at
    )
    _plan_reminders(event, now)
    return told


def _kind(kind: str, unheard: dict[str, Any] | None) -> str:
    """A new title goes along with a bigger change that its reader has not heard of."""
    return unheard["kind"] if kind == RENAMED and unheard else kind


def _merged(said: dict[str, Any], unheard: dict[str, Any] | None) -> dict[str, Any]:
    """Return what to say to somebody who never heard of the change before this one."""
    if not unheard:
        return said
    kept = {name: unheard[name] for name in ("before", "old_title") if unheard.get(name)}
    return said | kept | {"reason": said["reason"] or unheard.get("reason", "")}


def _count_up(event: Event, *, without: Sequence[int], time_moved: bool) -> None:
    """Give everyone with a seat the SEQUENCE of the message they are about to get (seats.next_sequence).

    `time_moved`: what their calendars answered so far was about another hour; a new title asks nobody again.
    """
    sent = Registration.invited_sequence
    sequence = case((sent >= event.sequence, sent + 1), else_=event.sequence)
    db.session.execute(
        update(Registration)
        .where(Registration.event_id == event.id, Registration.state == RegistrationState.CONFIRMED)
        .where(Registration.id.not_in(without), _hears_as_attendee(event))
        .values({"invited_sequence": sequence} | ({"time_sequence": sequence} if time_moved else {})),
        execution_options={"synchronize_session": False},
    )


def _concerned(event: Event, *, without: Sequence[int]) -> Iterator[list[tuple[Addressee, str]]]:
    """Yield batches of people, each with the mark of the state of things that their message tells of."""
    people = (
        select(
            Registration.id,
            Registration.event_id,
            Registration.email,
            Registration.name,
            Registration.locale,
            case(
                (Registration.state != RegistrationState.CONFIRMED, f"w{event.sequence}"),
                else_=cast(Registration.invited_sequence, String),
            ),
        )
        .where(Registration.event_id == event.id, Registration.state.in_(CONCERNED))
        .where(Registration.id.not_in(without), _hears_as_attendee(event))
        .order_by(Registration.queue_number)
    )
    for batch in db.session.execute(people.execution_options(yield_per=BATCH)).partitions():
        yield [(Addressee(*person[:-1]), person[-1]) for person in batch]


def _hears_as_attendee(event: Event) -> ColumnElement[bool]:
    """Leave out who hears of the change as part of the programme: one person, one message, one entry."""
    return Registration.id.not_in(calendar_answers.seats_of_participants(event.id))


def _plan_reminders(event: Event, now: datetime) -> None:
    """Queue the reminders of everyone with a seat, without fetching anybody; none while the hour is open."""
    time = event.time
    if time is None or seats.refusal(event, for_newcomers=False, now=now) is not None:
        return
    seated = (Registration.event_id == event.id, Registration.state == RegistrationState.CONFIRMED)
    for locale in db.session.scalars(select(Registration.locale).where(*seated).distinct()).all():
        wanting = (*seated, Registration.reminders_stopped_at.is_(None), Registration.locale == locale)
        for which, due_at in reminders.plan(time.starts_at, now=now).items():
            payload = {"locale": locale, "which": which, "starts_at": time.starts_at.isoformat()}
            outbox.enqueue_selected(*_reminder(event.id, which, due_at, payload, now, wanting))


def _reminder(
    event_id: int,
    which: str,
    due_at: datetime,
    payload: dict[str, Any],
    now: datetime,
    wanting: tuple[ColumnElement[bool], ...],
) -> tuple[list[str], Select[Any]]:
    """Return the columns and the query that makes one kind of reminder for everyone."""
    stem = literal(f"{REMINDER}-{which}.{event_id}.")
    values = {
        "key": stem + cast(Registration.invited_sequence, String) + "." + cast(Registration.id, String),
        "kind": literal(REMINDER),
        "to_email": Registration.email,
        "to_name": Registration.name,
        "payload": literal(payload, JSON()),
        "event_id": literal(event_id),
        "registration_id": Registration.id,
        "state": literal(OutboxState.QUEUED, OutboxMessage.__table__.c.state.type),
        "created_at": literal(now, UTCDateTime()),
        "due_at": literal(due_at, UTCDateTime()),
        "attempts": literal(0),
        "last_error": literal(""),
    }
    return list(values), select(*values.values()).where(*wanting)


def _span(before: EarlierTime | None) -> dict[str, str] | None:
    if before is None:
        return None
    return {
        "starts_at": before.starts_at.isoformat(),
        "ends_at": before.ends_at.isoformat(),
        "zone": before.zone,
        "wall_start": before.wall_start.isoformat(),
    }
