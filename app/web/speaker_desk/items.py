"""Where somebody stands in the agenda, by their own clock and the host's."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.agenda import KIND_WORDS, Item, ItemKind, item_times
from app.domain.clocks.zones import wall_at
from app.models import Event, Participation
from app.queries import agenda
from app.wording.when import utc_iso


@dataclass(frozen=True, slots=True)
class OwnItemLine:
    """One item: `at` by the own clock (or the host's), `also` by the host's where that differs."""

    title: str
    at: str
    also: str
    starts_iso: str
    minutes: int | None
    beside: str


def items_of(event: Event, part: Participation, zone: str | None) -> list[OwnItemLine]:
    """Return the items a person speaks in, in order; one query."""
    rows = agenda.agenda_of(event.id)
    times = item_times([Item(row.key, row.kind, row.minutes) for row in rows], event.starts_at)
    found = []
    for row, slot in zip(rows, times, strict=True):
        names = {one.participation_id: one.participation.name_printed for one in row.speakers}
        if part.id not in names:
            continue
        host = f"{event.time.clock_at(slot.starts_at):%H:%M}" if slot.starts_at and event.time else ""
        own = f"{wall_at(slot.starts_at, zone):%H:%M}" if slot.starts_at and zone else host
        known = row.kind in {kind.value for kind in ItemKind}
        kind = _(KIND_WORDS[ItemKind(row.kind)]) if known else row.kind
        found.append(
            OwnItemLine(
                title=row.title or kind,
                at=own,
                also=host if host != own else "",
                starts_iso=utc_iso(slot.starts_at) if slot.starts_at else "",
                minutes=row.minutes,
                beside=", ".join(name for key, name in names.items() if key != part.id),
            )
        )
    return found
