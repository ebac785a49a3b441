"""A stored VEVENT as one person gets it, in a message or their feed: few of its lines change (ADR 0018)."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from app.domain.calendars.calendar_entry import Attendee, Mailbox, Method
from app.domain.calendars.calendar_file import BEGIN, END, ENTRY
from app.domain.calendars.content_lines import fold, mailto, one_line, parameter, text_line, uri

_STAMP_LINE = re.compile(rb"^DTSTAMP:[^\r]*\r\n", re.MULTILINE)
_SEQUENCE_LINE = re.compile(rb"^SEQUENCE:[^\r]*\r\n", re.MULTILINE)
_UID_LINE = re.compile(rb"^UID:[^\r]*\r\n(?:[ \t][^\r]*\r\n)*", re.MULTILINE)
_SUMMARY_LINE = re.compile(rb"^SUMMARY:[^\r]*\r\n(?:[ \t][^\r]*\r\n)*", re.MULTILINE)
_STATUS_LINE = re.compile(rb"^STATUS:[^\r]*\r\n", re.MULTILINE)
_WAY_IN = re.compile(rb"^(?:LOCATION|CONFERENCE)[:;][^\r]*\r\n(?:[ \t][^\r]*\r\n)*", re.MULTILINE)


def under_own_uid(vevent_bytes: bytes, *, uid: str, title: str) -> bytes:
    """Return a VEVENT under another UID and title: the entry of a second person with the same mailbox."""
    body = _replaced(_UID_LINE, text_line("UID", uid), vevent_bytes)
    return _replaced(_SUMMARY_LINE, text_line("SUMMARY", one_line(title)), body)


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
    lines = [BEGIN, f"METHOD:{method}\r\n".encode(), head, f"DTSTAMP:{_utc(stamp)}\r\n".encode()]
    lines.append(fold(f"ORGANIZER{_common_name(organiser.name)}:{mailto(organiser.email)}"))
    if method != "PUBLISH":
        if attendee is None:
            raise ValueError(f"{method} needs its one attendee")
        lines.append(_attendee_line(attendee, asks=method == "REQUEST"))
    if location:
        lines.append(_way_in(location))
    return b"".join((*lines, tail, END))


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
    zone, mark, body = vevent_bytes.partition(ENTRY)
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
    body, count = line.subn(lambda _old: by, body)
    if count != 1:
        raise ValueError("these are not the bytes of one VEVENT")
    return body


def own(part: bytes, *, sequence: int, location: str) -> bytes:
    """Return a VEVENT as one person's own feed has it: their SEQUENCE, and their way in (row R5)."""
    zone, mark, body = part.partition(ENTRY)
    body = _replaced(_SEQUENCE_LINE, b"SEQUENCE:%d\r\n" % sequence, _WAY_IN.sub(b"", body))
    return b"".join((zone, mark, _way_in(location), body))
