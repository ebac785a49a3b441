"""What an event left behind, as its page shows it: recordings, materials, the summary (rows M1, M2, M6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.files.embeds import Embed, embed_of
from app.domain.files.file_types import FileType
from app.domain.lifecycle import PUBLIC_SUMMARY_STATES, MaterialState, SummaryState
from app.domain.web_address import AddressRefused, host
from app.models import Event, Material, MaterialKind, Summary
from app.web.http import headers
from app.web.words.languages import language_name
from app.web.words.materials import KINDS, address_of, details_of, is_web, name_of, type_of
from app.wording.dates import long_date


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One material in a list. `href` is None while there is nothing to open; `leaves`: to another site."""

    name: str
    href: str | None
    kind: str
    details: str
    verb: str
    icon_name: str
    leaves: bool


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording: our file (`src`, `file_type`), a known player (`embed`), or a link (`href` alone)."""

    name: str
    href: str
    site: str
    details: str
    src: str | None
    file_type: FileType | None
    embed: Embed | None
    captions: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A published summary; texts are Markdown. `corrections` are (date in words, text), oldest first."""

    overview: str
    key_issues: list[dict[str, str]]
    recommendations: list[dict[str, str]]
    references: list[dict[str, str]]
    numbers: list[dict[str, str]]
    presented_by: str
    published: str
    corrections: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Everything an event left behind that the public may see."""

    recordings: list[Recording]
    materials: list[MaterialLine]
    summary: SummaryView | None


def record_view(event: Event, materials: Sequence[Material], summary: Summary | None) -> EventRecord:
    """Build what the page shows; players of other sites are allowed in this response's policy (habit 11).

    `materials` come from queries.library.record_of. A summary that is not published is left out.
    """
    written = summary is not None and summary.state in PUBLIC_SUMMARY_STATES
    there = {one.kind for one in materials if address_of(event, one)}
    if written:
        there.add(MaterialKind.SUMMARY)
    materials = [one for one in materials if not (_is_bare_announcement(one) and one.kind in there)]
    playable = [one for one in materials if one.kind is MaterialKind.RECORDING and address_of(event, one)]
    tracks = [track for one in materials if (track := _track(event, one))]
    recordings = [recording_of(event, one, tracks) for one in playable]
    for one in recordings:
        if one.embed:
            headers.allow("frame-src", one.embed.csp_source)
    return EventRecord(
        recordings=recordings,
        materials=[line_of(event, one) for one in materials if one not in playable],
        summary=summary_view(event, summary) if summary and written else None,
    )


def recording_of(event: Event, material: Material, tracks: Sequence[tuple[str, str, str]] = ()) -> Recording:
    """Return how a recording plays."""
    own = material.file is not None and material.version > 0
    href = address_of(event, material) or ""
    return Recording(
        name=name_of(material),
        href=href,
        site="" if own else host(material.url),
        details=details_of(material),
        src=href if own else None,
        file_type=type_of(material),
        embed=None if own else _embed(material.url),
        captions=list(tracks) if own else [],
    )


def line_of(event: Event, material: Material) -> MaterialLine:
    """Return a material as a line of a list, as readers see it."""
    href = address_of(event, material)
    leaves = href is not None and material.version == 0
    return MaterialLine(
        name=name_of(material),
        href=href,
        kind=str(KINDS[material.kind]) if material.title else "",
        details=details_of(material) if href else "",
        verb="" if href is None else _("Open") if leaves else _("Download"),
        icon_name="link" if leaves else "play" if material.kind is MaterialKind.RECORDING else "file",
        leaves=leaves,
    )


def summary_view(event: Event, summary: Summary) -> SummaryView:
    """Return a summary as it reads when published."""
    return SummaryView(
        overview=summary.overview,
        key_issues=summary.key_issues,
        recommendations=summary.recommendations,
        references=[one if is_web(one.get("url", "")) else one | {"url": ""} for one in summary.references],
        numbers=summary.numbers,
        presented_by=summary.presented_by,
        published=_published(event, summary),
        corrections=[(_day(event, one.at), one.text) for one in summary.corrections]
        if summary.state is SummaryState.CORRECTED
        else [],
    )


def _published(event: Event, summary: Summary) -> str:
    if summary.published_on:
        return long_date(summary.published_on)
    return _day(event, summary.published_at) if summary.published_at else ""


def _day(event: Event, instant: datetime) -> str:
    known = event.zone in zones.available_names()
    day: date = zones.wall_at(instant, event.zone).date() if event.zone and known else instant.date()
    return long_date(day)


def _is_bare_announcement(material: Material) -> bool:
    """Whether it only says that something of its kind will come, which ends when something has come."""
    named = material.kind is not MaterialKind.SUMMARY and (material.title or material.participation_id)
    return material.state is MaterialState.ANNOUNCED and not named


def _embed(address: str) -> Embed | None:
    try:
        return embed_of(address)
    except AddressRefused:
        return None


def _track(event: Event, material: Material) -> tuple[str, str, str] | None:
    """Return published WebVTT captions as (address, language code, label)."""
    found, address = type_of(material), address_of(event, material)
    if material.kind is not MaterialKind.CAPTIONS or not address or not found or found.endings[0] != "vtt":
        return None
    code = material.language or "und"
    return address, code, language_name(code) if material.language else name_of(material)
