"""Pages as a reader sees them."""

import re

_EDGE = re.compile(r" ?(</?(?:h[1-6]|p|ul|ol|li|dl|dt|dd|div|section|table|tr|th|td|form|summary)\b[^>]*>) ?")


def folded(page: str) -> str:
    """Return a page without the white space that nobody sees: one blank for a run, none at a block's edge."""
    return _EDGE.sub(r"\1", re.sub(r"\s+", " ", page))
