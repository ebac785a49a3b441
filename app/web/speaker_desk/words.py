"""The steps of a profile, and what a speaker answered, in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.lifecycle import ParticipationState as State
from app.models import SpeakerLink
from app.wording.dates import long_date

STEP_WORDS = {
    "name": _l("Your name"),
    "saying": _l("How your name is said"),
    "affiliations": _l("Your affiliations"),
    "place": _l("Where you are"),
    "bio": _l("A few sentences"),
    "photo": _l("Your photo"),
    "needs": _l("For the team only"),
}


def answer_words(link: SpeakerLink, *, event_is_public: bool) -> str:
    """Say what the speaker answered, and what follows from it; nothing while there is no answer."""
    state = link.participation.state
    if state is State.ACCEPTED:
        if event_is_public:
            return _("You have said yes. The event’s page names you.")
        return _("You have said yes. The event’s page will name you once it is public.")
    said, more = "", ""
    if state is State.TENTATIVE:
        said = _("You are not sure yet.")
        if link.promised_by:
            more = _("You will know by %(day)s.", day=long_date(link.promised_by))
    elif state is State.DECLINED:
        said = _("You have said no.")
        if link.substitute:
            more = _("You proposed %(name)s instead.", name=link.substitute.name_printed)
    return " ".join(filter(None, (said, more)))
