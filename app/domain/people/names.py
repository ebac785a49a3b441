"""Names as people write them: a key that recognises a name again (row P8), and a readable address."""

import hashlib
import unicodedata

KEY_LENGTH = 300

# Marks that a writer may leave out: accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic.
# Vowel signs of Indic scripts and the voicing marks of kana are letters, not ornament, and stay.
_ORNAMENTS = (
    (0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0xFE00, 0xFE0F),
)  # fmt: skip

# Letters that Unicode does not take apart into a base and an accent.
LATIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h",
})  # fmt: skip

# Cyrillic and Greek in Latin letters; letters with an accent are taken apart first, й and ї excepted.
_LETTERS = str.maketrans({
    **dict(zip("абвгдезийклмнопрстуфыэіғқңөұүһәў", "abvgdeziyklmnoprstufyeigqnouuhau", strict=True)),
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "є": "ye", "ї": "yi", "ґ": "g", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "θ": "th", "χ": "ch", "ψ": "ps",
})  # fmt: skip


def name_key(name: str) -> str:
    """Return what two spellings of one name share, at most 300 characters; empty only where nothing is seen.

    Case, accents, punctuation and spacing do not count; every script is kept as it is written:
    "Martínez-Loubier, Juan" and "martinez loubier juan" are one, "राम" and "रमा" are two.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().translate(LATIN)
    bare = "".join(_kept(character) for character in plain if not is_ornament(character))
    key = unicodedata.normalize("NFC", " ".join(bare.split()))
    visible = (character for character in name.casefold() if unicodedata.category(character)[0] not in "ZC")
    return _shortened(key or "".join(visible))


def slugify(text: str, *, fallback: str = "", limit: int = 60) -> str:
    """Return lower-case ASCII words with hyphens between, at most `limit` characters, for an address.

    Cyrillic, Greek and Hangul are written in Latin letters. Where nothing readable is left (other scripts,
    emoji) `fallback` is returned, a random key of the caller's. Services make the address unique.
    """
    letters = "".join(map(_latin, unicodedata.normalize("NFC", text).casefold()))
    folded = unicodedata.normalize("NFKD", letters).translate(LATIN).replace("'", "").replace("’", "")
    kept = (character for character in folded if not is_ornament(character))
    words = "".join(character if character.isascii() and character.isalnum() else " " for character in kept)
    slug = "-".join(words.split())
    if len(slug) > limit:
        cut = slug[: limit + 1]
        slug = cut[: cut.rfind("-")] if "-" in cut else cut[:limit]
    return slug or fallback


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf" or character in "'’ʻʼ‘`´":  # joiners, direction marks and apostrophes part no words
        return ""
    return " " if kind[0] in "PZC" else character


def is_ornament(character: str) -> bool:
    """Whether a writer may leave this mark out."""
    code = ord(character)
    return code >= 0x0300 and any(first <= code <= last for first, last in _ORNAMENTS)


def _latin(character: str) -> str:
    if "가" <= character <= "힣":  # Unicode names every Hangul syllable by its romanisation
        return unicodedata.name(character).removeprefix("HANGUL SYLLABLE ").lower()
    base = unicodedata.normalize("NFKD", character)
    return (character if character in "йї" else base).translate(_LETTERS) if base else ""


def _shortened(key: str) -> str:
    """Keep a long key within its column; what is cut off still tells two names apart."""
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    return f"{key[: KEY_LENGTH - 17]} {digest}"
