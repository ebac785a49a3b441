"""The sentences of an event's page that depend on where the event stands, chosen here and printed there."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.lifecycle import HELD_EVENT_STATES, EventState
from app.models import Event
from app.web.filters import capital, language_name
from app.web.program.event_page import EventPage, Phase
from app.wording.when import When


@dataclass(frozen=True, slots=True)
class EventWords:
    """`kind` stands above the title, `standing` with its `tone` above the facts, `register` on the button.

    `hours` says whose hours the agenda shows; empty while there is no hour.
    """

    kind: str
    standing: str
    tone: str
    register: str
    hours: str
    facts: list[tuple[str, str]]


def event_words(page: EventPage) -> EventWords:
    """Return the words of one page."""
    standing, tone = _standing(page)
    return EventWords(
        kind=_kind(page.event),
        standing=standing,
        tone=tone,
        register=_("Join the waiting list") if page.seats_left == 0 else _("Register"),
        hours=_whose_hours(page.when) if page.when else "",
        facts=_facts(page),
    )


def _kind(event: Event) -> str:
    """Say how one takes part; a forum, where there is one, is named before it."""
    is_virtual = event.format == "virtual"
    if event.edition:
        return _("online") if is_virtual else _("online and in a room")
    return _("Online side event") if is_virtual else _("Side event, online and in a room")


def _standing(page: EventPage) -> tuple[str, str]:
    state = page.event.state
    if state is EventState.CANCELLED:
        return _("Cancelled"), "bad"
    if state is EventState.POSTPONED:
        return _("Postponed"), "warn"
    if page.phase is Phase.OVER:
        took_place = state in HELD_EVENT_STATES
        return _("This event has taken place") if took_place else _("This event has ended"), "info"
    if not page.can_register:
        return _("Registration closed"), "neutral"
    if page.phase is Phase.LIVE:
        return _("Taking place now"), "live"
    return _("Registration open"), "good"


def _whose_hours(when: When) -> str:
    if when.reader is None:
        return _("Times are those of %(city)s.", city=when.host.city)
    if when.reader_is_host:
        return _("Times are yours, %(city)s.", city=when.reader.city)
    return _(
        "Times are yours, %(city)s; below them the host's, %(host)s.",
        city=when.reader.city,
        host=when.host.city,
    )


def _facts(page: EventPage) -> list[tuple[str, str]]:
    """Return what is known besides the hour; what is empty has no line."""
    event = page.event
    lines = [
        (_("Seats"), _seats(page)),
        (_("Languages"), _names(event.languages)),
        (_("Interpretation"), _names(event.interpretation)),
        (_("Captions"), _names(event.captions)),
        (_("Themes"), ", ".join(event.themes)),
        (_("Recording"), _("below") if page.record.recordings else ""),
    ]
    return [(term, value) for term, value in lines if value]


def _seats(page: EventPage) -> str:
    if not page.event.capacity or not page.can_register:
        return ""
    if not page.seats_left:
        return _("Full")
    return _("%(left)s of %(all)s left", left=page.seats_left, all=page.event.capacity)


def _names(codes: Sequence[str]) -> str:
    return ", ".join(capital(language_name(code)) for code in codes)
