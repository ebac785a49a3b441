"""Text as a search compares it: without accents, case and punctuation."""

import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a"}
)


def plain(text: str) -> str:
    """Lower-case words with single spaces between: "Saint-Denis (Réunion)" -> "saint denis reunion".

    Apostrophes vanish, so that "N’Djamena" and "Ndjamena" are one word; every script is kept.
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    kept = (
        character if character.isalnum() else " "
        for character in folded
        if not unicodedata.combining(character) and character not in "'’ʻʼ‘`´"
    )
    return " ".join("".join(kept).split())
