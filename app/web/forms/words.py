"""Our words in place of WTForms' own, so that no sentence of a library stands at a field (row X5)."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

CHOOSE = _l("Choose from what is offered here.")
WORDS: Mapping[str, object] = {
    "Not a valid choice.": CHOOSE,
    "Invalid Choice: could not coerce.": CHOOSE,
    "'%(value)s' is not a valid choice for this field.": CHOOSE,
    "'%(value)s' are not valid choices for this field.": CHOOSE,
    "This field is required.": _l("This is needed."),
    "Not a valid integer value.": _l("Give a whole number, such as 90."),
    "Not a valid decimal value.": _l("Give a number, such as 1.5."),
    "Not a valid float value.": _l("Give a number, such as 1.5."),
    "Not a valid date value.": _l("Give the date as year, month and day: 2027-03-28."),
    "Not a valid time value.": _l("Give the time with hours and minutes: 10:00."),
    "Not a valid datetime value.": _l("Give date and time: 2027-03-28 10:00."),
    "Invalid email address.": _l("This is not an e-mail address. Write it like name@example.org."),
    "Invalid URL.": _l("This is not a web address. It begins with https:// and names a site."),
}


class OurWords:
    """What a form asks for its messages: a sentence that is not known here becomes a plain one of ours."""

    def gettext(self, sentence: str) -> str:
        """Return our words for a sentence of WTForms."""
        return str(WORDS.get(sentence) or _("This does not fit here. Please look at it once more."))

    def ngettext(self, one: str, _many: str, _count: int) -> str:
        """Return the same for a sentence that counts; ours do not count."""
        return self.gettext(one)
