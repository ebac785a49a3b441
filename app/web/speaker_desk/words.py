"""The steps of a profile, in words."""

from flask_babel import lazy_gettext as _

STEP_WORDS = {
    "name": _("Your name"),
    "saying": _("How your name is said"),
    "affiliations": _("Your affiliations"),
    "place": _("Where you are"),
    "bio": _("A few sentences"),
    "photo": _("Your photo"),
    "needs": _("For the team only"),
}
