"""What the desk finds in one event, each finding with its weight (rows O1, O9, T11, A7)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.domain import interpretation
from app.domain.agenda import AgendaWarningKind
from app.domain.agenda import warnings as agenda_warnings
from app.domain.clocks.zones import available_names, wall_at
from app.domain.lifecycle import NOT_TAKING_PART
from app.domain.people.person_roles import PersonRole
from app.domain.publishing_rules import HOLDS_BACK, Level, PublishingRule
from app.domain.span import Span
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OrganiserRole, Participation
from app.queries import clashes
from app.queries.agenda import agenda_of
from app.queries.editions import closed_spans
from app.queries.participants import organisers_of
from app.services.agenda.agenda import agenda_problems, domain_items
from app.services.partners import sign_off_release
from app.services.scheduling.check_levels import levels_of


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """Something that was found: a sentence with its values, the field or row in question, and its weight."""

    rule: PublishingRule
    text: str
    params: Mapping[str, object]
    anchor: str = ""
    level: Level = Level.BLOCK

    @property
    def can_be_overridden(self) -> bool:
        """Whether a lead may publish all the same, for a reason."""
        return self.level is Level.PUBLISHING


def findings(event: Event) -> list[RuleFinding]:
    """Return all that is found and not ignored, in the order of the desk."""
    levels = levels_of(event)
    found = []
    for look, rules in _LOOKS.items():
        if any(levels[rule] is not Level.IGNORE for rule in rules):
            found += [replace(one, level=levels[one.rule]) for one in look(event)]
    order = list(PublishingRule)
    kept = [one for one in found if one.level is not Level.IGNORE]
    return sorted(kept, key=lambda one: order.index(one.rule))


def problems(event: Event) -> list[RuleFinding]:
    """Return what keeps an event from being published."""
    return [one for one in findings(event) if one.level in HOLDS_BACK]


def _details(event: Event) -> Iterator[RuleFinding]:
    if not event.title:
        yield RuleFinding(PublishingRule.TITLE, N_("The event has no title."), {}, "title")
    if not event.aim:
        text = N_("The aim is missing: one sentence that says why people should come.")
        yield RuleFinding(PublishingRule.AIM, text, {}, "aim")
    if not event.languages:
        yield RuleFinding(PublishingRule.LANGUAGES, N_("No language is named."), {}, "languages")
    if event.starts_at is None:
        yield RuleFinding(PublishingRule.HOUR, N_("Date and hour are not set."), {}, "date")


def _edition(event: Event) -> Iterator[RuleFinding]:
    edition, starts_at, ends_at = event.edition, event.starts_at, event.ends_at
    if edition is None or starts_at is None or ends_at is None or edition.zone not in available_names():
        return
    if any(Span(starts_at, ends_at).overlaps(closed) for closed in closed_spans(edition)):
        text = N_("The hour lies in a closed period of %(forum)s.")
        yield RuleFinding(PublishingRule.CLOSED_PERIOD, text, {"forum": edition.short_name or edition.name})
    days = {_day(starts_at, edition.zone), _day(ends_at, edition.zone)}
    since, until = edition.window_starts_on, edition.window_ends_on
    if (since and min(days) < since) or (until and max(days) > until):
        text = N_("The day lies outside of the window of %(forum)s for side events.")
        yield RuleFinding(PublishingRule.OUTSIDE_WINDOW, text, {"forum": edition.short_name or edition.name})


def _organisations(event: Event) -> Iterator[RuleFinding]:
    organisers = organisers_of(event.id)
    if not organisers:
        yield RuleFinding(PublishingRule.ORGANISATIONS, N_("No organisation is named."), {})
    elif not event.lead_not_recorded and not any(one.role is OrganiserRole.LEAD for one in organisers):
        text = N_("No lead is named. Name one, or say that it is not recorded.")
        yield RuleFinding(PublishingRule.LEAD, text, {})


def _sign_offs(event: Event) -> Iterator[RuleFinding]:
    for text, params, anchor in sign_off_release.problems(event):
        yield RuleFinding(PublishingRule.SIGN_OFF, text, params, anchor)


def _elsewhere(event: Event) -> Iterator[RuleFinding]:
    found = clashes.elsewhere(event)
    for name in dict.fromkeys(one.person for one in found.clashes):
        yield RuleFinding(PublishingRule.CLASH, N_("%(name)s is in two events at once."), {"name": name})
    for name in dict.fromkeys(one.person for one in found.straight):
        text = N_("%(name)s has another event straight before or after this one.")
        yield RuleFinding(PublishingRule.BACK_TO_BACK, text, {"name": name})


def _interpreters(event: Event) -> Iterator[RuleFinding]:
    roles = db.session.scalars(
        select(Participation.roles).where(
            Participation.event_id == event.id, Participation.state.not_in(NOT_TAKING_PART)
        )
    )
    have = Counter(role for some in roles for role in some)[PersonRole.INTERPRETER.value]
    if not have and not event.interpretation:
        return
    need = interpretation.needed(
        event.minutes, interpretation.pairs_of(event.languages, event.interpretation)
    )
    values = {"have": have, "need": need, "minutes": event.minutes}
    if have >= need:
        return
    text = N_("Interpretation is announced, and nobody among the people interprets.")
    if have and event.minutes > interpretation.ALONE_AT_MOST:
        text = N_("%(have)s of %(need)s interpreters for %(minutes)s minutes: over an hour, two take turns.")
    elif have:
        text = N_("%(have)s of %(need)s interpreters: each language needs one.")
    yield RuleFinding(PublishingRule.INTERPRETERS, text, values)


def _agenda_length(event: Event) -> Iterator[RuleFinding]:
    for text, params in agenda_problems(event):
        yield RuleFinding(PublishingRule.AGENDA_TOO_LONG, text, params)


def _agenda_items(event: Event) -> Iterator[RuleFinding]:
    items = agenda_of(event.id)
    names = {item.key: item.title or item.kind for item in items}
    for one in agenda_warnings(domain_items(items), event.minutes):
        params = {"item": names.get(one.key or "", "")}
        if one.code is AgendaWarningKind.UNKNOWN_MINUTES:
            yield RuleFinding(
                PublishingRule.AGENDA_UNKNOWN, N_("The length of “%(item)s” is not known."), params
            )
        elif one.code is AgendaWarningKind.UNASSIGNED:
            yield RuleFinding(PublishingRule.AGENDA_NOBODY, N_("Nobody is named for “%(item)s”."), params)


def _day(instant: datetime, zone: str) -> date:
    return wall_at(instant, zone).date()


_LOOKS: Mapping[Callable[[Event], Iterator[RuleFinding]], tuple[PublishingRule, ...]] = {
    _details: (PublishingRule.TITLE, PublishingRule.AIM, PublishingRule.LANGUAGES, PublishingRule.HOUR),
    _edition: (PublishingRule.CLOSED_PERIOD, PublishingRule.OUTSIDE_WINDOW),
    _organisations: (PublishingRule.ORGANISATIONS, PublishingRule.LEAD),
    _sign_offs: (PublishingRule.SIGN_OFF,),
    _elsewhere: (PublishingRule.CLASH, PublishingRule.BACK_TO_BACK),
    _interpreters: (PublishingRule.INTERPRETERS,),
    _agenda_length: (PublishingRule.AGENDA_TOO_LONG,),
    _agenda_items: (PublishingRule.AGENDA_UNKNOWN, PublishingRule.AGENDA_NOBODY),
}
