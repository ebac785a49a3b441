"""States and roles of people, in words."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.domain.lifecycle import ParticipationState as State
from app.models import AffiliationThen
from app.web.words.countries import country_name
from app.web.words.states import state_words

STATES = {state: state_words("participation", state)[0] for state in State}
STATE_NOTES = {
    State.PROPOSED: _l("Not asked yet. Stays on the desk."),
    State.INVITED: _l("Asked, has not answered. Stays on the desk."),
    State.ACCEPTED: _l("Agreed to take part. Shown on the event page."),
    State.TENTATIVE: _l("Wants to, cannot promise. Stays on the desk."),
    State.DECLINED: _l("Does not take part."),
    State.REPLACED: _l("Somebody else takes part instead."),
    State.SPOKE: _l("Took part. Shown on the event page."),
    State.ABSENT: _l("Was announced and did not come."),
}


def first_two(affiliations: Sequence[str]) -> list[str]:
    """Return two affiliations of many, and how many more there are."""
    more = len(affiliations) - 2
    return [*affiliations[:2], *([ngettext("and one more", "and %(num)s more", more)] if more > 0 else [])]


def affiliation_lines(rows: Iterable[AffiliationThen]) -> list[str]:
    """Say affiliations as they are printed, one a line: "Euricse, director, Italy"."""
    parts = [(one.organisation_name, one.title, country_name(one.country)) for one in rows]
    return [", ".join(filter(None, line)) for line in parts]
