"""Signs, facts and losses in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.people.same_person import SIGN_WORDS, RecordPair
from app.models import Person
from app.services.people_records.merge_journal import Lost
from app.web.words.countries import country_name
from app.web.words.languages import language_name
from app.wording.dates import city

FACT_WORDS = {
    "name": _l("Name"),
    "email": _l("E-mail address"),
    "honorific": _l("Honorific"),
    "pronouns": _l("Pronouns"),
    "pronunciation": _l("How it is said"),
    "country": _l("Country"),
    "zone": _l("Zone"),
    "language": _l("Language for mails"),
    "languages": _l("Languages"),
    "bio": _l("Sentences"),
    "photo_key": _l("Photo"),
}
LOST_WORDS = FACT_WORDS | {
    "voice_key": _l("The spoken name"),
    "gender": _l("A fact that counts only in sums"),
    "alias": _l("Another spelling"),
    "affiliation": _l("An affiliation"),
    "part": _l("The part in"),
    "record": _l("Something that hangs on the record"),
    "distinction": _l("Who is somebody else"),
}


def sign_lines(pair: RecordPair) -> list[str]:
    """Say what speaks for one person behind two records."""
    return [_(SIGN_WORDS[sign], organisation=pair.shared) for sign in pair.signs]


def lost_lines(lost: Iterable[Lost]) -> list[str]:
    """Say what a merge leaves as it is when it is undone."""
    return [": ".join(filter(None, (str(LOST_WORDS.get(one.what, one.what)), one.name))) for one in lost]


_WRITTEN: Mapping[str, Callable[[Any], object]] = {
    "country": country_name,
    "zone": city,
    "language": language_name,
    "languages": lambda codes: ", ".join(map(language_name, codes)),
    "photo_key": lambda _key: _("The photo of this record"),
}


def fact_text(person: Person, name: str) -> str:
    """Write one fact of a record for a human; a long one is cut."""
    value = getattr(person, name)
    if not value:
        return ""
    text = str(_WRITTEN.get(name, str)(value))
    return f"{text[:140]}…" if len(text) > 140 else text
