"""Links that open a web calendar with the entry filled in, and those that subscribe to a feed (row R6).

None of the first kind carries a UID: what they add is a copy that nobody can update, so they stand below the
download and the invitation.
"""

import html
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from urllib.parse import quote, urlencode

from app.domain.calendars.content_lines import many_lines, one_line

URL_LIMIT = 1990
"""Characters; Google and old browsers stop at 2,000."""

_TITLE_ROOM = 500
_LOCATION_ROOM = 600
_GOOGLE = "https://calendar.google.com/calendar/render"
_GOOGLE_ADD_BY_URL = "https://calendar.google.com/calendar/u/0/r/settings/addbyurl"
_OUTLOOK = "https://outlook.live.com/calendar/0"
_OFFICE = "https://outlook.office.com/calendar/0"
_YAHOO = "https://calendar.yahoo.com/"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that open a filled-in form. `outlook_phone` is for the small screens of the same account."""

    google: str
    outlook: str
    outlook_phone: str
    office365: str
    yahoo: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """Addresses that follow a feed. Google has no direct one: `google` opens the page to paste `copy` in."""

    webcal: str
    outlook: str
    office365: str
    google: str
    copy: str


def links(
    *,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    description: str = "",
    location: str = "",
    page_url: str = "",
) -> Links:
    """Return the links for one entry between two aware instants.

    Each stays under URL_LIMIT: the description is cut at a word, its last line `page_url` never; a location
    that would fill the link is left out, for half a join address opens nothing.
    """
    title = _cut(one_line(title), _TITLE_ROOM)
    location, page_url = one_line(location), one_line(page_url)
    location = location if _size(location) <= _LOCATION_ROOM else ""
    times = (starts_at.astimezone(UTC), ends_at.astimezone(UTC))
    longest = max(map(len, _filled(title, *times, location, page_url)))
    shown = _cut(many_lines(description).strip(), URL_LIMIT - longest - _size(_as_html("\n\n")))
    return Links(*_filled(title, *times, location, "\n\n".join(filter(None, (shown, page_url)))))


def _filled(title: str, start: datetime, end: datetime, location: str, body: str) -> tuple[str, ...]:
    """Return the five links in the order of Links."""
    compact = (f"{start:%Y%m%dT%H%M%SZ}", f"{end:%Y%m%dT%H%M%SZ}")
    outlook = {
        "rru": "addevent",
        "startdt": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "subject": title,
        "location": location,
        "body": _as_html(body),
    }
    google = {"text": title, "dates": "/".join(compact), "details": body, "location": location}
    yahoo = {"title": title, "st": compact[0], "et": compact[1], "desc": body, "in_loc": location}
    return (
        _address(_GOOGLE, {"action": "TEMPLATE", **google}),
        _address(f"{_OUTLOOK}/action/compose", outlook),
        _address(f"{_OUTLOOK}/deeplink/compose", {"path": "/calendar/action/compose", **outlook}),
        _address(f"{_OFFICE}/action/compose", outlook),
        _address(_YAHOO, {"v": "60", **yahoo}),
    )


def subscription(feed_url: str, *, name: str) -> Subscription:
    """Return the ways to follow the feed at `feed_url` (absolute, http or https), shown as `name`."""
    scheme, _, rest = feed_url.partition("://")
    if scheme not in {"http", "https"} or not rest:
        raise ValueError("a feed has an absolute web address")
    fields = {"url": feed_url, "name": one_line(name)}
    return Subscription(
        webcal=f"webcal://{rest}",
        outlook=_address(f"{_OUTLOOK}/addfromweb/", fields),
        office365=_address(f"{_OFFICE}/addfromweb/", fields),
        google=_GOOGLE_ADD_BY_URL,
        copy=feed_url,
    )


def _address(root: str, fields: dict[str, str]) -> str:
    """Return the link; a space is %20, for some years Outlook showed + as it is."""
    filled = {key: value for key, value in fields.items() if value}
    return f"{root}?{urlencode(filled, quote_via=quote, safe='')}"


def _cut(text: str, room: int) -> str:
    """Return as much of `text` as takes `room` characters of a link, ended at a word where one is near."""
    room = max(room, 0)
    sizes = list(accumulate(_size(_as_html(sign)) for sign in text[: room + 1]))
    if not sizes or sizes[-1] <= room:
        return text
    head = text[: bisect_right(sizes, room - _size("…"))]
    words = head.rpartition(" ")[0]
    return (words if len(words) > len(head) - 40 else head).rstrip() + "…" if head.strip() else ""


def _size(text: str) -> int:
    return len(quote(text, safe=""))


def _as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")
