"""What partners copy into their pages and mails: text, and HTML that needs nothing from us (row O10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime


@dataclass(frozen=True, slots=True)
class KitFacts:
    """What is told: `lines` are the hours, the host's first; `machine` is the start as an ISO instant."""

    title: str
    aim: str
    day: str
    lines: Sequence[str]
    machine: str
    organisers: str
    address: str
    words: "KitWords"
    language: str


@dataclass(frozen=True, slots=True)
class KitWords:
    """The few words around the facts, in the reader's language."""

    organised_by: str
    read_more: str


def label_at(time: PromisedTime, zone: str) -> str:
    """Write what clocks in a place are called at the event's start: "EDT (UTC−4)", or the offset alone."""
    if zone == "Etc/UTC":
        return "UTC"
    letters = zones.abbreviation_at(time.starts_at, zone)
    offset = zones.offset_text(zones.offset_at(time.starts_at, zone))
    return f"{letters} ({offset})" if letters and letters != offset else offset


def whole(facts: KitFacts) -> str:
    """Return the announcement as plain text."""
    head = [facts.title, *([facts.aim] if facts.aim else [])]
    hours = [facts.day, *facts.lines] if facts.lines else []
    foot = [f"{facts.words.organised_by} {facts.organisers}"] if facts.organisers else []
    parts = (head, hours, [*foot, f"{facts.words.read_more} {facts.address}"])
    return "\n\n".join("\n".join(part) for part in parts if part)


def short(facts: KitFacts) -> str:
    """Return two lines for a short message: the first two hours say enough."""
    hours = " / ".join(facts.lines[:2])
    return "\n".join(
        filter(None, (facts.title, f"{facts.day}, {hours}" if hours else facts.day, facts.address))
    )


def html(facts: KitFacts) -> str:
    """Return the same as HTML: no script, no style, nothing loaded from anywhere."""
    hours = "<br>".join(map(escape, facts.lines))
    time = f'\n  <p><time datetime="{escape(facts.machine)}">{escape(facts.day)}<br>{hours}</time></p>'
    aim = f"\n  <p>{escape(facts.aim)}</p>" if facts.aim else ""
    by = (
        f"\n  <p>{escape(facts.words.organised_by)} {escape(facts.organisers)}</p>"
        if facts.organisers
        else ""
    )
    return (
        f'<article lang="{escape(facts.language)}">\n'
        f'  <h3><a href="{escape(facts.address)}">{escape(facts.title)}</a></h3>'
        f"{time if facts.lines else ''}{aim}{by}\n</article>"
    )


def frame(address: str, title: str) -> str:
    """Return a frame that shows the event as it stands whenever somebody looks."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="360" loading="lazy" '
        'referrerpolicy="no-referrer"></iframe>'
    )
