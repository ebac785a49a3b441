"""What goes to the child process that reads a calendar file, and what comes back: JSON, nothing that acts."""

import json
from collections.abc import Callable
from datetime import date, datetime

from app.domain.calendars.foreign.refusals import AtMost, Why
from app.domain.fair_hours.busy_calendar import (
    BusyTimes,
    CalendarTooLarge,
    CalendarTooLong,
    CalendarUnreadable,
    UnreadEntry,
)
from app.domain.span import Span

_REFUSALS = {kind.__name__: kind for kind in (CalendarTooLarge, CalendarTooLong, CalendarUnreadable)}


def question(data: bytes, *, zone: str, window: Span, owners: frozenset[str]) -> bytes:
    """Return what the child is asked: one line of JSON, then the file."""
    asked = {"zone": zone, "window": _ends(window), "owners": sorted(owners)}
    return json.dumps(asked).encode() + b"\n" + data


def answered(question: bytes, read: Callable[..., BusyTimes], at_most: AtMost) -> bytes:
    """Ask `read`, and return what it says or refuses."""
    head, _, data = question.partition(b"\n")
    asked = json.loads(head)
    try:
        busy = read(
            data,
            zone=asked["zone"],
            window=_span(asked["window"]),
            owners=frozenset(asked["owners"]),
            at_most=at_most,
        )
    except tuple(_REFUSALS.values()) as refusal:
        return json.dumps({"refused": type(refusal).__name__}).encode()
    said = {
        "spans": [_ends(span) for span in busy.spans],
        "entries": busy.entries,
        "unread": [(one.why.value, one.day.isoformat() if one.day else "", one.title) for one in busy.unread],
        "unknown_zones": busy.unknown_zones,
    }
    return json.dumps(said).encode()


def understood(answer: bytes) -> BusyTimes:
    """Return what the child said. Raises what it refused."""
    said = json.loads(answer)
    if refused := said.get("refused"):
        raise _REFUSALS[refused]
    return BusyTimes(
        tuple(_span(ends) for ends in said["spans"]),
        said["entries"],
        tuple(
            UnreadEntry(Why(why), date.fromisoformat(day) if day else None, title)
            for why, day, title in said["unread"]
        ),
        tuple(said["unknown_zones"]),
    )


def _ends(span: Span) -> tuple[str, str]:
    return span.start.isoformat(), span.end.isoformat()


def _span(ends: tuple[str, str]) -> Span:
    return Span(*(datetime.fromisoformat(end) for end in ends))
