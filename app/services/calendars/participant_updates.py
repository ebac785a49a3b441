"""Calendar entries of the programme's people, from acceptance to removal, beside attendees' (row R4).

`calendar_for_participants` compares what everybody should hold with what they were told last, so it may be
called after any change and any number of times; a message goes only where the two differ.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.domain.calendars.participant_entry import EntryContent, EntryKind
from app.domain.lifecycle import HELD_EVENT_STATES, EventState, RegistrationState
from app.domain.people.same_person import is_one_person
from app.extensions import db
from app.models import Event, ParticipantEntry, Registration
from app.services.addresses import new_uid
from app.services.attendance import entry_uids, seats
from app.services.attendance import mail as attendee_mail
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

    `unheard`: what waited for an entry's holder and was dropped; `seats` that holders have besides; by entry.
    """

    reason: str
    now: datetime
    due_at: DueAt
    is_change: bool
    by_rules: bool
    unheard: Mapping[int, Mapping[str, Any]]
    seats: Mapping[int, Registration]


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
    known = _entries(event)
    telling = [(_entry_for(event, plan, known, now), plan) for plan in participant_plan.of(event, now=now)]
    planned = {entry.id for entry, _plan in telling}
    if due_at is None:
        for entry, plan in telling:
            _note_known(entry, plan)
    telling = [(entry, plan) for entry, plan in telling if _is_news(entry, plan)]
    gone = [entry for entry in known if entry.is_held and entry.id not in planned]
    ending = [entry for entry in gone if _ends(event, entry, now)]
    concerned = [entry for entry, _plan in telling] + ending
    unheard, seated = _unheard(event, concerned), _seats(event, concerned)
    news = _News(reason, now, due, due_at is not None, by_rules, unheard, seated)
    rows = [row for entry, plan in telling for row in _tell(event, entry, plan, news)]
    rows += [row for entry in ending for row in _end(event, entry, news)]
    db.session.flush()
    outbox.enqueue_many(rows)
    return len(rows)


def held(event: Event) -> int:
    """Return how many people of the programme hold an entry, who hear of a change."""
    return sum(entry.is_held and entry.kind != EntryKind.CHECK for entry in _entries(event))


def _entries(event: Event) -> Sequence[ParticipantEntry]:
    """Return the entries of an event in the order of their making, as they stand now."""
    return db.session.scalars(
        select(ParticipantEntry).where(ParticipantEntry.event_id == event.id).order_by(ParticipantEntry.id),
        execution_options=ANEW,
    ).all()


def _entry_for(
    event: Event, plan: PlannedEntry, known: Sequence[ParticipantEntry], now: datetime
) -> ParticipantEntry:
    """Return the entry that is planned, made when its person has none yet; their own before one asked for."""
    theirs = sorted(filter(plan.is_for, known), key=lambda entry: entry.person_id != plan.person_id)
    return theirs[0] if theirs else _new(event, plan, now)


def _ends(event: Event, entry: ParticipantEntry, now: datetime) -> bool:
    """Whether an entry that nobody should hold is taken back: not what was, nor what a draft leaves open."""
    if entry.until <= now:
        return False
    return entry.kind == EntryKind.CHECK or event.state is not EventState.DRAFT


def _note_known(entry: ParticipantEntry, plan: PlannedEntry) -> None:
    """Fill in what an entry says that was made before this was kept: its holder knows what holds."""
    if entry.is_held and not entry.said:
        said = _fitting(entry, plan.said)
        entry.said, entry.until = said.as_json(), said.until


def _is_news(entry: ParticipantEntry, plan: PlannedEntry) -> bool:
    said = _fitting(entry, plan.said).as_json()
    return not entry.is_held or not (entry.said == said or _is_same_check(entry, said))


def _tell(event: Event, entry: ParticipantEntry, plan: PlannedEntry, news: _News) -> list[dict[str, Any]]:
    said = _fitting(entry, plan.said)
    before, now_said = entry.said, said.as_json()
    unheard = news.unheard.get(entry.id, {})
    first = not entry.is_held or bool(unheard.get("first"))
    known = unheard.get("before") or (None if first else before)
    entry.is_held, entry.name, entry.said, entry.until = True, plan.name, now_said, said.until
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
    seat = news.seats.get(entry.id) if kind == ENDED and event.state is not EventState.CANCELLED else None
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


def _new(event: Event, plan: PlannedEntry, now: datetime) -> ParticipantEntry:
    is_whole = plan.kind is EntryKind.WHOLE
    entry = ParticipantEntry(
        event_id=event.id,
        person_id=plan.person_id,
        email=plan.email,
        name=plan.name,
        locale=plan.locale,
        kind=plan.kind,
        uid=entry_uids.for_part(event, email=plan.email, name=plan.name) if is_whole else new_uid(),
        sequence=event.sequence - 1 if is_whole else -1,
        stamped_at=now,
        until=plan.said.until,
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
        seat = news.seats.get(entry.id)
        sent = seat.invited_sequence if seat and seat.invited_sequence is not None else -1
        sequence = max(sequence, event.sequence, sent + 1)
    entry.sequence, entry.stamped_at = sequence, news.now
    if time_moved:
        entry.time_sequence = sequence
    if not entry.join_hash:
        participant_entries.give_secret(entry)


def _seats(event: Event, entries: Collection[ParticipantEntry]) -> dict[int, Registration]:
    """Return the seats that the holders of these entries have besides, by entry."""
    if not entries:
        return {}
    found = db.session.scalars(
        select(Registration).where(
            Registration.event_id == event.id,
            Registration.email.in_([entry.email for entry in entries]),
            Registration.state == RegistrationState.CONFIRMED,
        ),
        execution_options=ANEW,
    ).all()
    return {
        entry.id: seat
        for entry in entries
        for seat in found
        if seat.email == entry.email and is_one_person(seat.name, entry.name)
    }


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
