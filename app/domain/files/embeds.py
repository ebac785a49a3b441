"""Players of known video sites: the address of a recording -> what may be shown in the page, or nothing.

A site is known when it can be embedded without an account, its player's address follows from the recording's,
and it has a mode that sets no advertising cookies. Everything else is a plain link, which needs no trust.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from app.domain.web_address import checked, host

PEERTUBE_HOSTS = frozenset({"framatube.org", "peertube.debian.social", "video.blender.org"})
"""PeerTube runs anywhere, so its addresses alone prove nothing: only these hosts are played in the page."""

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_PATH = re.compile(
    r"/(?:(?:video|channels/[\w-]+|groups/[\w-]+/videos)/)?(\d{5,12})(?:/([0-9a-f]{8,16}))?/?", re.ASCII
)
_PEERTUBE_PATH = re.compile(
    r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9]{20,22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?"
)
_ARCHIVE_PATH = re.compile(r"/(?:details|embed)/([A-Za-z0-9][\w.-]{2,99})/?", re.ASCII)
_TIME = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Embed:
    """A player: its address for an iframe, what the policy must allow in `frame-src`, the site's name."""

    src: str
    csp_source: str
    title: str


def embed_of(address: str) -> Embed | None:
    """Return the player for a recording's address, or None where a plain link is all we offer.

    Raises AddressRefused for what is no public web address at all.
    """
    parts = urlsplit(checked(address))
    site = host(address).removeprefix("m.")
    if parts.port is not None:
        return None
    if site in PEERTUBE_HOSTS:
        return _peertube(parts)
    read = _SITES.get(site)
    return read(parts) if read else None


def _youtube(parts: SplitResult) -> Embed | None:
    query = parse_qs(parts.query)
    first, _, rest = parts.path.strip("/").partition("/")
    if host(parts.geturl()) == "youtu.be":
        video = first
    elif first in {"live", "embed", "shorts", "v"}:
        video = rest
    else:
        video = query.get("v", [""])[0] if first == "watch" else ""
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    seconds = _seconds((query.get("t") or query.get("start") or [""])[0])
    start = f"&start={seconds}" if seconds else ""
    return _embed("YouTube", "https://www.youtube-nocookie.com", f"/embed/{video}?rel=0{start}")


def _vimeo(parts: SplitResult) -> Embed | None:
    found = _VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    secret = found[2] or parse_qs(parts.query).get("h", [""])[0]
    if secret and not re.fullmatch(r"[0-9a-f]{8,16}", secret):
        return None
    return _embed(
        "Vimeo", "https://player.vimeo.com", f"/video/{found[1]}?dnt=1" + (f"&h={secret}" if secret else "")
    )


def _peertube(parts: SplitResult) -> Embed | None:
    found = _PEERTUBE_PATH.fullmatch(parts.path)
    return (
        _embed("PeerTube", f"https://{parts.hostname}", f"/videos/embed/{found[1]}?p2p=0") if found else None
    )


def _archive(parts: SplitResult) -> Embed | None:
    found = _ARCHIVE_PATH.fullmatch(parts.path)
    return _embed("Internet Archive", "https://archive.org", f"/embed/{found[1]}") if found else None


_SITES: dict[str, Callable[[SplitResult], Embed | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "archive.org": _archive,
}


def _embed(title: str, source: str, path: str) -> Embed:
    return Embed(src=source + path, csp_source=source, title=title)


def _seconds(text: str) -> int:
    """Read "90", "90s" or "1h2m3s"; rubbish is the beginning."""
    found = _TIME.fullmatch(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(number or 0) for number in found.groups())
    return hours * 3600 + minutes * 60 + seconds
