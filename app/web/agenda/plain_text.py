"""The agenda as plain text, every time saying whose it is (rows A2, T5)."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.domain import agenda
from app.domain.clocks import zones
from app.domain.lifecycle import EventState
from app.models import AgendaItem, Event, Participation
from app.services.agenda.agenda import domain_items
from app.web.agenda.lines import start_text, title_of
from app.web.forms.base import clean_line
from app.web.words.countries import country_name
from app.wording.when import UTC_ZONE, when_promised

INDENT = "    "


def agenda_text(
    event: Event, items: Sequence[AgendaItem], people: Sequence[Participation], zone: str | None
) -> str:
    """Return the whole text. `people` are those who may be named; others in the agenda are left out."""
    named = {one.id: one for one in people}
    zone_list = _zones(event, zone)
    parts = [_head(event, zone_list)]
    starts = agenda.item_times(domain_items(items), _start(event))
    for item, slot in zip(items, starts, strict=True):
        parts.append("\n".join(_item(event, item, slot.starts_at, zone_list, named)))
    if not items:
        parts.append(_("The agenda is not known yet."))
    return "\n\n".join(parts) + "\n"


def _head(event: Event, zone_list: list[str]) -> str:
    title = clean_line(event.title)
    lines = [title, "=" * min(len(title), 72)]
    if event.state is EventState.CANCELLED:
        lines.append(_("CANCELLED. %(reason)s", reason=clean_line(event.state_reason)).strip())
    if event.state is EventState.POSTPONED:
        lines.append(
            _("POSTPONED. A new date will follow. %(reason)s", reason=clean_line(event.state_reason)).strip()
        )
    elif event.time is not None:
        for zone in zone_list:
            when = when_promised(event.time, zone if zone != event.zone else None)
            read = when.reader or when.host
            place = read.city if read.city == read.zone_text else f"{read.city} ({read.zone_text})"
            lines.append(f"{read.date_text}, {read.time_text} {place}")
    return "\n".join(lines)


def _item(
    event: Event,
    item: AgendaItem,
    starts_at: datetime | None,
    zone_list: list[str],
    named: dict[int, Participation],
) -> list[str]:
    times = [_("time open")]
    if starts_at is not None and event.time is not None:
        times = [start_text(starts_at, zone, event.time) for zone in zone_list]
    length = _("%(count)s min", count=item.minutes) if item.minutes is not None else _("length open")
    lines = [" | ".join([*times, length, clean_line(title_of(item))])]
    lines += [
        INDENT + _person(named[one.participation_id])
        for one in item.speakers
        if one.participation_id in named
    ]
    lines += [INDENT + clean_line(line) for line in item.note.splitlines() if clean_line(line)]
    return lines


def _person(participation: Participation) -> str:
    rows = [
        (one.organisation_name, one.title, country_name(one.country)) for one in participation.affiliations
    ]
    said = "; ".join(", ".join(filter(None, row)) for row in rows)
    return clean_line(f"{participation.name_printed} ({said})" if said else participation.name_printed)


def _start(event: Event) -> datetime | None:
    return None if event.state is EventState.POSTPONED else event.starts_at


def _zones(event: Event, zone: str | None) -> list[str]:
    """Return the host's zone, UTC and the one asked for, each once."""
    found: list[str] = []
    for one in (event.zone, UTC_ZONE, zone):
        if one and not any(zones.same_zone(one, other) for other in found):
            found.append(one)
    return found
