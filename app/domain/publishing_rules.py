"""What the desk looks at before an event is published, and how much each finding weighs (row O9)."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.words import N_


class Level(StrEnum):
    """What a finding does."""

    BLOCK = "block"  # not published
    PUBLISHING = "publishing"  # not published, unless a lead gives a reason
    WARN = "warn"  # said on the desk
    IGNORE = "ignore"  # not looked for


class Rule(StrEnum):
    """What can be found; the order is that of the desk."""

    TITLE = "title"
    AIM = "aim"
    LANGUAGES = "languages"
    HOUR = "hour"
    CLOSED_PERIOD = "closed_period"
    OUTSIDE_WINDOW = "outside_window"
    ORGANISATIONS = "organisations"
    LEAD = "lead"
    SIGN_OFF = "sign_off"
    CLASH = "clash"
    BACK_TO_BACK = "back_to_back"
    INTERPRETERS = "interpreters"
    AGENDA_TOO_LONG = "agenda_too_long"
    AGENDA_UNKNOWN = "agenda_unknown"
    AGENDA_NOBODY = "agenda_nobody"


LEVEL_WORDS: Mapping[Level, str] = {
    Level.BLOCK: N_("Block: the event cannot be published"),
    Level.PUBLISHING: N_("Block publishing, unless a lead gives a reason"),
    Level.WARN: N_("Warn on the desk"),
    Level.IGNORE: N_("Do not look for it"),
}

RULE_WORDS: Mapping[Rule, str] = {
    Rule.TITLE: N_("The event has no title"),
    Rule.AIM: N_("The aim is missing"),
    Rule.LANGUAGES: N_("No language is named"),
    Rule.HOUR: N_("Date and hour are not set"),
    Rule.CLOSED_PERIOD: N_("The hour lies in a closed period of the forum"),
    Rule.OUTSIDE_WINDOW: N_("The day lies outside of the forum’s window for side events"),
    Rule.ORGANISATIONS: N_("No organisation is named"),
    Rule.LEAD: N_("No lead is named, and it is not said that nobody knows"),
    Rule.SIGN_OFF: N_("A sign-off that is needed is missing"),
    Rule.CLASH: N_("Somebody is in two events at once"),
    Rule.BACK_TO_BACK: N_("Somebody goes from one event straight to the next"),
    Rule.INTERPRETERS: N_("Too few interpreters for the languages and the length"),
    Rule.AGENDA_TOO_LONG: N_("The agenda is longer than the event"),
    Rule.AGENDA_UNKNOWN: N_("The length of an agenda item is not known"),
    Rule.AGENDA_NOBODY: N_("Nobody is named for an agenda item"),
}

# A public event without a title or an hour is none: the tables say so, too.
FIXED = frozenset({Rule.TITLE, Rule.HOUR})

DEFAULTS: Mapping[Rule, Level] = {
    Rule.TITLE: Level.BLOCK,
    Rule.AIM: Level.BLOCK,
    Rule.LANGUAGES: Level.BLOCK,
    Rule.HOUR: Level.BLOCK,
    Rule.CLOSED_PERIOD: Level.WARN,
    Rule.OUTSIDE_WINDOW: Level.WARN,
    Rule.ORGANISATIONS: Level.BLOCK,
    Rule.LEAD: Level.BLOCK,
    Rule.SIGN_OFF: Level.PUBLISHING,
    Rule.CLASH: Level.WARN,
    Rule.BACK_TO_BACK: Level.WARN,
    Rule.INTERPRETERS: Level.WARN,
    Rule.AGENDA_TOO_LONG: Level.BLOCK,
    Rule.AGENDA_UNKNOWN: Level.IGNORE,
    Rule.AGENDA_NOBODY: Level.IGNORE,
}

HOLDS_BACK = frozenset({Level.BLOCK, Level.PUBLISHING})


def level_of(rule: Rule, *settings: Mapping[str, Level]) -> Level:
    """Return the level of a rule: the first of `settings` that names it holds, else the product's own.

    A fixed rule (FIXED) has one level, whatever is set.
    """
    if rule in FIXED:
        return DEFAULTS[rule]
    return next((one[rule.value] for one in settings if rule.value in one), DEFAULTS[rule])
