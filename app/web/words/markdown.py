"""Markdown as people write and paste it, as HTML that cannot run, load or imitate anything.

Kept is what carries meaning: tables, strike-through, the numbers of lists, bare links. Lines of Word become
the lists that they look like. Each paragraph runs in the direction of its own words.
"""

import re
from functools import lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.domain.web_address import completed

_BLOCKS = ("p", "h3", "h4", "h5", "li", "blockquote", "td", "th")
_TAGS = {
    *_BLOCKS,
    "br",
    "strong",
    "em",
    "s",
    "a",
    "ul",
    "ol",
    "code",
    "pre",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
}
_HEADINGS = {"h1": "h3", "h2": "h3", "h6": "h5"}
_BULLET = re.compile(r"^([ \t\u00a0]*)(?:[•·▪◦●‣\uf0b7\uf0a7]\s*|(?:o|[–—-])\t\s*)", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t\u00a0]*\d{1,3}[.)])[\t\u00a0]+", re.MULTILINE)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True})
    reader.disable("code")  # four blanks at the start of a line are an indent to everybody but programmers
    return reader


_MARKDOWN = _reader()


@lru_cache(maxsize=2048)
def markdown(text: str) -> Markup:
    """Return the HTML of a text: a short list of tags, safe links."""
    tokens = _MARKDOWN.parse(_BULLET.sub(r"\1- ", _NUMBER.sub(r"\1 ", text)))
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
        for link, words in pairwise(token.children or ()):
            if link.type == "link_open":
                link.attrs["href"] = _address(str(link.attrs["href"]), words.content)
    cleaned = nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        set_tag_attribute_values={tag: {"dir": "auto"} for tag in _BLOCKS},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )
    return Markup(cleaned)


def _address(address: str, words: str) -> str:
    """Return where a link leads: by https where the writer named no scheme, as browsers try first."""
    if address == f"http://{words}":
        return f"https://{words}"
    return completed(address)
