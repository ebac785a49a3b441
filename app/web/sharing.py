"""What others are told about an event's page: search engines, link previews, lists of references (row M8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from app.domain.access import ORGANISING
from app.domain.files.licences import licence_of
from app.domain.lifecycle import TAKING_PART
from app.domain.program import citation, structured_data
from app.domain.program.structured_data import Party
from app.models import Event, Material, Organiser, OrganiserRole, Participation
from app.queries import participants
from app.web.http.addresses import absolute, absolute_path
from app.web.record import recording_of
from app.web.words.materials import address_of, name_of

_ENOUGH = 300  # characters of a description in a link preview


@dataclass(frozen=True, slots=True)
class Share:
    """`json_ld` for a data block, `open_graph` as (property, content), `citation` as one line of text."""

    json_ld: dict[str, Any] | None
    open_graph: list[tuple[str, str]]
    citation: str


def inviting(event: Event) -> str:
    """Name who invites, as kits, frames and pictures do: all organisations but the supporters."""
    rows = participants.organisers_of(event.id)
    return ", ".join(one.display_name for one in rows if one.role is not OrganiserRole.SUPPORTER)


def share_of(
    event: Event,
    *,
    organisers: Sequence[Organiser] = (),
    people: Sequence[Participation] = (),
    materials: Sequence[Material] = (),
    image: str = "",
) -> Share:
    """Build all three for a public event. `image` is an absolute address; `people` may be everybody.

    Only those who agreed to take part are named; the meeting's address is never in it.
    """
    url = absolute("program.event", slug=event.slug)
    day = event.time.wall_start.date() if event.time else None
    cited = citation.citation(
        organisers=[one.display_name for one in organisers if one.role in ORGANISING],
        title=event.title,
        kind=_("Virtual side event") if event.format == "virtual" else _("Side event"),
        day=day,
        forum=(event.edition.short_name or event.edition.name) if event.edition else "",
        address=url,
        locale=get_locale(),
    )
    facts = _facts(event, url, organisers, people, materials, image)
    return Share(structured_data.event(facts) if facts else None, _open_graph(event, url, image), cited)


def _open_graph(event: Event, url: str, image: str) -> list[tuple[str, str]]:
    description = " ".join((event.aim or event.description).split())
    if len(description) > _ENOUGH:
        description = description[:_ENOUGH].rsplit(" ", 1)[0] + "…"
    pairs = [
        ("og:type", "website"),
        ("og:site_name", "Sidestage"),
        ("og:title", event.title),
        ("og:description", description),
        ("og:url", url),
        ("og:locale", str(get_locale())),
        ("og:image", image),
        ("og:image:width", "1200" if image else ""),
        ("og:image:height", "630" if image else ""),
        ("og:image:alt", event.title if image else ""),
        ("twitter:card", "summary_large_image" if image else ""),
    ]
    return [(name, content) for name, content in pairs if content]


def _facts(
    event: Event,
    url: str,
    organisers: Sequence[Organiser],
    people: Sequence[Participation],
    materials: Sequence[Material],
    image: str,
) -> structured_data.EventFacts | None:
    if event.starts_at is None or event.ends_at is None or event.zone is None:
        return None
    edition = event.edition
    return structured_data.EventFacts(
        url=url,
        title=event.title,
        description=" ".join((event.aim or event.description).split()),
        state=event.state,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        is_online_only=event.format == "virtual",
        earlier_starts=[time.starts_at for time in event.earlier_times],
        organisers=[
            Party(name=one.name, url=absolute("program.organisation", slug=one.organisation.slug))
            for one in organisers
            if one.role in ORGANISING
        ],
        speakers=[
            Party(name=one.name_printed, url=absolute("program.person", slug=one.person.slug))
            for one in people
            if one.state in TAKING_PART and one.in_published_list and participants.on_stage(one)
        ],
        forum=Party(name=edition.name, url=absolute("program.edition", slug=edition.slug))
        if edition
        else None,
        languages=event.languages,
        image=image,
        videos=[video for one in materials if (video := _video(event, one))],
    )


def _video(event: Event, material: Material) -> structured_data.Video | None:
    """Return a published recording; one that lies on an unknown site has no address a machine can play."""
    if material.kind != "recording" or address_of(event, material) is None or material.published_at is None:
        return None
    one = recording_of(event, material)
    licence = licence_of(material.licence)
    if not (one.src or one.embed) or (one.file_type and one.file_type.is_audio):
        return None
    return structured_data.Video(
        name=name_of(material) if material.title else f"{event.title}: {name_of(material)}",
        url=absolute("program.event", slug=event.slug),
        uploaded_at=material.published_at,
        content_url=absolute_path(one.src) if one.src else "",
        embed_url=one.embed.src if one.embed else "",
        media_type=one.file_type.media_type if one.file_type else "",
        language=material.language or "",
        licence_url=licence.url if licence else "",
    )
