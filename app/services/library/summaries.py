"""The summary: drafted, published whole or not at all, corrected with a dated note (row M6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.errors import DomainError
from app.domain.lifecycle import PUBLIC_SUMMARY_STATES, SUMMARY, StepNotAllowed, SummaryState, step
from app.domain.partners.sign_off import SignOffPart
from app.domain.web_address import AddressRefused, checked
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Summary, SummaryCorrection
from app.queries import library
from app.services.actor import Actor
from app.services.history import record
from app.services.partners.sign_off_release import require_signed

Row = Mapping[str, str]
LISTS = {
    "key_issues": ("heading", "text"),
    "recommendations": ("heading", "text"),
    "references": ("label", "topic", "url"),
    "numbers": ("label", "value"),
}
"""The ordered lists of a summary with the parts of their rows; a row cannot do without its first part."""
MOST_ROWS = 40
_EDITED = frozenset({SummaryState.DUE, SummaryState.SIGNED_OFF})


class SummaryNotReady(DomainError):
    """Something would be published half."""

    message = N_("A summary needs an overview, a key issue or a recommendation before it is published.")
    status = 422


class SeveralRefused(DomainError):
    """Several things are wrong at once: `refusals`, each naming its field or row ("references-0-url")."""

    status = 422

    def __init__(self, refusals: Sequence[DomainError]) -> None:
        self.refusals = tuple(refusals)
        super().__init__()


class CorrectionNoteNeeded(DomainError):
    """A published summary changes only with a dated note."""

    message = N_(
        "Say in a sentence what is corrected: readers who cited the summary see it with today’s date."
    )
    field = "note"
    status = 422


class AlreadyPublic(DomainError):
    """A draft was saved over something that has been published meanwhile."""

    message = N_(
        "The summary has been published meanwhile. Publish your change as a correction, with a note."
    )


@dataclass(frozen=True, slots=True)
class SummaryContent:
    """What a summary says. Texts are Markdown; `lists` has rows by the names in LISTS."""

    overview: str
    lists: Mapping[str, Sequence[Row]]
    presented_by: str
    due_on: date | None
    published_on: date | None


def save(event: Event, *, content: SummaryContent, actor: Actor, now: datetime) -> Summary:
    """Keep a draft, however unfinished.

    Raises AlreadyPublic, and AddressRefused for a reference's link (several: SeveralRefused).
    """
    summary = _load(event)
    if summary.state in PUBLIC_SUMMARY_STATES:
        if _says(summary, content):
            return summary  # the same form sent twice
        raise AlreadyPublic
    _require([*_unfit_links(content)])
    _write(event, summary, content, actor=actor, now=now)
    if summary.state in _EDITED:
        _enter(event, summary, SummaryState.DRAFT, actor=actor, now=now)
    db.session.flush()
    return summary


def publish(event: Event, *, content: SummaryContent, actor: Actor, now: datetime) -> Summary:
    """Save and show the summary to everybody.

    Raises SummaryNotReady when a part is half, SignOffMissing while somebody has to sign what it says;
    SeveralRefused for all that is wrong in the text at once.
    """
    _require([*_halves(content), *_unfit_links(content)])
    summary = save(event, content=content, actor=actor, now=now)
    if summary.state not in PUBLIC_SUMMARY_STATES:
        require_signed(event, SignOffPart.SUMMARY)
        _enter(event, summary, SummaryState.PUBLISHED, actor=actor, now=now)
    summary.published_at = summary.published_at or now
    db.session.flush()
    return summary


def correct(event: Event, *, content: SummaryContent, note: str, actor: Actor, now: datetime) -> Summary:
    """Change what is published and say so under the date of `now`.

    Raises CorrectionNoteNeeded, and what `publish` raises about the text.
    """
    _require([*_halves(content), *_unfit_links(content), *([] if note else [CorrectionNoteNeeded()])])
    summary = _load(event)
    if _says(summary, content):
        return summary
    _enter(event, summary, SummaryState.CORRECTED, actor=actor, now=now)
    _write(event, summary, content, actor=actor, now=now)
    summary.corrections.append(SummaryCorrection(summary_id=summary.id, at=now, text=note))
    record(event, actor=actor, field="summary.correction", old=None, new=note, now=now)
    db.session.flush()
    return summary


def take_back(event: Event, *, actor: Actor, now: datetime) -> Summary:
    """Make a published summary a draft again; the public page no longer shows it. Raises StepNotAllowed."""
    summary = _load(event)
    if summary.state not in PUBLIC_SUMMARY_STATES:
        raise StepNotAllowed(old=summary.state.value, new=SummaryState.DRAFT.value)
    _enter(event, summary, SummaryState.DRAFT, actor=actor, now=now)
    db.session.flush()
    return summary


def tidy(rows: Sequence[Row], parts: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows that say anything, in order, each with all of its parts."""
    kept = [{part: row.get(part, "").strip() for part in parts} for row in rows]
    return [row for row in kept if any(row.values())]


def _load(event: Event) -> Summary:
    summary = library.summary_of(event.id)
    if summary is None:
        summary = Summary(event_id=event.id)
        db.session.add(summary)
        db.session.flush()
    return summary


def _write(event: Event, summary: Summary, content: SummaryContent, *, actor: Actor, now: datetime) -> None:
    for name, new in _values(content).items():
        old = getattr(summary, name)
        if old != new:
            setattr(summary, name, new)
            record(event, actor=actor, field=f"summary.{name}", old=_text(old), new=_text(new), now=now)


def _values(content: SummaryContent) -> dict[str, object]:
    return {
        "overview": content.overview,
        "presented_by": content.presented_by,
        "due_on": content.due_on,
        "published_on": content.published_on,
    } | {name: tidy(content.lists[name], parts)[:MOST_ROWS] for name, parts in LISTS.items()}


def _says(summary: Summary, content: SummaryContent) -> bool:
    """Whether the summary says exactly this already."""
    return all(getattr(summary, name) == value for name, value in _values(content).items())


def _require(refusals: Sequence[DomainError]) -> None:
    """Raise the one refusal, or all of them together."""
    if len(refusals) > 1:
        raise SeveralRefused(refusals)
    for refusal in refusals:
        raise refusal


def _unfit_links(content: SummaryContent) -> Iterator[DomainError]:
    for place, row in enumerate(tidy(content.lists["references"], LISTS["references"])):
        try:
            if row["url"]:
                checked(row["url"])
        except AddressRefused as error:
            yield AddressRefused(error.text, field=f"references-{place}-url", **error.params)


def _halves(content: SummaryContent) -> Iterator[DomainError]:
    """Give what would be published half: each row without its heading; nothing at all."""
    for name, parts in LISTS.items():
        for place, row in enumerate(tidy(content.lists[name], parts)):
            if not row[parts[0]]:
                yield SummaryNotReady(N_("This row has no heading."), field=f"{name}-{place}-{parts[0]}")
    points = [*tidy(content.lists["key_issues"], ("heading", "text")),
              *tidy(content.lists["recommendations"], ("heading", "text"))]  # fmt: skip
    if not content.overview and not points:
        yield SummaryNotReady()


def _enter(event: Event, summary: Summary, state: SummaryState, *, actor: Actor, now: datetime) -> None:
    old = summary.state
    summary.state = step(SUMMARY, old, state)
    record(event, actor=actor, field="summary.state", old=old, new=state, now=now)


def _text(value: object) -> str:
    """Write a value for the history: rows one below the other."""
    if isinstance(value, list):
        return "\n".join(" · ".join(part for part in row.values() if part) for row in value)
    return "" if value is None else str(value)
