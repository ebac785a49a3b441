"""What the desk finds in one event, each finding with its weight (rows O1, O9, T11, A7)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.domain import interpretation
from app.domain.agenda import Code
from app.domain.agenda import warnings as agenda_warnings
from app.domain.clocks.zones import available_names, wall_at
from app.domain.people.person_roles import PersonRole
from app.domain.publishing_rules import HOLDS_BACK, Level, Rule
from app.domain.span import Span
from app.domain.words import N_
from app.extensions import db
from app.models import Event, OrganiserRole, Participation
from app.queries import clashes
from app.queries.agenda import agenda_of
from app.queries.participants import organisers_of
from app.services.agenda.agenda import agenda_problems, domain_items
from app.services.finder.searches import closed_spans
from app.services.partners import sign_off_release
from app.services.scheduling.check_levels import levels_of

TIME, DETAILS, PARTNERS, PEOPLE, AGENDA = (
    "scheduling.date_and_hour", "scheduling.details", "partners.organisations", "speakers.people",
    "agenda.builder",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was found: a sentence with its values, the desk page that mends it, and its weight."""

    rule: Rule
    text: str
    params: Mapping[str, object]
    endpoint: str
    anchor: str = ""
    level: Level = Level.BLOCK

    @property
    def can_be_overridden(self) -> bool:
        """Whether a lead may publish all the same, for a reason."""
        return self.level is Level.PUBLISHING


def findings(event: Event) -> list[Problem]:
    """Return all that is found and not ignored, in the order of the desk."""
    levels = levels_of(event)
    found = []
    for look, rules in _LOOKS.items():
        if any(levels[rule] is not Level.IGNORE for rule in rules):
            found += [replace(one, level=levels[one.rule]) for one in look(event)]
    order = list(Rule)
    kept = [one for one in found if one.level is not Level.IGNORE]
    return sorted(kept, key=lambda one: order.index(one.rule))


def problems(event: Event) -> list[Problem]:
    """Return what keeps an event from being published."""
    return [one for one in findings(event) if one.level in HOLDS_BACK]


def _details(event: Event) -> Iterator[Problem]:
    if not event.title:
        yield Problem(Rule.TITLE, N_("The event has no title."), {}, DETAILS, "title")
    if not event.aim:
        text = N_("The aim is missing: one sentence that says why people should come.")
        yield Problem(Rule.AIM, text, {}, DETAILS, "aim")
    if not event.languages:
        yield Problem(Rule.LANGUAGES, N_("No language is named."), {}, DETAILS, "languages")
    if event.starts_at is None:
        yield Problem(Rule.HOUR, N_("Date and hour are not set."), {}, TIME, "date")


def _edition(event: Event) -> Iterator[Problem]:
    edition, starts_at, ends_at = event.edition, event.starts_at, event.ends_at
    if edition is None or starts_at is None or ends_at is None or edition.zone not in available_names():
        return
    if any(Span(starts_at, ends_at).overlaps(closed) for closed in closed_spans(edition)):
        text = N_("The hour lies in a closed period of %(forum)s.")
        yield Problem(Rule.CLOSED_PERIOD, text, {"forum": edition.short_name or edition.name}, TIME)
    days = {_day(starts_at, edition.zone), _day(ends_at, edition.zone)}
    since, until = edition.window_starts_on, edition.window_ends_on
    if (since and min(days) < since) or (until and max(days) > until):
        text = N_("The day lies outside of the window of %(forum)s for side events.")
        yield Problem(Rule.OUTSIDE_WINDOW, text, {"forum": edition.short_name or edition.name}, TIME)


def _organisations(event: Event) -> Iterator[Problem]:
    organisers = organisers_of(event.id)
    if not organisers:
        yield Problem(Rule.ORGANISATIONS, N_("No organisation is named."), {}, PARTNERS)
    elif not event.lead_not_recorded and not any(one.role is OrganiserRole.LEAD for one in organisers):
        text = N_("No lead is named. Name one, or say that it is not recorded.")
        yield Problem(Rule.LEAD, text, {}, PARTNERS)


def _sign_offs(event: Event) -> Iterator[Problem]:
    for text, params, endpoint, anchor in sign_off_release.problems(event):
        yield Problem(Rule.SIGN_OFF, text, params, endpoint, anchor)


def _elsewhere(event: Event) -> Iterator[Problem]:
    found = clashes.elsewhere(event)
    for name in dict.fromkeys(one.person for one in found.clashes):
        yield Problem(Rule.CLASH, N_("%(name)s is in two events at once."), {"name": name}, PEOPLE)
    for name in dict.fromkeys(one.person for one in found.straight):
        text = N_("%(name)s has another event straight before or after this one.")
        yield Problem(Rule.BACK_TO_BACK, text, {"name": name}, PEOPLE)


def _interpreters(event: Event) -> Iterator[Problem]:
    roles = db.session.scalars(
        select(Participation.roles).where(
            Participation.event_id == event.id, Participation.state.not_in(clashes.NOT_TAKING_PART)
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
    yield Problem(Rule.INTERPRETERS, text, values, PEOPLE)


def _agenda_length(event: Event) -> Iterator[Problem]:
    for text, params in agenda_problems(event):
        yield Problem(Rule.AGENDA_TOO_LONG, text, params, AGENDA)


def _agenda_items(event: Event) -> Iterator[Problem]:
    items = agenda_of(event.id)
    names = {item.key: item.title or item.kind for item in items}
    for one in agenda_warnings(domain_items(items), event.minutes):
        params = {"item": names.get(one.key or "", "")}
        if one.code is Code.UNKNOWN_MINUTES:
            yield Problem(Rule.AGENDA_UNKNOWN, N_("The length of “%(item)s” is not known."), params, AGENDA)
        elif one.code is Code.UNASSIGNED:
            yield Problem(Rule.AGENDA_NOBODY, N_("Nobody is named for “%(item)s”."), params, AGENDA)


def _day(instant: datetime, zone: str) -> date:
    return wall_at(instant, zone).date()


_LOOKS: Mapping[Callable[[Event], Iterator[Problem]], tuple[Rule, ...]] = {
    _details: (Rule.TITLE, Rule.AIM, Rule.LANGUAGES, Rule.HOUR),
    _edition: (Rule.CLOSED_PERIOD, Rule.OUTSIDE_WINDOW),
    _organisations: (Rule.ORGANISATIONS, Rule.LEAD),
    _sign_offs: (Rule.SIGN_OFF,),
    _elsewhere: (Rule.CLASH, Rule.BACK_TO_BACK),
    _interpreters: (Rule.INTERPRETERS,),
    _agenda_length: (Rule.AGENDA_TOO_LONG,),
    _agenda_items: (Rule.AGENDA_UNKNOWN, Rule.AGENDA_NOBODY),
}
