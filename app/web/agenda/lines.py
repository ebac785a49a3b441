"""The agenda as the desk shows it: start times for two readers, and what is worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain import agenda
from app.domain.agenda import KIND_WORDS, AgendaWarning, AgendaWarningKind, ItemKind
from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime
from app.models import AgendaItem, Event
from app.services.agenda.agenda import domain_items
from app.wording.when import utc_iso


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: `at` by the clock of `place`, the host's, and `also` by the reader's; "" while unknown.

    `remarks` are (sentence, tone of a status).
    """

    item: AgendaItem
    title: str
    at: str
    place: str
    also: str
    starts_iso: str
    people: str
    remarks: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Total:
    """The agenda against its slot. `tone` is that of a status: good, info or bad."""

    minutes: int
    slot: int
    text: str
    word: str
    tone: str


def lines_of(event: Event, items: Sequence[AgendaItem], reader: str | None) -> list[ItemLine]:
    """Return the items with their times; `reader` is the reader's zone where it is known."""
    plain = domain_items(items)
    found = agenda.warnings(plain, event.minutes)
    return [
        _line(event, item, slot.starts_at, reader, [one for one in found if one.key == item.key])
        for item, slot in zip(items, agenda.item_times(plain, event.starts_at), strict=True)
    ]


def total_of(event: Event, items: Sequence[AgendaItem]) -> Total:
    """Say how the agenda fits: "95 minutes in a 90-minute slot: +5" (row A1)."""
    minutes, slot = agenda.total(domain_items(items)), event.minutes
    rest = slot - minutes
    unknown = sum(item.minutes is None for item in items)
    sums = {"total": minutes, "slot": slot, "rest": abs(rest)}
    if rest < 0:
        text = _("%(total)s minutes in a %(slot)s-minute slot: +%(rest)s", **sums)
        word, tone = ngettext("%(num)s minute too long", "%(num)s minutes too long", -rest), "bad"
    elif unknown:
        text = _("%(total)s of %(slot)s minutes are known", **sums)
        word = ngettext("One item without a length", "%(num)s items without a length", unknown)
        tone = "info"
    elif rest:
        text, word, tone = _("%(total)s of %(slot)s minutes: %(rest)s left", **sums), _("Fits"), "good"
    else:
        text, word, tone = _("%(total)s of %(slot)s minutes", **sums), _("Full"), "good"
    return Total(minutes, slot, text, word, tone)


def title_of(item: AgendaItem) -> str:
    """Return an item's title, or where there is none what kind it is."""
    return item.title or kind_word(item.kind)


def kind_word(kind: str) -> str:
    """Name a kind of item; one that an import brought is shown as it is."""
    return _(KIND_WORDS[ItemKind(kind)]) if kind in KIND_WORDS else kind


def start_text(instant: datetime, zone: str, time: PromisedTime) -> str:
    """Write a start by a place's clock: "02:00 Auckland (+1 day)", days counted from the host's."""
    host = time.clock_at(instant)
    wall = host if zone == time.zone else zones.wall_at(instant, zone)
    text = f"{wall:%H:%M} {zones.city(zone)}"
    shift = (wall.date() - host.date()).days
    if not shift:
        return text
    if shift > 0:
        return f"{text} ({ngettext('+%(num)s day', '+%(num)s days', shift)})"
    return f"{text} ({ngettext('−%(num)s day', '−%(num)s days', -shift)})"


def _line(
    event: Event, item: AgendaItem, starts_at: datetime | None, reader: str | None, found: list[AgendaWarning]
) -> ItemLine:
    at = place = also = ""
    if starts_at is not None and event.time is not None:
        at, place = f"{event.time.clock_at(starts_at):%H:%M}", zones.city(event.time.zone)
        if reader and not zones.same_zone(reader, event.time.zone):
            also = start_text(starts_at, reader, event.time)
    names = {one.participation_id: one.participation.name_printed for one in item.speakers}
    return ItemLine(
        item=item,
        title=title_of(item),
        at=at,
        place=place,
        also=also,
        starts_iso=utc_iso(starts_at) if starts_at else "",
        people=", ".join(names.values()),
        remarks=[_remark(one, names) for one in found],
    )


def _remark(finding: AgendaWarning, names: dict[int, str]) -> tuple[str, str]:
    if finding.code is AgendaWarningKind.UNASSIGNED:
        return _("Nobody is named for it"), "warn"
    if finding.code is AgendaWarningKind.BACK_TO_BACK:
        return _("%(name)s is also in the item before", name=names[finding.person or 0]), "info"
    return _("Length not known"), "info"
