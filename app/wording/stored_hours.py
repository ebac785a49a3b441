"""Hours that the history and the signed texts hold in plain figures, as the reader's language writes them.

What is stored stays as it is: what was signed is compared with it, and it names the zone for good.
"""

import re
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.partners.sign_off import PART_WORDS, Difference, SignOffPart, word_by_word
from app.wording.dates import city, long_date

_DAY, _HOUR = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d"
_STORED = re.compile(
    rf"(?P<day>{_DAY}) (?P<hour>{_HOUR}) (?P<zone>[A-Za-z][\w+/-]*)(?: \(|, )(?P<minutes>\d+) min\)?"
    rf"(?: = (?P<utc_day>{_DAY}) (?P<utc_hour>{_HOUR}) UTC)?"
)


def in_words(text: str) -> str:
    """Write "2027-02-07 15:00 Africa/Lagos (90 min)" in words; what is no such hour stays as it reads.

    In English: "Sunday, 7 February 2027, 15:00 in Lagos (90 minutes)".
    """
    return _STORED.sub(_written, text)


def compared(difference: Difference) -> Difference:
    """Return what an organisation reads of a change: an hour in words, every other text as it is."""
    if difference.name != PART_WORDS[SignOffPart.TIME]:
        return difference
    old, new = (
        "".join(piece.text for piece in difference.pieces if piece.kind != left_out)
        for left_out in ("new", "old")
    )
    return Difference(difference.name, word_by_word(in_words(old), in_words(new)))


def _written(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found["day"])
        utc_day = date.fromisoformat(found["utc_day"] or found["day"])
    except ValueError:  # figures, but no day
        return found[0]
    minutes = ngettext("%(num)s minute", "%(num)s minutes", int(found["minutes"]))
    text = _(
        "%(day)s, %(hour)s in %(city)s (%(length)s)",
        day=long_date(day),
        hour=found["hour"],
        city=city(found["zone"]),
        length=minutes,
    )
    if not found["utc_hour"]:
        return str(text)
    utc = found["utc_hour"] if utc_day == day else f"{long_date(utc_day)}, {found['utc_hour']}"
    return f"{text} = {utc} UTC"
