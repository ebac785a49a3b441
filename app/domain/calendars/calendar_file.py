"""Calendar files and feeds: stored VEVENTs put together as bytes, which costs microseconds (ADR 0018)."""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from app.domain.calendars.calendar_entry import Method
from app.domain.calendars.content_lines import fold, one_line, text_line, uri
from app.domain.clocks.zone_data import zone_info

BEGIN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sidestage//Sidestage//EN\r\nCALSCALE:GREGORIAN\r\n"
END = b"END:VCALENDAR\r\n"
ENTRY = b"BEGIN:VEVENT\r\n"
_ZONE = b"BEGIN:VTIMEZONE\r\n"
_UTC_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_WALL_TIME = re.compile(
    rb"^(?P<name>DTSTART|DTEND);TZID=(?P<zone>[^:\r]+):(?P<wall>\d{8}T\d{6})\r\n", re.MULTILINE
)


def calendar(
    parts: Iterable[bytes],
    *,
    name: str | None = None,
    description: str | None = None,
    source_url: str | None = None,
    refresh: timedelta | None = None,
    method: Method | None = None,
) -> bytes:
    """Return a calendar that holds `parts` (results of `vevent` or `personal`) in their order.

    `refresh` is how often a subscriber should look again (RFC 7986 section 5.7). A download has no `method`.
    """
    head = [BEGIN]
    if method:
        head.append(f"METHOD:{method}\r\n".encode())
    if name:
        head += [text_line("NAME", one_line(name)), text_line("X-WR-CALNAME", one_line(name))]
    if description:
        head += [text_line("DESCRIPTION", description), text_line("X-WR-CALDESC", description)]
    if source_url:
        head.append(fold(f"SOURCE;VALUE=URI:{uri(source_url)}"))
    if refresh:
        hours, minutes = divmod(max(1, int(refresh.total_seconds() // 60)), 60)
        duration = f"PT{hours}H" if not minutes else f"PT{hours * 60 + minutes}M"
        head.append(f"REFRESH-INTERVAL;VALUE=DURATION:{duration}\r\nX-PUBLISHED-TTL:{duration}\r\n".encode())
    return b"".join((*head, *_zones_first(parts), END))


def _zones_first(parts: Iterable[bytes]) -> list[bytes]:
    """Return the parts with every VTIMEZONE once and before all entries (TZID names one definition)."""
    zones: dict[bytes, bytes] = {}
    entries: list[bytes] = []
    for part in parts:
        if not part.startswith(_ZONE):
            entries.append(part)
            continue
        zone, mark, entry = part.partition(ENTRY)
        tzid = zone[: zone.index(b"\r\n", len(_ZONE))]
        if zones.setdefault(tzid, zone) == zone:
            entries.append(mark + entry)
        else:  # another year, other rules: one TZID cannot say both, so this entry goes in UTC
            entries.append(_WALL_TIME.sub(_in_utc, mark + entry))
    if not entries:  # a calendar must hold something (RFC 5545 section 3.6)
        return [_UTC_ZONE]
    return [*zones.values(), *entries]


def _in_utc(match: re.Match[bytes]) -> bytes:
    zone = zone_info(match["zone"].decode())
    wall = datetime.strptime(match["wall"].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    return b"%b:%b\r\n" % (match["name"], wall.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode())


def in_background(part: bytes) -> bytes:
    """Return a VEVENT that does not block the reader's day: as feeds of others want it (RFC 5545 3.8.2.7)."""
    return part.replace(b"\r\nTRANSP:OPAQUE\r\n", b"\r\nTRANSP:TRANSPARENT\r\n", 1)


def entity_tag(*pieces: bytes) -> str:
    """Return a strong entity tag, unquoted, over bytes or over the digests of stored revisions, in order."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()[:40]
