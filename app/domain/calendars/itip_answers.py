"""What a calendar program answered: a mail with a REPLY or a COUNTER as a value, or why it is none (row R4).

Whoever can write to our mailbox can write these bytes, so nothing here trusts them: at most 256 KB, no
library that expands rules, no time zone definition but our own. That the mail is genuine is the caller's to
find (services/calendars/replies.py, ADR 0008); ATTENDEE and From alone prove nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from enum import StrEnum
from typing import Literal, cast
from urllib.parse import unquote

from app.domain.calendars.calendar_entry import Partstat
from app.domain.calendars.content_lines import many_lines
from app.domain.calendars.content_reader import Component, Property, read_calendar
from app.domain.calendars.proposed_time import instant_in

SIZE_LIMIT = 256 * 1024
"""Octets of a whole mail."""

_CALENDAR_TYPES = {"text/calendar", "application/ics"}
_ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"}
_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "To", "Cc")
_TOKEN = re.compile(r"\+([A-Za-z0-9_-]{8,128})@")
_WAY_IN = re.compile(r"/join/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")
_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")


class ReplyRefusal(StrEnum):
    """Why a mail is no answer; counted, never bounced."""

    TOO_LARGE = "too_large"
    NO_ANSWER = "no_answer"
    BROKEN = "broken"
    NO_UID = "no_uid"
    NOT_ONE_ATTENDEE = "not_one_attendee"
    UNKNOWN_PARTSTAT = "unknown_partstat"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReply:
    """One person's answer. No organiser: Exchange leaves ORGANIZER out of its replies.

    `attendee` and `sender` are lower-cased addresses, `tokens` the parts after + in every address the mail
    was sent to, `ways_in` the personal join links that calendar programs copy back out of the invitation.
    `starts_at` is the start that was answered, where the program says it without doubt; `counter_start` and
    `counter_end` are set when a COUNTER proposes a time without doubt.
    """

    method: Literal["REPLY", "COUNTER"]
    uid: str
    attendee: str
    partstat: Partstat
    sequence: int
    stamp: datetime | None
    sender: str
    tokens: tuple[str, ...]
    comment: str
    ways_in: tuple[str, ...] = ()
    starts_at: datetime | None = None
    counter_start: datetime | None = None
    counter_end: datetime | None = None

    def is_newer_than(self, sequence: int, stamp: datetime | None) -> bool:
        """Tell whether this answer comes after the one kept for the same person (RFC 5546 section 2.1.5)."""
        never = datetime.min.replace(tzinfo=UTC)
        return (self.sequence, self.stamp or never) > (sequence, stamp or never)


def parse_reply(raw: bytes) -> CalendarReply | ReplyRefusal:
    """Return the answer in a whole mail as it was received, or the reason why there is none. Never raises."""
    if len(raw) > SIZE_LIMIT:
        return ReplyRefusal.TOO_LARGE
    try:
        mail = message_from_bytes(raw)
        calendar = next(_calendars(mail), None)
        return _answer(mail, calendar) if calendar else ReplyRefusal.NO_ANSWER
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError):  # built to break a reader
        return ReplyRefusal.BROKEN


def _calendars(mail: "Message[str, str]") -> Iterator[Component]:
    """Yield the calendars in the mail that answer, in their order."""
    for part in mail.walk():
        if part.get_content_type() not in _CALENDAR_TYPES:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        calendar = read_calendar(data.decode(part.get_content_charset("utf-8"), "replace"))
        if calendar and calendar.text("METHOD").upper() in {"REPLY", "COUNTER"}:
            yield calendar


def _answer(mail: "Message[str, str]", calendar: Component) -> CalendarReply | ReplyRefusal:
    method = cast(Literal["REPLY", "COUNTER"], calendar.text("METHOD").upper())
    event = calendar.first("VEVENT")
    if event is None or not re.fullmatch(r"[0-9]{1,9}", event.text("SEQUENCE") or "0"):
        return ReplyRefusal.BROKEN
    if not event.text("UID"):
        return ReplyRefusal.NO_UID
    sender = _addresses(mail, "From")[:1]
    attendee = _attendee(event, sender, several=method == "COUNTER")
    if attendee is None:
        return ReplyRefusal.NOT_ONE_ATTENDEE
    partstat = attendee.parameters.get("PARTSTAT", "TENTATIVE" if method == "COUNTER" else "").upper()
    if partstat not in _ANSWERS:
        return ReplyRefusal.UNKNOWN_PARTSTAT
    proposes = method == "COUNTER"
    return CalendarReply(
        method=method,
        uid=event.text("UID"),
        attendee=_email(attendee),
        partstat=cast(Partstat, partstat),
        sequence=int(event.text("SEQUENCE") or "0"),
        stamp=instant_in(event.property("DTSTAMP")),
        sender=sender[0] if sender else "",
        tokens=tuple(dict.fromkeys(_tokens(mail))),
        comment=many_lines(event.text("COMMENT")).strip()[:2000],
        ways_in=tuple(dict.fromkeys(_ways_in(event))),
        starts_at=None if proposes else instant_in(event.property("DTSTART")),
        counter_start=instant_in(event.property("DTSTART")) if proposes else None,
        counter_end=instant_in(event.property("DTEND")) if proposes else None,
    )


def _attendee(event: Component, sender: list[str], *, several: bool) -> Property | None:
    """Return who answers: a REPLY names one; of several in a COUNTER, the one the mail is from."""
    known = [attendee for attendee in event.all("ATTENDEE") if _email(attendee)]
    if several and len(known) > 1:
        known = [attendee for attendee in known if _email(attendee) in sender]
    return known[0] if len(known) == 1 else None


def _email(attendee: Property) -> str:
    scheme, _, rest = attendee.value.strip().partition(":")
    email = unquote(rest.partition("?")[0]).strip().lower() if scheme.lower() == "mailto" else ""
    return email if _EMAIL.fullmatch(email) else ""


def _ways_in(event: Component) -> Iterator[str]:
    for name in ("LOCATION", "CONFERENCE", "URL", "DESCRIPTION"):
        for found in event.all(name):
            yield from _WAY_IN.findall(found.value)


def _tokens(mail: "Message[str, str]") -> Iterator[str]:
    for name in _RECIPIENT_HEADERS:
        for address in _addresses(mail, name, keep_case=True):
            yield from _TOKEN.findall(address)


def _addresses(mail: "Message[str, str]", name: str, *, keep_case: bool = False) -> list[str]:
    values = [str(value) for value in mail.get_all(name, [])]
    found = [address for _, address in getaddresses(values) if _EMAIL.fullmatch(address)]
    return found if keep_case else [address.lower() for address in found]
