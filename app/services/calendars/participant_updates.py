"""Calendar entries of the programme's people, from acceptance to removal, beside attendees' (row R4).

`calendar_for_participants` compares what everybody should hold with what they were told last, so it may be
called after any change and any number of times; a message goes only where the two differ.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain.calendars.participant_entry import EntryContent, EntryKind
from app.domain.lifecycle import HELD_EVENT_STATES, EventState, RegistrationState
from app.extensions import db
from app.models import Event, ParticipantEntry, Registration
from app.services.attendance import mail as attendee_mail
from app.services.attendance import seats
from app.services.calendars import participant_entries, participant_plan, quiet_period
from app.services.calendars.participant_plan import ANEW, PlannedEntry
from app.services.mail import outbox

HELD, ENDED = "part_entry", "part_entry_cancelled"
CHECK, CHECK_ENDED = "check_entry", "check_entry_cancelled"
ENDINGS = (ENDED, CHECK_ENDED)
KINDS = (HELD, ENDED, CHECK, CHECK_ENDED)
"""Their messages have kinds of their own: the delivery log tells them from those of attendees."""

DueAt = Callable[[str], datetime]


class _News(NamedTuple):
    """What every message of one change says besides what each holder is told; `is_change`: of the event's.

    `unheard`: what waited for an entry's holder and was dropped, by entry; `seats` by address.
    """

    reason: str
    now: datetime
    due_at: DueAt
    is_change: bool
    by_rules: bool
    unheard: Mapping[int, Mapping[str, Any]]
    seats: Mapping[str, Registration]


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
    if event.state in HELD_EVENT_STATES or (event.ends_at is not None and event.ends_at <= now):
        return 0
    due = due_at or quiet_period.of_change(event, now=now).due_at
    wanted, known = participant_plan.of(event, now=now), _entries(event)
    telling = [(known.get(key) or _new(event, key, wish, now), wish) for key, wish in wanted.items()]
    if due_at is None:
        for entry, wish in telling:
            _note_known(entry, wish)
    telling = [(entry, wish) for entry, wish in telling if _is_news(entry, wish)]
    gone = [entry for key, entry in known.items() if entry.is_held and key not in wanted]
    ending = [entry for entry in gone if _ends(event, entry, now)]
    concerned = [entry for entry, _wish in telling] + ending
    unheard, seated = _unheard(event, concerned), _seats(event, concerned)
    news = _News(reason, now, due, due_at is not None, by_rules, unheard, seated)
    rows = [row for entry, wish in telling for row in _tell(event, entry, wish, news)]
    rows += [row for entry in ending for row in _end(event, entry, news)]
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


def _note_known(entry: ParticipantEntry, wish: PlannedEntry) -> None:
    """Fill in what an entry says that was made before this was kept: its holder knows what holds."""
    if entry.is_held and not entry.said:
        said = _fitting(entry, wish.said)
        entry.said, entry.until = said.as_json(), said.until


def _is_news(entry: ParticipantEntry, wish: PlannedEntry) -> bool:
    said = _fitting(entry, wish.said).as_json()
    return not entry.is_held or not (entry.said == said or _is_same_check(entry, said))


def _tell(event: Event, entry: ParticipantEntry, wish: PlannedEntry, news: _News) -> list[dict[str, Any]]:
    said = _fitting(entry, wish.said)
    before, now_said = entry.said, said.as_json()
    unheard = news.unheard.get(entry.id, {})
    first = not entry.is_held or bool(unheard.get("first"))
    known = unheard.get("before") or (None if first else before)
    entry.is_held, entry.name, entry.said, entry.until = True, wish.name, now_said, said.until
    _count_up(entry, event, news, time_moved=first or _span(before) != _span(now_said))
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
    unheard = news.unheard.get(entry.id, {})
    entry.is_held = False
    _count_up(entry, event, news, time_moved=False)
    if unheard.get("first"):
        return []  # nobody was told that there is an entry
    kind = CHECK_ENDED if entry.kind == EntryKind.CHECK else ENDED
    seat = news.seats.get(entry.email) if kind == ENDED and event.state is not EventState.CANCELLED else None
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


def _fitting(entry: ParticipantEntry, said: EntryContent) -> EntryContent:
    """Return what is said under the entry's UID: the event's own has the event's hours, whoever holds it."""
    if entry.kind != EntryKind.WHOLE:
        return said
    return participant_plan.whole_hours(said)


def _unheard(event: Event, entries: Collection[ParticipantEntry]) -> Mapping[int, Mapping[str, Any]]:
    """Drop what waits for the holders of these entries; return what it would have said, by entry."""
    if not entries:
        return {}
    why, numbers = "a newer change overtook it", [entry.id for entry in entries]
    return outbox.drop(kinds=KINDS, why=why, event_id=event.id, entries=numbers)


def _new(event: Event, key: tuple[str, bool], wish: PlannedEntry, now: datetime) -> ParticipantEntry:
    email, is_check = key
    kind = EntryKind.CHECK if is_check else wish.kind
    entry = ParticipantEntry(
        event_id=event.id,
        person_id=wish.person_id,
        email=email,
        name=wish.name,
        locale=wish.locale,
        kind=kind,
        uid=event.uid if kind is EntryKind.WHOLE else participant_plan.new_uid(),
        sequence=event.sequence - 1 if kind is EntryKind.WHOLE else -1,
        stamped_at=now,
        until=wish.said.until,
        is_held=False,
    )
    participant_entries.give_secret(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def _count_up(entry: ParticipantEntry, event: Event, news: _News, *, time_moved: bool) -> None:
    """Give the entry the SEQUENCE of its next message; under the event's UID it passes a seat's, too."""
    sequence = entry.sequence + 1
    if entry.kind == EntryKind.WHOLE:
        seat = news.seats.get(entry.email)
        sent = seat.invited_sequence if seat and seat.invited_sequence is not None else -1
        sequence = max(sequence, event.sequence, sent + 1)
    entry.sequence, entry.stamped_at = sequence, news.now
    if time_moved:
        entry.time_sequence = sequence
    if not entry.join_hash:
        participant_entries.give_secret(entry)


def _seats(event: Event, entries: Collection[ParticipantEntry]) -> dict[str, Registration]:
    """Return the seats that the holders of these entries have besides, by address."""
    if not entries:
        return {}
    found = db.session.scalars(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.email.in_([entry.email for entry in entries]),
            Registration.state == RegistrationState.CONFIRMED,
        ),
        execution_options=ANEW,
    )
    return {seat.email: seat for seat in found}


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
