"""Calendar entries of the programme's people, from acceptance to removal, beside attendees' (row R4).

`calendar_for_participants` compares who has accepted with who holds an entry, so it may be called after any
change and any number of times; a message goes only where the two differ.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Event, ParticipantEntry, Participation
from app.services import outbox

HELD, ENDED = "part_entry", "part_entry_cancelled"
KINDS = (HELD, ENDED)
"""Their messages have kinds of their own: the delivery log tells them from those of attendees."""

_ANNOUNCED = frozenset({EventState.PUBLISHED, EventState.POSTPONED})
_TAKES_PART = frozenset({ParticipationState.ACCEPTED, ParticipationState.SPOKE})


def calendar_for_participants(event: Event, *, now: datetime) -> None:
    """Invite who has accepted and has an address, and take the entry from who no longer takes part.

    Nothing happens before the event is announced, nor once it is over.
    """
    db.session.flush()
    if event.state not in _ANNOUNCED or event.ends_at is None or event.ends_at <= now:
        return
    wanted = {part.person.email: part for part in _accepted(event) if part.person.email}
    known = {entry.email: entry for entry in _entries(event)}
    rows = []
    for email, part in wanted.items():
        entry = known.get(email) or _new(event, part, email)
        if not entry.is_held:
            entry.is_held, entry.name = True, part.name_printed
            _count_up(entry, event)
            rows.append(_row(entry, HELD, {"first": True}, now, now))
    for email, entry in known.items():
        if entry.is_held and email not in wanted:
            entry.is_held = False
            _count_up(entry, event)
            rows.append(_row(entry, ENDED, {"reason": ""}, now, now))
    db.session.flush()
    outbox.enqueue_many(rows)


def event_changed(
    event: Event, *, said: dict[str, Any], now: datetime, due_at: Callable[[str], datetime]
) -> int:
    """Queue one message to everyone who holds an entry of an event that changed; return how many.

    Changes that nobody was mailed yet are overtaken, as with attendees (announcements.event_changed).
    """
    unheard = dict(outbox.drop(kinds=KINDS, why="a newer change overtook it", event_id=event.id))
    rows = []
    for entry in _entries(event):
        if not entry.is_held:
            continue
        _count_up(entry, event)
        known = unheard.get(entry.id, {})
        told = said | {name: known[name] for name in ("before", "first") if known.get(name)}
        if event.state is EventState.CANCELLED:
            entry.is_held = False
        kind = HELD if entry.is_held else ENDED
        rows.append(_row(entry, kind, told, now, due_at(entry.email)))
    db.session.flush()
    outbox.enqueue_many(rows)
    return len(rows)


def held(event: Event) -> int:
    """Return how many people of the programme hold an entry, who hear of a change."""
    return sum(entry.is_held for entry in _entries(event))


def _accepted(event: Event) -> Sequence[Participation]:
    return db.session.scalars(
        select(Participation)
        .where(Participation.event_id == event.id, Participation.state.in_(_TAKES_PART))
        .order_by(Participation.position, Participation.id)
    ).all()


def _entries(event: Event) -> Sequence[ParticipantEntry]:
    return db.session.scalars(
        select(ParticipantEntry).where(ParticipantEntry.event_id == event.id).order_by(ParticipantEntry.id)
    ).all()


def _new(event: Event, part: Participation, email: str) -> ParticipantEntry:
    entry = ParticipantEntry(
        event_id=event.id,
        person_id=part.person_id,
        email=email,
        name=part.name_printed,
        locale=_locale(part.person.language),
        sequence=event.sequence - 1,
        is_held=False,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def _locale(language: str | None) -> str:
    """Return the language to write in; English as it is read around the world: day before month, 24 hours."""
    return "en_GB" if language in {None, "", "en"} else str(language)


def _count_up(entry: ParticipantEntry, event: Event) -> None:
    """Give the entry the SEQUENCE of its next message: the event's, or more where its own ran ahead."""
    entry.sequence = max(event.sequence, entry.sequence + 1)


def _row(
    entry: ParticipantEntry, kind: str, said: dict[str, Any], now: datetime, due_at: datetime
) -> dict[str, Any]:
    return outbox.row(
        key=f"{kind}.{entry.event_id}.{entry.sequence}.p{entry.id}",
        kind=kind,
        to_email=entry.email,
        to_name=entry.name,
        payload={"locale": entry.locale, "entry": entry.id, **said},
        event_id=entry.event_id,
        registration_id=None,
        now=now,
        due_at=due_at,
    )
