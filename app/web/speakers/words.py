"""States and roles of people, in words."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from app.domain.lifecycle import ParticipationState as State
from app.models import AffiliationThen
from app.web.filters import country_name

STATES = {
    State.PROPOSED: _("Proposed"),
    State.INVITED: _("Invited"),
    State.ACCEPTED: _("Accepted"),
    State.TENTATIVE: _("Not sure"),
    State.DECLINED: _("Declined"),
    State.REPLACED: _("Replaced"),
    State.SPOKE: _("Spoke"),
    State.ABSENT: _("Absent"),
}
STATE_NOTES = {
    State.PROPOSED: _("Not asked yet. Stays on the desk."),
    State.INVITED: _("Asked, has not answered. Stays on the desk."),
    State.ACCEPTED: _("Agreed to take part. Shown on the event page."),
    State.TENTATIVE: _("Wants to, cannot promise. Stays on the desk."),
    State.DECLINED: _("Does not take part."),
    State.REPLACED: _("Somebody else takes part instead."),
    State.SPOKE: _("Took part. Shown on the event page."),
    State.ABSENT: _("Was announced and did not come."),
}
UNANSWERED = (State.PROPOSED, State.INVITED, State.TENTATIVE)


def affiliation_lines(rows: Iterable[AffiliationThen]) -> list[str]:
    """Say affiliations as they are printed, one a line: "Euricse, director, Italy"."""
    parts = [(one.organisation_name, one.title, country_name(one.country)) for one in rows]
    return [", ".join(filter(None, line)) for line in parts]
