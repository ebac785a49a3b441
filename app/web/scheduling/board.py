"""The board of one event: each part with its state and the next step; the desk's checklist that knows."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.access import Action
from app.domain.lifecycle import EVENT_STATES_OVER, PUBLIC_SUMMARY_STATES, EventState
from app.domain.publishing_rules import HOLDS_BACK
from app.models import Event
from app.queries.event_counts import EventCounts, counts_of
from app.services.scheduling.publishing_checks import RuleFinding
from app.web.scheduling import tiles
from app.web.scheduling.mending import mending_url
from app.web.scheduling.tiles import Tile


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next."""

    title: str
    text: str
    verb: str
    href: str


@dataclass(frozen=True, slots=True)
class Board:
    """What the overview shows."""

    tiles: list[Tile]
    next: Step | None
    problems: list[RuleFinding]
    remarks: list[RuleFinding]
    over: bool

    @property
    def done(self) -> int:
        """How many parts are settled."""
        return sum(tile.settled for tile in self.tiles)


def board_of(event: Event, *, findings: list[RuleFinding], now: datetime) -> Board:
    """Build the board; the parts of the record join once the event is over."""
    counts = counts_of(event.id)
    problems = [one for one in findings if one.level in HOLDS_BACK]
    remarks = [one for one in findings if one.level not in HOLDS_BACK]
    over = event.ends_at is not None and event.ends_at <= now
    hour = tiles.time(event, now=now)
    shown = [
        replace(tiles.details(event), needs=Action.EDIT),
        replace(hour, needs=Action.SCHEDULE, verb="" if event.state in EVENT_STATES_OVER else hour.verb),
        tiles.organisations(event, counts),
        tiles.people(event, counts),
        tiles.agenda(event, counts),
    ]
    if not over and event.state not in EVENT_STATES_OVER:
        shown += [
            replace(tiles.meeting(event), needs=Action.EDIT),
            replace(tiles.registrations(event, counts), needs=Action.SEE_REGISTRATIONS),
        ]
    if over or counts.materials or counts.summary:
        shown += [tiles.materials(event, counts), tiles.summary(event, counts)]
    return Board(shown, _next(event, problems, counts, over=over), problems, remarks, over)


def _next(event: Event, problems: list[RuleFinding], counts: EventCounts, *, over: bool) -> Step | None:
    public_summary = counts.summary in PUBLIC_SUMMARY_STATES
    if event.state is EventState.DRAFT:
        return _towards_publishing(event, problems)
    if event.state is EventState.POSTPONED:
        return Step(
            _("Next: set the new hour"),
            _("The page says that the old one no longer holds."),
            _("Set the hour"),
            url_for("scheduling.date_and_hour", slug=event.slug),
        )
    if event.state is EventState.PUBLISHED and over:
        return Step(
            _("Did it take place?"),
            _("Mark it as held, then post the recording and the summary."),
            _("Mark as held"),
            url_for("scheduling.life_step", slug=event.slug, name="held"),
        )
    if event.state is EventState.HELD and not public_summary:
        return Step(
            _("Next: write the summary"),
            _("Key issues, recommendations and references: what people will cite."),
            _("Open the summary"),
            url_for("library.summary", slug=event.slug),
        )
    return None


def _towards_publishing(event: Event, problems: list[RuleFinding]) -> Step:
    if not problems:
        return Step(
            _("Ready to publish"),
            _("Everything that publishing needs is there."),
            _("Publish"),
            url_for("scheduling.life_step", slug=event.slug, name="publish"),
        )
    first, rest = problems[0], len(problems) - 1
    text = _("Then the event can be published.")
    if rest:
        text = ngettext(
            "After this, one more thing stands before publishing.",
            "After this, %(num)s more things stand before publishing.",
            rest,
        )
    what = _("Next: %(what)s", what=_(first.text) % first.params)
    return Step(what, text, _("Do it now"), mending_url(first, event))
