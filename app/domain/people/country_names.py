"""The country that somebody wrote: by code, by its name in their language, by the UN's or an everyday name.

CLDR (Babel) knows how languages call a country, ISO 3166 (pycountry) its short and official names. The UN
writes "Republic of Korea" where ISO has "Korea, Republic of": the order of the words does not count.
"""

import gettext
from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

from app.domain.people.names import name_key
from app.domain.people.typed_words import typed_words

UN_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_ISO_CATALOGUES = ("fr", "es", "ru", "ar", "zh_CN")
_ARTICLES = frozenset("the of and la le les l de du des d el los del y et".split())  # noqa: SIM905 - read as one line
_ASKED = frozenset(map(name_key, "Congo Korea Corée Corea Корея Конго الكونغو 刚果".split()))  # noqa: SIM905 - same
"""Names that two countries share: nobody is put into one of them without being asked."""


@lru_cache(maxsize=32)
def countries(locale: str) -> dict[str, str]:
    """Return code -> name of every country and territory (ISO 3166-1 alpha-2) in a language, by name."""
    names = Locale.parse(locale).territories
    codes = {code for code in map(str, names) if len(code) == 2 and code.isalpha()} - _NO_COUNTRIES
    return dict(sorted(((code, str(names[code])) for code in codes), key=lambda pair: name_key(pair[1])))


def country_meant(typed: str, locale: str) -> str | None:
    """Return the alpha-2 code of the country written, in `locale` or a UN language; None where in doubt."""
    code = typed.strip().upper()
    if code in countries(locale):
        return code
    key = name_key(typed)
    if not key or key in _ASKED:
        return None
    return _by_name(locale).get(key) or _written().get(key) or _written().get(_words(key))


@lru_cache(maxsize=32)
def _by_name(locale: str) -> dict[str, str]:
    return {name_key(name): code for language in ("en", locale) for code, name in countries(language).items()}


@cache
def _written() -> dict[str, str]:
    """Return key -> code for what people write beside the names of their own language."""
    table = dict(typed_words("countries"))
    for code, name in _names():
        table.setdefault(name_key(name), code)
    words: dict[str, set[str]] = {}
    for key, code in table.items():
        words.setdefault(_words(key), set()).add(code)
    return {key: codes.pop() for key, codes in words.items() if len(codes) == 1} | table


def _names() -> Iterator[tuple[str, str]]:
    import pycountry  # 23 MB on disk, read only where somebody wrote what CLDR does not know

    for language in UN_LANGUAGES:
        yield from countries(language).items()
    catalogues = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[one]).gettext
        for one in _ISO_CATALOGUES
    ]
    for country in pycountry.countries:
        code = country.alpha_2
        yield code, country.alpha_3
        for kind in ("name", "official_name", "common_name"):
            if name := getattr(country, kind, None):
                yield code, name
                yield from ((code, translated(name)) for translated in catalogues)


def _words(key: str) -> str:
    """Return the words of a name in one order, without articles."""
    return " ".join(sorted(set(key.split()) - _ARTICLES))
