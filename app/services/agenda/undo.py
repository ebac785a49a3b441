"""Deleting an agenda item, and bringing it back as it was (row A1)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.agenda import ItemKind
from app.extensions import db
from app.models import AgendaItem, Event, Participation, Person, RemovedAgendaItem
from app.queries import duplicates
from app.queries.agenda import agenda_of
from app.services import ordering
from app.services.actor import Actor
from app.services.agenda.agenda import ItemFacts, insert, text_of
from app.services.calendars import participant_updates
from app.services.history import record


def remove_item(event: Event, *, item: AgendaItem, actor: Actor, now: datetime) -> RemovedAgendaItem:
    """Take an item out of the agenda; what it said is kept."""
    rows = agenda_of(event.id)
    removed = RemovedAgendaItem(
        key=item.key,
        event_id=event.id,
        removed_at=now,
        position=list(rows).index(item) + 1,
        kind=item.kind,
        title=item.title,
        minutes=item.minutes,
        note=item.note,
        people=[speaker.participation.person.slug for speaker in item.speakers],
    )
    record(event, actor=actor, field="agenda", old=text_of(item), new=None, now=now)
    db.session.delete(item)
    db.session.flush()
    db.session.add(removed)
    ordering.number([row for row in rows if row is not item])
    participant_updates.calendar_for_participants(event, now=now)
    return removed


def restore_item(event: Event, *, removed: RemovedAgendaItem, actor: Actor, now: datetime) -> AgendaItem:
    """Put a deleted item back at its place, with those of its people who still take part."""
    rows = list(agenda_of(event.id))
    facts = ItemFacts(
        kind=ItemKind(removed.kind),
        title=removed.title,
        minutes=removed.minutes,
        note=removed.note,
        people=_still_here(event, removed.people),
    )
    db.session.delete(removed)
    item = insert(event, facts=facts, key=removed.key, position=removed.position)
    at = min(removed.position, len(rows) + 1) - 1
    ordering.number([*rows[:at], item, *rows[at:]])
    record(event, actor=actor, field="agenda", old=None, new=text_of(item), now=now)
    participant_updates.calendar_for_participants(event, now=now)
    return item


def removed_item(event: Event, key: str) -> RemovedAgendaItem | None:
    """Return the event's deleted item of this key."""
    return db.session.scalar(
        select(RemovedAgendaItem).where(RemovedAgendaItem.event_id == event.id, RemovedAgendaItem.key == key)
    )


def _still_here(event: Event, slugs: Sequence[str]) -> list[Participation]:
    now_at = [duplicates.current_slug_of(slug) or slug for slug in slugs]  # two records may be one by now
    slugs = list(dict.fromkeys(now_at))
    found = db.session.scalars(
        select(Participation)
        .join(Participation.person)
        .where(Participation.event_id == event.id, Person.slug.in_(slugs))
    )
    by_slug = {participation.person.slug: participation for participation in found}
    return [by_slug[slug] for slug in slugs if slug in by_slug]
