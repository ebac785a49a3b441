"""A mail that came back, and a reader's complaint about one: reports as values (RFC 3464, 3463, 5965; X6).

A report names addresses that anybody can write, so it counts only through the mark in the address that it
was sent to, or that stood in the mail complained about: each message leaves under an envelope address of its
own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string

from app.domain.mail import mime
from app.domain.mail.mail_trouble import Trouble, codes_in, trouble_of
from app.domain.mail.mime import Mail

_STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}
_SENT_TO = ("Delivered-To", "X-Original-To", "To")
_SERVERS = re.compile(r"(mailer-?daemon|postmaster|mail-?daemon|mdaemon)@", re.IGNORECASE)
_FAILED = re.compile(
    r"failure notice|undeliver|not delivered|delivery (status|failure|fail)|returned mail", re.IGNORECASE
)
_DELAYED = re.compile(
    r"\bdelay|still (trying|being retried)|not yet been delivered|will be retried|could not send message for",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^-+ .*(copy|original|below|undelivered).*|^(Received|Return-Path|Reporting-MTA): ",
    re.IGNORECASE | re.MULTILINE,
)
_RECIPIENT = re.compile(r"<?[^\s@<>]+@[^\s@<>]+>?:?")
_REPLY_CODE = re.compile(r"(?<![\d.])[45]\d\d[ -]")
_COMPLAINTS = {"abuse", "fraud", "opt-out", "opt-out-list"}
_WORDS_LIMIT, _HEADERS_LIMIT, _GROUPS_LIMIT = 300, 64_000, 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """One report. `final`: not only delayed; `is_gone`: the address takes no mail at all."""

    marks: tuple[str, ...]
    status: str
    words: str
    final: bool

    @property
    def said(self) -> str:
        """Return the status and the server's words, as the outbox notes them; 5.0.0 where none is named."""
        return f"{self.status or '5.0.0'} {self.words}".strip()

    @property
    def is_gone(self) -> bool:
        """Whether to stop writing to the address.

        A full mailbox, a refusal of the text and a status without a reason say nothing about the next mail.
        """
        is_permanent = self.final and not self.status.startswith("4")
        return is_permanent and trouble_of(self.said) is Trouble.NO_SUCH_ADDRESS


@dataclass(frozen=True, slots=True)
class Complaint:
    """Somebody called our mail unwanted. `is_spam`: not a report of another kind, such as of a lost proof."""

    marks: tuple[str, ...]
    is_spam: bool


def report_in(mail: Mail) -> Bounce | Complaint | None:
    """Return the report in a mail, None where it holds none."""
    for part in mime.parts(mail):
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            return _complaint(mail, part)
        groups = list(_groups(part)) if kind in _STATUS_TYPES else []
        failures = [group for group in groups if _is_of_a_recipient(group)]
        if failures:
            return _report(mail, next((one for one in failures if _has_failed(one)), failures[0]))
    return None


def plain_bounce_in(mail: Mail) -> Bounce | None:
    """Return what a server says in plain words, as qmail does; None where it is not a server that writes.

    Only for a mail to the envelope address of one of our messages, which no person knows.
    """
    subject = mime.header(mail, "Subject")
    is_server = any(map(_SERVERS.match, mime.addresses(mail, "From"))) or "X-Failed-Recipients" in mail
    is_null = str(mail.get("Return-Path", "")).strip() == "<>"
    if not is_server and not (is_null and _FAILED.search(subject)):
        return None
    text = _plain_text(mail)
    words = _words(text)
    return Bounce(
        marks=mime.marks(mail, *_SENT_TO),
        status=next(codes_in(words), ""),
        words=words,
        final=not _DELAYED.search(f"{subject}\n{text[:1000]}"),
    )


def _groups(part: Mail) -> Iterator[Mail]:
    """Yield the groups of fields of a delivery status, whichever way the parser took it apart."""
    inside = part.get_payload()
    text = "\n\n".join(map(str, inside)) if isinstance(inside, list) else mime.text(part)
    for block in re.split(r"\n[ \t\r]*\n", text[:_GROUPS_LIMIT].strip()):
        yield message_from_string(block.strip("\n"))


def _is_of_a_recipient(group: Mail) -> bool:
    return "Action" in group or ("Final-Recipient" in group and "Status" in group)


def _has_failed(group: Mail) -> bool:
    action = str(group.get("Action", "")).strip().lower()
    return action == "failed" or (not action and str(group.get("Status", "")).strip().startswith("5"))


def _report(mail: Mail, fields: Mail) -> Bounce:
    words = _printed(str(fields.get("Diagnostic-Code", ""))) or _words(_plain_text(mail))
    status = re.search(r"[245]\.\d{1,3}\.\d{1,3}", str(fields.get("Status", "")))
    named = status[0] if status else ""
    if not named or named.endswith(".0.0"):  # it says nothing; the server's own reply may
        named = next(codes_in(words), named)
    return Bounce(marks=mime.marks(mail, *_SENT_TO), status=named, words=words, final=_has_failed(fields))


def _complaint(mail: Mail, report: Mail) -> Complaint:
    """Return a complaint. Its marks may stand anywhere in it: they are secrets of the mail it is about."""
    kinds = {str(group.get("Feedback-Type", "")).strip().lower() for group in _groups(report)}
    about = "\n".join(str(part)[:_HEADERS_LIMIT] for part in mime.parts(mail))
    marks = mime.marks(mail) + mime.marks_in(about)
    return Complaint(tuple(dict.fromkeys(marks)), is_spam=bool(kinds & _COMPLAINTS))


def _plain_text(mail: Mail) -> str:
    found = (mime.text(part) for part in mime.parts(mail) if part.get_content_type() == "text/plain")
    return next(found, "")


def _words(text: str) -> str:
    """Return the line in which a server says why: with a code, else below the address, else all it says."""
    own = [_printed(line) for line in _COPY.split(text, maxsplit=1)[0].splitlines()]
    for line in own:
        if _REPLY_CODE.search(line) or next(codes_in(line), ""):
            return line
    lines = [line for line in own if line]
    for place, line in enumerate(lines[:-1]):
        if _RECIPIENT.fullmatch(line):
            return lines[place + 1]
    return _printed(" ".join(lines))


def _printed(text: str) -> str:
    words = " ".join(text.split())
    return "".join(char for char in words if char.isprintable())[:_WORDS_LIMIT]
