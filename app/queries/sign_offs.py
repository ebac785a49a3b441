"""What each organisation of an event has signed, and what it reads now (rows O3, O4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.domain.agenda import KIND_WORDS, ItemKind
from app.domain.lifecycle import MaterialState, SignOffState, SummaryState
from app.domain.partners.sign_off import PartStanding, Shown, SignOffAnswer, SignOffPart, overall, standings
from app.domain.partners.sign_off_rule import SignOffRule, rule_of
from app.extensions import db
from app.models import Event, Material, MaterialKind, Organiser, SignOff, Summary
from app.queries import agenda, library
from app.queries.participants import organisers_of

LISTS = ("key_issues", "recommendations", "numbers", "references")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organisation stands: every part that can be signed, and one state for them all."""

    organiser: Organiser
    parts: Sequence[PartStanding]

    @property
    def state(self) -> SignOffState:
        """Return NOT_NEEDED for who was not asked."""
        return overall(self.parts) if self.is_asked else SignOffState.NOT_NEEDED

    @property
    def is_asked(self) -> bool:
        """Whether it was asked to sign."""
        return self.organiser.sign_off is not SignOffState.NOT_NEEDED

    @property
    def open_parts(self) -> list[PartStanding]:
        """Return what waits for its word."""
        return [one for one in self.parts if one.state is SignOffState.ASKED]


def shown_of(event: Event, organisers: Sequence[Organiser] | None = None) -> Shown:
    """Return the texts of every part that says something; five queries."""
    rows = organisers_of(event.id) if organisers is None else organisers
    names = [f"{row.name} ({row.role.value.replace('_', '-')})" for row in rows]
    found = {
        SignOffPart.WORDING: {"title": event.title, "aim": event.aim},
        SignOffPart.TIME: {"time": _hour(event)},
        SignOffPart.ORGANISERS: {"organisers": "\n".join(names)},
        SignOffPart.AGENDA: {"agenda": _agenda(event)},
        SignOffPart.RECORDING: {"recording": "\n".join(map(_recording, recordings_of(event)))},
        SignOffPart.SUMMARY: {"summary": _summary(library.summary_of(event.id))},
    }
    return {part: texts for part, texts in found.items() if any(texts.values())}


def standing_of(event: Event, organiser: Organiser) -> Standing:
    """Return where one organisation stands."""
    return Standing(organiser, standings(shown_of(event), _words([organiser.id]).get(organiser.id, {})))


def standings_of(event: Event, organisers: Sequence[Organiser] | None = None) -> list[Standing]:
    """Return where each organisation of an event stands, in the printed order; nothing is read for nobody."""
    organisers = organisers_of(event.id) if organisers is None else organisers
    if all(one.sign_off is SignOffState.NOT_NEEDED for one in organisers) and rule_for(event).roles is None:
        return [Standing(one, []) for one in organisers]
    shown, words = shown_of(event, organisers), _words([one.id for one in organisers])
    return [Standing(one, standings(shown, words.get(one.id, {}))) for one in organisers]


def rule_for(event: Event) -> SignOffRule:
    """Return who has to sign in this event."""
    edition = event.edition
    sayings = [(event.sign_roles, event.sign_parts)]
    return rule_of(*sayings, *([(edition.sign_roles, edition.sign_parts)] if edition else []))


def missing_for(event: Event, parts: Sequence[SignOffPart]) -> list[tuple[Standing, list[PartStanding]]]:
    """Return who has not signed which of `parts`, among those who have to."""
    rule = rule_for(event)
    needed = [part for part in parts if rule.needs(part)]
    due = [one for one in standings_of(event) if rule.counts(one.organiser.role, asked=one.is_asked)]
    found = [
        (one, [part for part in one.parts if part.part in needed and part.state is not SignOffState.GIVEN])
        for one in due
    ]
    return [(one, open_parts) for one, open_parts in found if open_parts]


def recordings_of(event: Event) -> list[Material]:
    """Return the recordings whose release can be signed: there is a file or a link."""
    return [
        one
        for one in library.materials_of(event.id)
        if one.kind is MaterialKind.RECORDING
        and (one.url or one.version)
        and one.state is not MaterialState.WITHDRAWN
    ]


def _words(organiser_ids: Sequence[int]) -> dict[int, dict[SignOffPart, SignOffAnswer]]:
    """Return the last word of each organisation about each part: one query."""
    found: dict[int, dict[SignOffPart, SignOffAnswer]] = {}
    rows = select(SignOff).where(SignOff.organiser_id.in_(organiser_ids)).order_by(SignOff.id)
    for row in db.session.scalars(rows):
        word = SignOffAnswer(row.id, row.given, row.by, row.at, row.reason, row.snapshot)
        found.setdefault(row.organiser_id, {})[SignOffPart(row.part)] = word
    return found


def _hour(event: Event) -> str:
    return f"{event.wall_start:%Y-%m-%d %H:%M} {event.zone}, {event.minutes} min" if event.wall_start else ""


def _agenda(event: Event) -> str:
    lines = []
    for item in agenda.agenda_of(event.id):
        title = item.title or KIND_WORDS[ItemKind(item.kind)]
        minutes = f", {item.minutes} min" if item.minutes else ""
        people = ", ".join(one.participation.name_printed for one in item.speakers)
        lines.append(f"{title}{minutes}" + (f" ({people})" if people else ""))
    return "\n".join(lines)


def _recording(material: Material) -> str:
    content = material.url or (material.file.filename if material.file else "")
    version = f"version {material.version}" if material.version > 1 else ""
    said = (material.title, content, version, material.language or "", material.licence)
    return " · ".join(one for one in said if one)


def _summary(summary: Summary | None) -> str:
    if summary is None or summary.state is SummaryState.DUE:
        return ""
    rows = [row for name in LISTS for row in getattr(summary, name)]
    lines = [" · ".join(str(part) for part in row.values() if part) for row in rows]
    return "\n".join(one for one in (summary.overview, *lines, summary.presented_by) if one)
