"""Find a zone as programs name it: America/New_York, W. Europe Standard Time, "Mountain Time - Arizona"."""

import re
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from app.domain.clocks.places import place_named
from app.domain.clocks.zone_names import AREAS, ZoneRefused, require_zone, windows_zones
from app.domain.clocks.zones import abbreviation_at, offset_at, offset_text

_NAME = r"[^\W\d_][\w.'’-]*"
_IANA = re.compile(
    rf"\(?(?<![\w/])(?P<zone>(?:{'|'.join(sorted(AREAS))})(?:/[A-Za-z_+-]+){{1,2}})(?:\stime\b)?\)?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\(?(?<![\w'])(?P<phrase>(?:{_NAME}\s){{1,3}}(?:time|zeit))\s?-\s?(?P<names>{_NAME}(?:\s{_NAME}){{0,2}})\)?",
    re.IGNORECASE,
)
"""As Google's calendar lists zones."""
_OF_A_SEASON = re.compile(r"\b(?:standard|daylight|summer|winter)\b|sommer", re.IGNORECASE)
_EVERYDAY = frozenset(
    f"{head} standard time"
    for head in (
        "atlantic",
        "central",
        "china",
        "eastern",
        "india",
        "israel",
        "mountain",
        "new zealand",
        "pacific",
    )
) | {"utc"}
"""Windows' names that people use as labels, too: label_text.py reads them."""
_SEASONS = tuple(datetime(2026, month, 15, tzinfo=UTC) for month in (1, 7))


class NamedZone(NamedTuple):
    """The zone, the letters that its name claims (None: its clocks all year), the text without the name."""

    zone: str | None
    letters: str | None
    text: str


def take_named_zone(text: str) -> NamedZone:
    """Return the first zone named in one of the three ways; what is only like a name is left alone."""
    for found in _IANA.finditer(text):
        zone = _zone(found["zone"])
        if zone:
            return NamedZone(zone, None, _without(text, found.start(), found.end()))
    for found in _LISTED.finditer(text):
        for length in range(len(found["names"].split()), 0, -1):
            name = " ".join(found["names"].split()[:length])
            place = place_named(name)
            if place:
                start = found.end("phrase") if _OF_A_SEASON.search(found["phrase"]) else found.start()
                end = (
                    found.end() if length == len(found["names"].split()) else found.start("names") + len(name)
                )
                return NamedZone(place.zone, None, _without(text, start, end))
    if windows := _windows().search(text):
        zone = windows_zones()[re.sub("daylight", "standard", windows[0].lower())]
        letters = _letters(zone, is_summer="daylight" in windows[0].lower())
        return NamedZone(zone, letters, _without(text, windows.start(), windows.end()))
    return NamedZone(None, None, text)


def _zone(name: str) -> str | None:
    try:
        return require_zone(name)
    except ZoneRefused as refusal:  # in another case it is offered as the one choice
        return next((one for one in refusal.choices if one.casefold() == name.casefold()), None)


def _letters(zone: str, *, is_summer: bool) -> str | None:
    """Return what clocks there say in that season; None where they say the same all year."""
    offsets = {offset_at(season, zone): season for season in _SEASONS}
    if len(offsets) == 1:
        return None
    season = offsets[max(offsets) if is_summer else min(offsets)]
    return abbreviation_at(season, zone) or offset_text(offset_at(season, zone))


@cache
def _windows() -> re.Pattern[str]:
    """Return the pattern of Windows' names, longest first, each with "Standard" or "Daylight"."""
    names = sorted((name for name in windows_zones() if name not in _EVERYDAY), key=len, reverse=True)
    ways = "|".join(re.escape(name).replace("standard", "(?:standard|daylight)") for name in names)
    return re.compile(rf"(?<![\w'])(?:{ways})(?!\w)", re.IGNORECASE)


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} | {text[end:]}"
