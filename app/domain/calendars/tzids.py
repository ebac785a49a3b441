"""What a TZID means by itself: the name of a zone, in any case and behind any path, or an offset."""

import re
from datetime import timedelta, timezone
from functools import cache

from app.domain.clocks.zone_names import windows_zones
from app.domain.clocks.zones import available_names

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


def zone_named(text: str) -> str | None:
    """Return the zone that a TZID names: an IANA name, bare or behind a path, or one of Windows; or None.

    Case does not matter. A path is what some programs write: /mozilla.org/20050126_1/Europe/Rome.
    """
    name = text.strip().lower()
    parts = name.split("/")
    behind = ("/".join(parts[first:]) for first in range(len(parts)))
    iana = _by_lower_case(available_names())
    return next((iana[path] for path in behind if path in iana), windows_zones().get(name))


def fixed_offset(text: str) -> timezone | None:
    """Return the offset that a TZID names, as ahead of UTC: "UTC+05:30", "GMT-0800", "+02"; or None."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(ahead if found[1] == "+" else -ahead) if ahead < timedelta(hours=24) else None


@cache
def _by_lower_case(names: frozenset[str]) -> dict[str, str]:
    return {name.lower(): name for name in names}
