"""Addresses of the desk pages on which what the publishing rules found is mended."""

from flask import url_for

from app.domain.publishing_rules import PublishingRule as Rule
from app.models import Event
from app.services.scheduling.publishing_checks import RuleFinding

_RULES_OF_PAGES = {
    "scheduling.details": (Rule.TITLE, Rule.AIM, Rule.LANGUAGES),
    "scheduling.date_and_hour": (Rule.HOUR, Rule.CLOSED_PERIOD, Rule.OUTSIDE_WINDOW),
    "partners.organisations": (Rule.ORGANISATIONS, Rule.LEAD, Rule.SIGN_OFF),
    "speakers.people": (Rule.CLASH, Rule.BACK_TO_BACK, Rule.INTERPRETERS),
    "agenda.builder": (Rule.AGENDA_TOO_LONG, Rule.AGENDA_UNKNOWN, Rule.AGENDA_NOBODY),
}
_PAGES = {rule: endpoint for endpoint, rules in _RULES_OF_PAGES.items() for rule in rules}


def mending_url(finding: RuleFinding, event: Event) -> str:
    """Return where `finding` is mended: a page of the desk, at the field or row in question."""
    return url_for(_PAGES[finding.rule], slug=event.slug, _anchor=finding.anchor or None)
