"""Calendar entries of the programme's people, from acceptance to removal, beside attendees' (row R4).

`calendar_for_participants` compares what everybody should hold with what they were told last, so it may be
called after any change and any number of times; a message goes only where the two differ.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain.lifecycle import EventState, RegistrationState
from app.domain.programme_entry import EntryKind, Said
from app.extensions import db
from app.models import Event, ParticipantEntry, Registration
from app.services import attendee_mail, outbox, pace, participant_entries, programme_wishes, seats
from app.services.programme_wishes import ANEW, Wish

HELD, ENDED = "part_entry", "part_entry_cancelled"
CHECK, CHECK_ENDED = "check_entry", "check_entry_cancelled"
KINDS = (HELD, ENDED, CHECK, CHECK_ENDED)
"""Their messages have kinds of their own: the delivery log tells them from those of attendees."""

_OVER = frozenset({EventState.HELD, EventState.ARCHIVED})
DueAt = Callable[[str], datetime]


class _News(NamedTuple):
    """What every message of one change says besides what each holder is told; `is_change`: of the event's."""

    reason: str
    now: datetime
    due_at: DueAt
    is_change: bool
    by_rules: bool


def calendar_for_participants(
    event: Event, *, now: datetime, reason: str = "", by_rules: bool = False, due_at: DueAt | None = None
) -> int:
    """Invite who takes part and has an address, tell them what changed, take the entry from who left.

    Returns how many messages wait; `by_rules`: new clock rules are why the hour differs. Nothing happens once
    the event is over; a tech check that has been stays. Changes that nobody was mailed yet become one
    message, from what people know to what holds. Two changes at once come one after the other: each compares
    with what holds when it is its turn, not with what its request had read before.
    """
    seats.lock(event)
    if event.state in _OVER or (event.ends_at is not None and event.ends_at <= now):
        return 0
    due = due_at or pace.of_change(event, now=now).due_at
    news = _News(reason, now, due, is_change=due_at is not None, by_rules=by_rules)
    wanted, known = programme_wishes.of(event, now=now), _entries(event)
    rows = []
    for key, wish in wanted.items():
        rows += _tell(event, known.get(key) or _new(event, key, wish, now), wish, news)
    for key, entry in known.items():
        if entry.is_held and key not in wanted and _ends(event, entry, now):
            rows += _end(event, entry, news)
    db.session.flush()
    outbox.enqueue_many(rows)
    return len(rows)


def held(event: Event) -> int:
    """Return how many people of the programme hold an entry, who hear of a change."""
    return sum(entry.is_held and entry.kind != EntryKind.CHECK for entry in _entries(event).values())


def _entries(event: Event) -> dict[tuple[str, bool], ParticipantEntry]:
    """Return the entries of an event by address, and whether it is a tech check's."""
    found = db.session.scalars(
        select(ParticipantEntry).where(ParticipantEntry.event_id == event.id).order_by(ParticipantEntry.id),
        execution_options=ANEW,
    )
    return {(entry.email, entry.kind == EntryKind.CHECK): entry for entry in found}


def _ends(event: Event, entry: ParticipantEntry, now: datetime) -> bool:
    """Whether an entry that nobody should hold is taken back: not what was, nor what a draft leaves open."""
    if entry.until <= now:
        return False
    return entry.kind == EntryKind.CHECK or event.state is not EventState.DRAFT


def _tell(event: Event, entry: ParticipantEntry, wish: Wish, news: _News) -> list[dict[str, Any]]:
    said = _fitting(entry, wish.said)
    before, now_said = entry.said, said.as_json()
    if entry.is_held and (before == now_said or _is_same_check(entry, now_said)):
        return []
    if entry.is_held and not before and not news.is_change:
        entry.said, entry.until = (
            now_said,
            said.until,
        )  # made before this was kept: its holder knows what holds
        return []
    unheard = _unheard(event, entry)
    first = not entry.is_held or bool(unheard.get("first"))
    known = unheard.get("before") or (None if first else before)
    entry.is_held, entry.name, entry.said, entry.until = True, wish.name, now_said, said.until
    _count_up(entry, event, news.now, time_moved=first or _span(before) != _span(now_said))
    if not first and known == now_said:
        return []  # back at what this person knows
    kind = CHECK if entry.kind == EntryKind.CHECK else HELD
    due_at = news.now if first or kind == CHECK else news.due_at(entry.email)
    told = {"first": first, "before": known or None, "reason": news.reason, "rules": news.by_rules}
    return [_row(entry, kind, told, news.now, due_at)]


