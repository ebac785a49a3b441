"""Text as people search for it: what two spellings of one word share, in every script.

Case, accents, widths, punctuation and quotes do not count; nor do the signs that carry a hamza in Arabic and
the stroke that only stretches a word. A hyphen joins: "co-operation" is "cooperation".
"""

import unicodedata

from app.domain.people.names import LATIN, is_ornament

_ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ـ": None,
    }
)
_JOINS = frozenset("'’ʻʼ‘`´‐‑-­־")


def folded(text: str) -> str:
    """Return the words of `text` with single spaces between, as searches compare them."""
    composed = unicodedata.normalize("NFKC", text).translate(_ARABIC)
    plain = unicodedata.normalize("NFKD", composed).casefold().translate(LATIN)
    kept = "".join(map(_kept, unicodedata.normalize("NFKD", plain)))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def searched(text: str) -> list[list[str]]:
    """Return the words asked for, each with the ways to write it: "blue-green" is one word or two."""
    found = []
    for word in text.split():
        whole = folded(word)
        parts = folded("".join(" " if char in "‐‑-" else char for char in word)).split()
        found += [list(dict.fromkeys([whole, " ".join(parts)]))] if whole else []
    return found


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if char in _JOINS or kind == "Cf" or is_ornament(char):
        return ""
    return " " if kind[0] in "PZC" or kind in {"Sm", "Sc", "Sk"} else char
