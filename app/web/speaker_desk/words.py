"""The steps of a profile, in words."""

from flask_babel import lazy_gettext as _l

STEP_WORDS = {
    "name": _l("Your name"),
    "saying": _l("How your name is said"),
    "affiliations": _l("Your affiliations"),
    "place": _l("Where you are"),
    "bio": _l("A few sentences"),
    "photo": _l("Your photo"),
    "needs": _l("For the team only"),
}
