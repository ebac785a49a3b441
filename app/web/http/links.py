"""Links that come from outside: where a redirect may lead."""

from urllib.parse import urlsplit


def local_path(url: str | None) -> str:
    """Return `url` when it is a path of this site, else "": no form of ours leads a reader elsewhere."""
    url = url or ""
    try:
        parts = urlsplit(url) if url.isprintable() and "\\" not in url else None
    except ValueError:  # half a bracket
        return ""
    if parts is None or parts.scheme or parts.netloc or not url.startswith("/") or url.startswith("//"):
        return ""
    return url
