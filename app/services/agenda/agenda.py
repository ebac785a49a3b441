"""The agenda of an event: items in order, with minutes and people; deleting can be undone (rows A1, P3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain import agenda
from app.domain.agenda import KIND_WORDS, ItemKind
from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.models import AgendaItem, AgendaSpeaker, Event, Participation
from app.queries.agenda import agenda_of
from app.services import ordering
from app.services.actor import Actor
from app.services.calendars import participant_updates
from app.services.history import record
from app.services.tokens import public_key

TOO_LONG = N_("The agenda takes %(total)s minutes in a %(slot)s-minute slot: %(over)s too many.")


class ItemMinutesRefused(DomainError):
    """The database says so, too (ck_agenda_item_minutes_in_a_day)."""

    message = N_("Write whole minutes between 1 and %(most)s, or leave it empty where nobody knows.")
    field = "minutes"
    status = 422


class TitleNeeded(DomainError):
    """Something must tell an item from the others."""

    message = N_("Write a title, or choose what kind of item it is.")
    field = "title"
    status = 422


class TooShortToSplit(DomainError):
    """Two parts need a minute each."""

    message = N_("One minute cannot be split.")
    field = "minutes"


class StrangerInAgenda(DomainError):
    """Only people of the event stand in its agenda."""

    message = N_("Choose somebody from the people of this event.")
    field = "people"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What an item says; `people` in display order, `minutes` None where nobody knows."""

    kind: ItemKind
    title: str = ""
    minutes: int | None = None
    note: str = ""
    people: Sequence[Participation] = ()


def add_item(
    event: Event, *, facts: ItemFacts, key: str | None = None, actor: Actor, now: datetime
) -> AgendaItem:
    """Put an item at the end. `key` names the form that made it: sent twice, it finds the item it made.

    Raises TitleNeeded, ItemMinutesRefused, StrangerInAgenda.
    """
    made = item_of(event, key) if key else None
    if made is not None:
        return made
    _check(event, facts)
    last = select(func.max(AgendaItem.position)).where(AgendaItem.event_id == event.id)
    item = insert(event, facts=facts, key=_free_key(key), position=(db.session.scalar(last) or 0) + 1)
    record(event, actor=actor, field="agenda", old=None, new=text_of(item), now=now)
    participant_updates.calendar_for_participants(event, now=now)
    return item


def edit_item(event: Event, *, item: AgendaItem, facts: ItemFacts, actor: Actor, now: datetime) -> None:
    """Change an item. Raises TitleNeeded, ItemMinutesRefused, StrangerInAgenda."""
    _check(event, facts)
    old = text_of(item)
    item.kind, item.title, item.minutes, item.note = facts.kind.value, facts.title, facts.minutes, facts.note
    assign(item, facts.people)
    record(event, actor=actor, field="agenda", old=old, new=text_of(item), now=now)
    participant_updates.calendar_for_participants(event, now=now)


def set_minutes(event: Event, *, item: AgendaItem, minutes: int | None, actor: Actor, now: datetime) -> None:
    """Change an item's length alone. Raises ItemMinutesRefused."""
    _check_minutes(minutes)
    old = text_of(item)
    item.minutes = minutes
    record(event, actor=actor, field="agenda", old=old, new=text_of(item), now=now)
    participant_updates.calendar_for_participants(event, now=now)


def move_item(event: Event, *, item: AgendaItem, to: int, actor: Actor, now: datetime) -> None:
    """Put an item at place `to`, 1 being the first."""
    old, new = ordering.place(agenda_of(event.id), item, to)
    name = _name(item)
    record(event, actor=actor, field="agenda.order", old=f"{old}. {name}", new=f"{new}. {name}", now=now)
    participant_updates.calendar_for_participants(event, now=now)


