"""Languages in the reader's language, and those that forms offer first."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _

from app.domain.people.names import name_key
from app.domain.words import N_

# Those that most side events are held in come first.
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "pt", "de", "it", "sw", "hi", "bn", "id", "ja", "ko", "tr")
SIGN_LANGUAGES = {
    "ils": N_("International Sign"),
    "ase": N_("American Sign Language"),
    "bfi": N_("British Sign Language"),
    "fsl": N_("French Sign Language"),
    "gsg": N_("German Sign Language"),
    "jsl": N_("Japanese Sign Language"),
    "ssp": N_("Spanish Sign Language"),
    "asf": N_("Australian Sign Language"),
}
"""ISO 639-3 codes of languages that are interpreted into, and that few locales have a name for."""
MOST_SPOKEN = 12


def language_name(code: str) -> str:
    """Return a language's name in the reader's language ("French"), or the code itself."""
    return str(get_locale().languages.get(code) or _(SIGN_LANGUAGES.get(code, code)))


def capital(text: str) -> str:
    """Return a text with a capital letter in front, the rest as it is: "French", "American Sign Language"."""
    return text[:1].upper() + text[1:]


def spoken_of(text: str) -> list[str]:
    """Return the languages somebody typed: codes (BCP 47) for those we know, else the words themselves."""
    words = [word.strip() for word in re.split(r"[,;/،、，]", text) if word.strip()]
    known = _by_name("en") | _by_name(str(get_locale()))
    return list(dict.fromkeys(known.get(name_key(word), word[:40]) for word in words))[:MOST_SPOKEN]


def spoken_words(codes: Iterable[str]) -> str:
    """Write languages as they are typed: "Yoruba, English"."""
    names = get_locale().languages
    return ", ".join(str(names.get(code, code)) for code in codes)


@lru_cache(maxsize=32)
def _by_name(locale: str) -> dict[str, str]:
    return {name_key(name): code for code, name in Locale.parse(locale).languages.items()}
