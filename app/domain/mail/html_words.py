"""The words of an HTML mail as plain lines."""

import html
import re

import nh3

_BLOCKS = {"blockquote", "br", "div", "h1", "h2", "h3", "hr", "li", "ol", "p", "table", "tr", "ul"}
_SILENT = {"head", "script", "style", "title"}
_TAG = re.compile(r"<[^<>]*>")
_MOST_TAGS = 5_000  # to read tags within tags costs their square; what follows loses its tags one by one


def without_markup(text: str) -> str:
    """Return what a browser would show of a mail, a line for each block."""
    pieces = text.split("<", _MOST_TAGS)
    first, rest = "<".join(pieces[:_MOST_TAGS]), "<".join(["", *pieces[_MOST_TAGS:]])
    clean = nh3.clean(first, tags=_BLOCKS, clean_content_tags=_SILENT, attributes={})
    words = _TAG.sub("\n", " ".join(f"{clean}{rest}".split()))
    return "\n".join(line.strip() for line in html.unescape(words).split("\n"))
