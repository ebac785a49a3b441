"""Names that files are given when they leave: they say what they are wherever they end up lying (row M5)."""

import re
import unicodedata
from urllib.parse import quote

_LONGEST = 140  # bytes of UTF-8 before the ending: every file system takes it
_BETWEEN = re.compile(r"-+")


def words(text: str) -> str:
    """Return `text` as lower-case words joined by hyphens; letters, digits and marks of every script stay.

    "Doze recifes: um só dado?" -> "doze-recifes-um-só-dado"; separators, quotes, path signs and controls go.
    """
    text = unicodedata.normalize("NFC", text).casefold()
    kept = (
        char if unicodedata.category(char)[0] in "LNM" or char in "\u200c\u200d" else "-" for char in text
    )
    return _BETWEEN.sub("-", "".join(kept)).strip("-\u200c\u200d")


def download_name(slug: str, kind: str, title: str, ending: str) -> str:
    """Return `<event>-<kind>-<title>.<ending>`; a long title is cut between characters, the ending stays."""
    stem = "-".join(part for part in (slug, kind.replace("_", "-"), words(title)) if part)
    cut = stem.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip("-\u200c\u200d")
    return f"{cut}.{ending}" if ending else cut


def content_disposition(name: str, *, inline: bool) -> str:
    """Return the header that gives a name twice: in ASCII for old readers, and in UTF-8 (RFC 6266, 8187)."""
    how = "inline" if inline else "attachment"
    simple = (
        unicodedata.normalize("NFKD", name)
        .encode("ascii", "ignore")
        .decode()
        .replace('"', "")
        .replace("\\", "")
    )
    simple = _BETWEEN.sub("-", simple).replace("-.", ".")
    if simple == name:
        return f'{how}; filename="{name}"'
    return f"{how}; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}"
