"""Calendar entries as bytes: one VEVENT per revision, calendars as joins of them, messages to one person.

The only importer of icalendar. A VEVENT is built once per revision and stored; everything else here puts
stored bytes together and costs microseconds. UTC instants unless asked otherwise (requirement R3).
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal

from app.domain.calendars.calendar_entry import STATUS_OF_STATE, Attendee, Entry, Mailbox, Status, successor
from app.domain.calendars.content_lines import fold, mailto, many_lines, one_line, parameter, text_line, uri
from app.domain.calendars.vtimezone import timezone_block
from app.domain.clocks.zone_data import zone_info

__all__ = [
    "STATUS_OF_STATE",
    "Attendee",
    "Entry",
    "Mailbox",
    "Method",
    "Status",
    "calendar",
    "entity_tag",
    "own",
    "personal",
    "successor",
    "vevent",
]

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

_BEGIN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sidestage//Sidestage//EN\r\nCALSCALE:GREGORIAN\r\n"
_END = b"END:VCALENDAR\r\n"
_ZONE = b"BEGIN:VTIMEZONE\r\n"
_ENTRY = b"BEGIN:VEVENT\r\n"
_UTC_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_WALL_TIME = re.compile(
    rb"^(?P<name>DTSTART|DTEND);TZID=(?P<zone>[^:\r]+):(?P<wall>\d{8}T\d{6})\r\n", re.MULTILINE
)
_STAMP_LINE = re.compile(rb"^DTSTAMP:[^\r]*\r\n", re.MULTILINE)
_SEQUENCE_LINE = re.compile(rb"^SEQUENCE:[^\r]*\r\n", re.MULTILINE)
_STATUS_LINE = re.compile(rb"^STATUS:[^\r]*\r\n", re.MULTILINE)
_WAY_IN = re.compile(rb"^(?:LOCATION|CONFERENCE)[:;][^\r]*\r\n(?:[ \t][^\r]*\r\n)*", re.MULTILINE)


def vevent(entry: Entry, *, with_zone: bool = False) -> bytes:
    """Return the VEVENT of one revision: no METHOD, no ORGANIZER, no ATTENDEE, the same bytes every time.

    `with_zone` writes wall times with TZID and puts our own VTIMEZONE before the VEVENT; it falls back to
    UTC where readers would differ: no zone, a start or end in a doubled hour, rules that are not simple.
    """
    # Here, because pages and feeds read what is stored: a start without icalendar saves 40 ms and 3 MB.
    from icalendar import Event
    from icalendar.prop import vCategory, vDatetime, vInt, vText, vUri

    zone = entry.zone if with_zone else None
    block = timezone_block(zone, entry.starts_at, entry.ends_at) if zone else None
    zone = zone if block else None
    event = Event()
    event["UID"] = vText(entry.uid)
    event["DTSTAMP"] = vDatetime(entry.stamp)
    event["SEQUENCE"] = vInt(entry.sequence)
    event["CREATED"] = vDatetime(entry.created)
    event["LAST-MODIFIED"] = vDatetime(entry.modified)
    event["DTSTART"] = _time(entry.starts_at, zone)
    event["DTEND"] = _time(entry.ends_at, zone)
    event["SUMMARY"] = vText(one_line(entry.title))
    if description := many_lines(entry.description).strip():
        event["DESCRIPTION"] = vText(description)
    if location := one_line(entry.location):
        event["LOCATION"] = vText(location)
        # RFC 7986 5.11, beside LOCATION: few clients show it. The event's page is no conference.
        if location.startswith(("https://", "http://")) and location != entry.url:
            event["CONFERENCE"] = vUri(uri(location), params={"VALUE": "URI", "FEATURE": "VIDEO"})
    if url := uri(entry.url):
        event["URL"] = vUri(url)
    event["STATUS"] = vText(entry.status)
    event["TRANSP"] = vText("TRANSPARENT" if entry.transparent else "OPAQUE")
    event["CLASS"] = vText("PUBLIC")
    if categories := [word for word in map(one_line, entry.categories) if word]:
        event["CATEGORIES"] = vCategory(categories)
    return (block or b"") + event.to_ical(sorted=False)


def _time(instant: datetime, zone: str | None) -> object:
    """Return an instant as UTC, or as wall time with its TZID."""
    from icalendar.prop import vDatetime

    if zone is None:
        return vDatetime(instant.astimezone(UTC))
    value = vDatetime(instant.astimezone(zone_info(zone)).replace(tzinfo=None))
    value.params["TZID"] = zone
    return value


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
    head = [_BEGIN]
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
    return b"".join((*head, *_zones_first(parts), _END))


def _zones_first(parts: Iterable[bytes]) -> list[bytes]:
    """Return the parts with every VTIMEZONE once and before all entries (TZID names one definition)."""
    zones: dict[bytes, bytes] = {}
    entries: list[bytes] = []
    for part in parts:
        if not part.startswith(_ZONE):
            entries.append(part)
            continue
        zone, mark, entry = part.partition(_ENTRY)
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


def personal(
    vevent_bytes: bytes,
    *,
    method: Method,
    organiser: Mailbox,
    attendee: Attendee | None,
    stamp: datetime,
    sequence: int | None = None,
    location: str | None = None,
) -> bytes:
    """Return the whole calendar of a message to one person (RFC 5546 section 3.2).

    Fills stored bytes: DTSTAMP becomes `stamp` (now), ORGANIZER and the recipient as only ATTENDEE come in.
    CANCEL says STATUS:CANCELLED whatever the revision says, so one person can be taken off a live event.
    PUBLISH has no attendee (None). `sequence` overrides the revision's, for a person whose own ran ahead;
    `location` is the person's own join address in place of the revision's.
    """
    head, tail = _blank(vevent_bytes, method, sequence, without_location=location is not None)
    lines = [_BEGIN, f"METHOD:{method}\r\n".encode(), head, f"DTSTAMP:{_utc(stamp)}\r\n".encode()]
    lines.append(fold(f"ORGANIZER{_common_name(organiser.name)}:{mailto(organiser.email)}"))
    if method != "PUBLISH":
        if attendee is None:
            raise ValueError(f"{method} needs its one attendee")
        lines.append(_attendee_line(attendee, asks=method == "REQUEST"))
    if location:
        lines.append(_way_in(location))
    return b"".join((*lines, tail, _END))


def _way_in(address: str) -> bytes:
    conference = fold(f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{uri(address)}")
    return text_line("LOCATION", one_line(address)) + conference


def _attendee_line(attendee: Attendee, *, asks: bool) -> bytes:
    answer = f";PARTSTAT={attendee.partstat};RSVP={'TRUE' if attendee.rsvp else 'FALSE'}" if asks else ""
    who = f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={attendee.role}{answer}{_common_name(attendee.name)}"
    return fold(f"{who}:{mailto(attendee.email)}")


def _common_name(name: str) -> str:
    value = parameter(name)
    return f";CN={value}" if value else ""


def _utc(instant: datetime) -> str:
    if instant.utcoffset() is None:
        raise ValueError("a stamp is an instant: it needs its offset")
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


@lru_cache(maxsize=128)
def _blank(
    vevent_bytes: bytes, method: Method, sequence: int | None, *, without_location: bool
) -> tuple[bytes, bytes]:
    """Return what stands before and after the personal lines of a message, once per revision and method."""
    zone, mark, body = vevent_bytes.partition(_ENTRY)
    body = _replaced(_STAMP_LINE, b"", body)
    if without_location:
        body = _WAY_IN.sub(b"", body)
    if sequence is not None:
        body = _replaced(_SEQUENCE_LINE, b"SEQUENCE:%d\r\n" % sequence, body)
    if method == "CANCEL":
        body = _replaced(_STATUS_LINE, b"STATUS:CANCELLED\r\n", body)
    elif method == "REQUEST" and b"\r\nSTATUS:CANCELLED\r\n" in body:
        raise ValueError("nobody is invited to a cancelled entry: send CANCEL")
    return zone + mark, body


def _replaced(line: re.Pattern[bytes], by: bytes, body: bytes) -> bytes:
    body, count = line.subn(by, body)
    if count != 1:
        raise ValueError("these are not the bytes of one VEVENT")
    return body


def own(part: bytes, *, sequence: int, location: str) -> bytes:
    """Return a VEVENT as one person's own feed has it: their SEQUENCE, and their way in (row R5)."""
    zone, mark, body = part.partition(_ENTRY)
    body = _replaced(_SEQUENCE_LINE, b"SEQUENCE:%d\r\n" % sequence, _WAY_IN.sub(b"", body))
    return b"".join((zone, mark, _way_in(location), body))


def in_background(part: bytes) -> bytes:
    """Return a VEVENT that does not block the reader's day: as feeds of others want it (RFC 5545 3.8.2.7)."""
    return part.replace(b"\r\nTRANSP:OPAQUE\r\n", b"\r\nTRANSP:TRANSPARENT\r\n", 1)


def entity_tag(*pieces: bytes) -> str:
    """Return a strong entity tag, unquoted, over bytes or over the digests of stored revisions, in order."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()[:40]