def split_item(event: Event, *, item: AgendaItem, actor: Actor, now: datetime) -> AgendaItem:
    """Cut an item into two of half its length, alike otherwise; return the second. Raises TooShortToSplit."""
    if item.minutes == 1:
        raise TooShortToSplit
    old = text_of(item)
    second = item.minutes // 2 if item.minutes is not None else None
    item.minutes = item.minutes - second if item.minutes is not None and second is not None else None
    facts = ItemFacts(
        kind=ItemKind(item.kind),
        title=item.title,
        minutes=second,
        note=item.note,
        people=[speaker.participation for speaker in item.speakers],
    )
    rows = list(agenda_of(event.id))
    made = insert(event, facts=facts, key=public_key(), position=item.position + 1)
    at = rows.index(item) + 1
    ordering.number([*rows[:at], made, *rows[at:]])
    new = f"{text_of(item)} + {text_of(made)}"
    record(event, actor=actor, field="agenda", old=old, new=new, now=now)
    participant_updates.calendar_for_participants(event, now=now)
    return made


def insert(event: Event, *, facts: ItemFacts, key: str, position: int) -> AgendaItem:
    """Write an item's row and its people; order and history are the caller's."""
    item = AgendaItem(
        key=key,
        event_id=event.id,
        position=position,
        kind=facts.kind.value,
        title=facts.title,
        minutes=facts.minutes,
        note=facts.note,
    )
    db.session.add(item)
    db.session.flush()
    assign(item, facts.people)
    return item


def assign(item: AgendaItem, people: Sequence[Participation]) -> None:
    """Let these people, in this order, be the item's; each once."""
    wanted = {participation.id: participation for participation in people}
    had = {speaker.participation_id: speaker for speaker in item.speakers}
    item.speakers = [
        had.get(one) or AgendaSpeaker(item_id=item.id, participation_id=one, position=0) for one in wanted
    ]
    ordering.number(item.speakers)
    for speaker in item.speakers:
        speaker.participation = wanted[speaker.participation_id]
    db.session.flush()


def item_of(event: Event, key: str) -> AgendaItem | None:
    """Return the event's item of this key; a key of another event names nothing here."""
    return db.session.scalar(select(AgendaItem).where(AgendaItem.event_id == event.id, AgendaItem.key == key))


def domain_items(rows: Sequence[AgendaItem]) -> list[agenda.Item]:
    """Give items to the domain; people are told by their participation."""
    return [
        agenda.Item(row.key, row.kind, row.minutes, tuple(one.participation_id for one in row.speakers))
        for row in rows
    ]


def agenda_problems(event: Event) -> list[tuple[str, dict[str, object]]]:
    """Return what in the agenda keeps the event from being published: (sentence, values) each (row A1)."""
    minutes = select(func.coalesce(func.sum(AgendaItem.minutes), 0)).where(AgendaItem.event_id == event.id)
    total = db.session.scalar(minutes) or 0
    over = total - event.minutes
    return [(TOO_LONG, {"total": total, "slot": event.minutes, "over": over})] if over > 0 else []


def text_of(item: AgendaItem) -> str:
    """Say an item in one line, for the history."""
    minutes = f"{item.minutes} min" if item.minutes is not None else ""
    people = ", ".join(speaker.participation.name_printed for speaker in item.speakers)
    return " · ".join(part for part in (_name(item), minutes, people) if part)


def _name(item: AgendaItem) -> str:
    """Return the title, or the kind in words where it has none."""
    return item.title or next((word for kind, word in KIND_WORDS.items() if kind == item.kind), item.kind)


def _check(event: Event, facts: ItemFacts) -> None:
    if not facts.title and facts.kind is ItemKind.OTHER:
        raise TitleNeeded
    _check_minutes(facts.minutes)
    if any(participation.event_id != event.id for participation in facts.people):
        raise StrangerInAgenda


def _check_minutes(minutes: int | None) -> None:
    if minutes is not None and not 0 < minutes <= agenda.LONGEST_ITEM:
        raise ItemMinutesRefused(most=agenda.LONGEST_ITEM)


def _free_key(key: str | None) -> str:
    """Return the form's key when it is one and nobody else's, else a new one."""
    if key is None or not (key.isascii() and key.isalnum() and len(key) <= 16):
        return public_key()
    taken = db.session.scalar(select(AgendaItem.id).where(AgendaItem.key == key))
    return key if taken is None else public_key()
