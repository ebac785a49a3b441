"""Invented values for the living page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.wording.ribbons import ribbon_lines
from app.wording.when import OldTime, When, when_span

START = datetime(2027, 5, 4, 14, 0, tzinfo=UTC)
LENGTH = timedelta(minutes=90)
HOST = "America/New_York"

PRINTED = (
    "The announcement printed “EST”. New York is on EDT that day; the organisers confirmed 10:00 in New York."
)
EARLIER = OldTime(
    starts_iso="2027-05-03T10:00:00-04:00",
    text="Monday 3 May 2027, 10:00 – 11:30 New York (EDT, UTC−4)",
    other="Mon 3 May, 14:00 – 15:30 UTC",
    reason="The plenary was moved to this hour.",
)

FILLED_FORM = {
    "title": "Coral and code: open data for small islands",
    "aim": "Twelve island states share one reef dataset by the end of the session.",
    "minutes": 90,
    "format": "workshop",
    "languages": ["en", "ar"],
}
WRONG_FORM = {"title": "Coral and code " * 9, "minutes": "-5", "email": "amara@"}

PEOPLE = (
    ("Amara Okafor", ("Reef Observatory of Lagos", "Open Seas Foundation, board"), "Opening, speaker"),
    ("Bo Lindqvist", ("Tidal Computing Cooperative",), "Moderator"),
    ("千恵 森", ("Institute for Coastal Memory",), "Speaker"),
    ("نور الحداد", ("Gulf Archive of Early Warnings",), "Rapporteur"),
)


def when(reader: str | None) -> When:
    """Return the sample time as a reader in zone `reader` sees it, with its ribbons."""
    plain = when_span(START, START + LENGTH, HOST, reader)
    return replace(plain, ribbons=ribbon_lines(START, START + LENGTH, HOST, reader))


def whens() -> dict[str, When]:
    """Return the time in each of its states."""
    return {
        "unknown": when(None),
        "next_day": replace(when("Pacific/Auckland"), printed=PRINTED),
        "same_day": replace(when("Asia/Kolkata"), old=[EARLIER]),
        "home": when(HOST),
    }
