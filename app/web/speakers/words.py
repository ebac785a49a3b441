"""States and roles of people, in words."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from app.domain.lifecycle import ParticipationState as State
from app.models import AffiliationThen
from app.web.words.countries import country_name

STATES = {
    State.PROPOSED: _l("Proposed"),
    State.INVITED: _l("Invited"),
    State.ACCEPTED: _l("Accepted"),
    State.TENTATIVE: _l("Not sure"),
    State.DECLINED: _l("Declined"),
    State.REPLACED: _l("Replaced"),
    State.SPOKE: _l("Spoke"),
    State.ABSENT: _l("Absent"),
}
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


def affiliation_lines(rows: Iterable[AffiliationThen]) -> list[str]:
    """Say affiliations as they are printed, one a line: "Euricse, director, Italy"."""
    parts = [(one.organisation_name, one.title, country_name(one.country)) for one in rows]
    return [", ".join(filter(None, line)) for line in parts]
