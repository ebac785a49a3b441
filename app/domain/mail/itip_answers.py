"""What a calendar program answered: a mail with a REPLY or a COUNTER as a value, or why it is none (row R4).

No library that expands rules reads these bytes, and no time zone definition but our own. That the mail is
genuine is the caller's to find (services/calendars/replies.py, ADR 0008): ATTENDEE and From prove nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, cast
from urllib.parse import unquote

from app.domain.calendars.calendar_entry import Partstat
from app.domain.calendars.content_lines import many_lines
from app.domain.calendars.content_reader import Component, Property, read_calendar
from app.domain.calendars.proposed_time import instant_in
from app.domain.mail import mime
from app.domain.mail.mime import EMAIL, PART_LIMIT, Mail

_CALENDAR_TYPES = {"text/calendar", "text/x-vcalendar", "application/ics"}
_CALENDAR_NAME = re.compile(r"\.(ics|ical|vcs)$", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[\r\n])[ \t]*BEGIN:VCALENDAR", re.IGNORECASE)
_METHODS = {"REPLY", "COUNTER"}
_ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"}
_SEQUENCE_LIMIT = 10**9
_WAY_IN = re.compile(r"/join/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")


class ReplyRefusal(StrEnum):
    """Why a mail is no answer."""

    TOO_LARGE = "too_large"
    NO_ANSWER = "no_answer"
    BROKEN = "broken"
    NO_UID = "no_uid"
    NOT_ONE_ATTENDEE = "not_one_attendee"
    UNKNOWN_PARTSTAT = "unknown_partstat"


@dataclass(frozen=True, slots=True)
class AttendeeAnswer:
    """One ATTENDEE and its PARTSTAT. `email` is lower-cased, "" where none is named.

    `is_second`: whoever stands in for another (DELEGATED-FROM), or holds the chair.
    """

    email: str
    partstat: Partstat
    is_second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReply:
    """What one mail answers. No organiser: Exchange leaves ORGANIZER out of its replies.

    `said` are the ATTENDEEs that answer, `sender` is a lower-cased address, `marks` are the parts after + in
    every address the mail was sent to, `ways_in` the personal join links that calendar programs copy back out
    of the invitation. `starts_at` is the start that was answered, where the program says it without doubt;
    `counter_start` and `counter_end` are set when a COUNTER proposes a time without doubt.
    """

    method: Literal["REPLY", "COUNTER"]
    uid: str
    said: tuple[AttendeeAnswer, ...]
    sequence: int
    stamp: datetime | None
    sender: str
    marks: tuple[str, ...]
    comment: str
    ways_in: tuple[str, ...] = ()
    starts_at: datetime | None = None
    counter_start: datetime | None = None
    counter_end: datetime | None = None

    def alone(self) -> AttendeeAnswer | None:
        """Return the one ATTENDEE that has an address; of several in a COUNTER, the one the mail is from."""
        known = [one for one in self.said if one.email]
        if self.method == "COUNTER" and len(known) > 1:
            known = [one for one in known if one.email == self.sender]
        return known[0] if len(known) == 1 else None

    def said_by(self, email: str, *, organiser: str) -> Partstat | None:
        """Return what the person says who is proven to write, whatever their calendar calls them.

        Of several ATTENDEEs the person's own counts, then the sender's, then whoever stands in for nobody,
        then any but the organiser. None where those contradict each other.
        """
        others = [one for one in self.said if one.email != organiser.lower()]
        for chosen in (
            [one for one in self.said if one.email == email.lower()],
            [one for one in others if one.email == self.sender],
            [one for one in others if not one.is_second],
            others,
        ):
            if chosen:
                words = {one.partstat for one in chosen}
                return words.pop() if len(words) == 1 else None
        return None


def reply_in(mail: Mail) -> CalendarReply | ReplyRefusal:
    """Return the answer in a mail, or the reason why there is none."""
    too_large = False
    for part in mime.parts(mail):
        if not _may_be_calendar(part):
            continue
        if len(mime.content(part)) > PART_LIMIT:
            too_large = too_large or _is_calendar(part)
            continue
        calendar = read_calendar(mime.text(part))
        if calendar and calendar.text("METHOD").upper() in _METHODS:
            return _answer(mail, calendar)
    return ReplyRefusal.TOO_LARGE if too_large else ReplyRefusal.NO_ANSWER


def _is_calendar(part: Mail) -> bool:
    return part.get_content_type() in _CALENDAR_TYPES or bool(_CALENDAR_NAME.search(part.get_filename("")))


def _may_be_calendar(part: Mail) -> bool:
    """Whether it is worth reading: some programs send an .ics as plain text or as octets without a name."""
    return _is_calendar(part) or (
        part.get_content_type() in {"text/plain", "application/octet-stream"}
        and bool(_BEGINS.search(mime.text(part)))
    )


def _answer(mail: Mail, calendar: Component) -> CalendarReply | ReplyRefusal:
    method = cast(Literal["REPLY", "COUNTER"], calendar.text("METHOD").upper())
    event = calendar.first("VEVENT")
    if event is None or not re.fullmatch(r"[0-9]*", event.text("SEQUENCE")):
        return ReplyRefusal.BROKEN
    if not event.text("UID"):
        return ReplyRefusal.NO_UID
    attendees = event.all("ATTENDEE")
    if not attendees:
        return ReplyRefusal.NOT_ONE_ATTENDEE
    said = tuple(_said(attendees, default="TENTATIVE" if method == "COUNTER" else ""))
    if not said:
        return ReplyRefusal.UNKNOWN_PARTSTAT
    proposes = method == "COUNTER"
    return CalendarReply(
        method=method,
        uid=event.text("UID"),
        said=said,
        sequence=min(int(event.text("SEQUENCE")[:10] or "0"), _SEQUENCE_LIMIT),
        stamp=instant_in(event.property("DTSTAMP")),
        sender=next((address.lower() for address in mime.addresses(mail, "From")), ""),
        marks=mime.marks(mail),
        comment=many_lines(event.text("COMMENT")).strip()[:2000],
        ways_in=tuple(dict.fromkeys(_ways_in(event))),
        starts_at=None if proposes else instant_in(event.property("DTSTART")),
        counter_start=instant_in(event.property("DTSTART")) if proposes else None,
        counter_end=instant_in(event.property("DTEND")) if proposes else None,
    )


def _said(attendees: list[Property], *, default: str) -> Iterator[AttendeeAnswer]:
    """Yield those that answer. `default`: what an ATTENDEE without PARTSTAT means."""
    for attendee in attendees:
        partstat = attendee.parameters.get("PARTSTAT", default).strip().upper()
        if partstat in _ANSWERS:
            is_second = (
                "DELEGATED-FROM" in attendee.parameters
                or attendee.parameters.get("ROLE", "").upper() == "CHAIR"
            )
            yield AttendeeAnswer(_email(attendee), cast(Partstat, partstat), is_second)


def _email(attendee: Property) -> str:
    """Return the address of an ATTENDEE: after mailto:, bare, or beside another kind of name (RFC 7986)."""
    scheme, colon, rest = attendee.value.strip().partition(":")
    address = (
        unquote(rest.partition("?")[0]) if scheme.lower() == "mailto" else "" if colon else attendee.value
    )
    for found in (address, attendee.parameters.get("EMAIL", "")):
        email = found.strip().strip("<>").lower().removeprefix("mailto:")
        if EMAIL.fullmatch(email):
            return email
    return ""


def _ways_in(event: Component) -> Iterator[str]:
    for name in ("LOCATION", "CONFERENCE", "URL", "DESCRIPTION"):
        for found in event.all(name):
            yield from _WAY_IN.findall(found.value)
