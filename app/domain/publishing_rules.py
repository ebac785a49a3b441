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


class PublishingRule(StrEnum):
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

RULE_WORDS: Mapping[PublishingRule, str] = {
    PublishingRule.TITLE: N_("The event has no title"),
    PublishingRule.AIM: N_("The aim is missing"),
    PublishingRule.LANGUAGES: N_("No language is named"),
    PublishingRule.HOUR: N_("Date and hour are not set"),
    PublishingRule.CLOSED_PERIOD: N_("The hour lies in a closed period of the forum"),
    PublishingRule.OUTSIDE_WINDOW: N_("The day lies outside of the forum’s window for side events"),
    PublishingRule.ORGANISATIONS: N_("No organisation is named"),
    PublishingRule.LEAD: N_("No lead is named, and it is not said that nobody knows"),
    PublishingRule.SIGN_OFF: N_("A sign-off that is needed is missing"),
    PublishingRule.CLASH: N_("Somebody is in two events at once"),
    PublishingRule.BACK_TO_BACK: N_("Somebody goes from one event straight to the next"),
    PublishingRule.INTERPRETERS: N_("Too few interpreters for the languages and the length"),
    PublishingRule.AGENDA_TOO_LONG: N_("The agenda is longer than the event"),
    PublishingRule.AGENDA_UNKNOWN: N_("The length of an agenda item is not known"),
    PublishingRule.AGENDA_NOBODY: N_("Nobody is named for an agenda item"),
}

# A public event without a title or an hour is none: the tables say so, too.
FIXED = frozenset({PublishingRule.TITLE, PublishingRule.HOUR})

DEFAULTS: Mapping[PublishingRule, Level] = {
    PublishingRule.TITLE: Level.BLOCK,
    PublishingRule.AIM: Level.BLOCK,
    PublishingRule.LANGUAGES: Level.BLOCK,
    PublishingRule.HOUR: Level.BLOCK,
    PublishingRule.CLOSED_PERIOD: Level.WARN,
    PublishingRule.OUTSIDE_WINDOW: Level.WARN,
    PublishingRule.ORGANISATIONS: Level.BLOCK,
    PublishingRule.LEAD: Level.BLOCK,
    PublishingRule.SIGN_OFF: Level.PUBLISHING,
    PublishingRule.CLASH: Level.WARN,
    PublishingRule.BACK_TO_BACK: Level.WARN,
    PublishingRule.INTERPRETERS: Level.WARN,
    PublishingRule.AGENDA_TOO_LONG: Level.BLOCK,
    PublishingRule.AGENDA_UNKNOWN: Level.IGNORE,
    PublishingRule.AGENDA_NOBODY: Level.IGNORE,
}

HOLDS_BACK = frozenset({Level.BLOCK, Level.PUBLISHING})


def level_of(rule: PublishingRule, *settings: Mapping[str, Level]) -> Level:
    """Return the level of a rule: the first of `settings` that names it holds, else the product's own.

    A fixed rule (FIXED) has one level, whatever is set.
    """
    if rule in FIXED:
        return DEFAULTS[rule]
    return next((one[rule.value] for one in settings if rule.value in one), DEFAULTS[rule])
