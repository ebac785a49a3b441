"""Personal data of attendees: kept for a purpose and a time, handed out, erased; statistics stay (row X3)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, delete, or_, select, update

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, QuestionAnswer, Registration
from app.queries import letters as query
from app.queries import questions
from app.services.attendance import registrations
from app.services.mail import letters

KEPT_AFTER_END = timedelta(days=90)
KEPT_WHILE_POSTPONED = timedelta(days=365)
"""After the last change of an event that was left without a new date: nobody waits for it any more."""
_DONE = (OutboxState.SENT, OutboxState.FAILED, OutboxState.DROPPED)


def erased_from(event: Event) -> datetime | None:
    """Return the instant from which the personal data of an event's attendees goes."""
    if event.ends_at is None:
        return None
    regular = event.ends_at + KEPT_AFTER_END
    waiting = event.revised_at + KEPT_WHILE_POSTPONED
    return max(regular, waiting) if event.state is EventState.POSTPONED else regular


def past_events(now: datetime) -> Select[int]:
    """Select the ids of the events whose people's data has had its time; `erased_from` for all of them."""
    return select(Event.id).where(
        Event.ends_at < now - KEPT_AFTER_END,
        or_(Event.state != EventState.POSTPONED, Event.revised_at < now - KEPT_WHILE_POSTPONED),
    )


def personal_data(registration: Registration) -> dict[str, Any]:
    """Return everything kept about one attendee, for themselves (links excepted: they are secrets)."""
    columns = (
        "name", "email", "country", "organisation", "access_needs", "zone", "locale", "state", "queue_number",
        "calendar_answer", "answered_at", "answer_comment", "proposed_starts_at", "created_at",
        "state_changed_at", "answer_by", "joined_at", "in_meeting_list", "reminders_stopped_at",
        "typed",
    )  # fmt: skip
    mails = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.registration_id == registration.id)
        .order_by(OutboxMessage.id)
    )
    return {
        "event": registration.event.title,
        "registration": {name: _plain(getattr(registration, name)) for name in columns},
        "answers": [
            {"question": answer.asked, "answers": answer.answers, "answered_at": _plain(answer.answered_at)}
            for answer in questions.answers_of(registration.id).values()
        ],
        "letters": letters.personal_data(query.of_registration(registration)),
        "mails": [
            {"kind": mail.kind, "state": mail.state.value, "due_at": _plain(mail.due_at)} for mail in mails
        ],
    }


def erase(registration: Registration, *, now: datetime) -> None:
    """Forget one attendee at their wish: a seat still held is given back first, with a last mail."""
    try:
        registrations.cancel(registration, now=now)
    except registrations.NothingToGiveBack:
        db.session.expire(registration)  # the event is history; only the data goes
    letters.forget(query.of_registration(registration))
    _erase(Registration.id == registration.id, now)
    db.session.refresh(registration)


def erase_old(*, now: datetime) -> int:
    """Forget the attendees of all events that ended long enough ago; return how many."""
    return _erase(Registration.event_id.in_(past_events(now)), now)


def _erase(whose: ColumnElement[bool], now: datetime) -> int:
    """Take out what names a person; country, state and whether they joined stay for the statistics.

    Messages that still wait (the last cancellation) keep their address until they are sent.
    """
    number = cast(Registration.id, String)
    erasing = (
        update(Registration)
        .where(whose, Registration.erased_at.is_(None))
        .values(
            name="",
            name_key="",
            email=number + "@erased.invalid",
            organisation="",
            access_needs="",
            zone=None,
            token_salt="",
            token_hash="erased-" + number,
            join_hash=None,
            unsubscribe_hash=None,
            feed_hash=None,
            answer_comment="",
            typed=None,
            erased_at=now,
        )
        .returning(Registration.id)
    )
    count = len(db.session.execute(erasing, execution_options=_PLAIN).all())
    gone = select(Registration.id).where(Registration.erased_at.is_not(None))
    answered = delete(QuestionAnswer).where(QuestionAnswer.registration_id.in_(gone))
    db.session.execute(answered, execution_options=_PLAIN)
    forgetting = (
        update(OutboxMessage)
        .where(OutboxMessage.registration_id.in_(gone), OutboxMessage.state.in_(_DONE))
        .where(OutboxMessage.to_email != "")
        .values(to_email="", to_name="", payload={})
    )
    db.session.execute(forgetting, execution_options=_PLAIN)
    return count


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


_PLAIN = {"synchronize_session": False}