def _is_same_check(entry: ParticipantEntry, said: dict[str, Any]) -> bool:
    """Whether it is a tech check at the same moment: a new title of the event is told by the part's entry."""
    return entry.kind == EntryKind.CHECK and _span(entry.said) == _span(said)


def _end(event: Event, entry: ParticipantEntry, news: _News) -> list[dict[str, Any]]:
    unheard = _unheard(event, entry)
    entry.is_held = False
    _count_up(entry, event, news.now, time_moved=False)
    if unheard.get("first"):
        return []  # nobody was told that there is an entry
    kind = CHECK_ENDED if entry.kind == EntryKind.CHECK else ENDED
    seat = _seat(event, entry.email) if kind == ENDED and event.state is not EventState.CANCELLED else None
    told = {"reason": news.reason, "seat": seat.id if seat else None}
    due_at = news.due_at(entry.email) if news.is_change else news.now
    rows = [_row(entry, kind, told, news.now, due_at)]
    if seat is not None:
        seat.invited_sequence = seat.time_sequence = max(entry.sequence, event.sequence)
        if entry.kind == EntryKind.SLOT:  # the seat's entry is another one
            rows.append(
                attendee_mail.row(seat, kind="registration_link", mark=f"p{entry.sequence}", now=news.now)
            )
    return rows


def _fitting(entry: ParticipantEntry, said: Said) -> Said:
    """Return what is said under the entry's UID: the event's own has the event's hours, whoever holds it."""
    if entry.kind != EntryKind.WHOLE:
        return said
    return programme_wishes.whole_hours(said)


def _unheard(event: Event, entry: ParticipantEntry) -> Mapping[str, Any]:
    """Drop what waits for this entry's holder; return what it would have said."""
    return outbox.drop(kinds=KINDS, why="a newer change overtook it", event_id=event.id, entry=entry.id)


def _new(event: Event, key: tuple[str, bool], wish: Wish, now: datetime) -> ParticipantEntry:
    email, is_check = key
    kind = EntryKind.CHECK if is_check else wish.kind
    entry = ParticipantEntry(
        event_id=event.id,
        person_id=wish.person_id,
        email=email,
        name=wish.name,
        locale=wish.locale,
        kind=kind,
        uid=event.uid if kind is EntryKind.WHOLE else programme_wishes.new_uid(),
        sequence=event.sequence - 1 if kind is EntryKind.WHOLE else -1,
        stamped_at=now,
        until=wish.said.until,
        is_held=False,
    )
    participant_entries.give_secret(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def _count_up(entry: ParticipantEntry, event: Event, now: datetime, *, time_moved: bool) -> None:
    """Give the entry the SEQUENCE of its next message; under the event's UID it passes a seat's, too."""
    sequence = entry.sequence + 1
    if entry.kind == EntryKind.WHOLE:
        seat = _seat(event, entry.email)
        sent = seat.invited_sequence if seat and seat.invited_sequence is not None else -1
        sequence = max(sequence, event.sequence, sent + 1)
    entry.sequence, entry.stamped_at = sequence, now
    if time_moved:
        entry.time_sequence = sequence
    if not entry.join_hash:
        participant_entries.give_secret(entry)


def _seat(event: Event, email: str) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.email == email,
            Registration.state == RegistrationState.CONFIRMED,
        )
    )


def _span(said: dict[str, Any]) -> tuple[Any, Any]:
    return said.get("begins_at"), said.get("until")


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
