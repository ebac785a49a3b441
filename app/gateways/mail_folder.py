"""Mail without a mail server: every message a readable file, and the way to read it again."""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_binary_file, message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from app.domain.calendars.calendar_entry import Mailbox
from app.gateways.mime import POLICY, to_message
from app.gateways.outgoing_mail import OutgoingMail, TemporaryMailFailure

_NAME = re.compile(r"[0-9]{8}T[0-9]{12}Z-[a-z0-9.@+_-]{1,160}\.eml")
_ODD = re.compile(r"[^a-z0-9.@+_]+")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class MailSummary:
    """One line of the list: `name` is the file's name, `sent_at` aware UTC or None when it cannot be read."""

    name: str
    to: str
    subject: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One message taken apart: headers in their order, both texts, and the calendar part with its method."""

    summary: MailSummary
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    calendar: bytes | None
    method: str | None


@dataclass(frozen=True, slots=True)
class FolderMailer:
    """Writes each mail as one .eml under `folder`, whole or not at all, readable by this user only."""

    folder: Path
    sender: Mailbox
    now: Callable[[], datetime] = field(default=_now)

    def send(self, mail: OutgoingMail) -> None:
        """Write the file. Raises TemporaryMailFailure when the disk is full or the folder is not writable."""
        now = self.now()
        data = to_message(mail, sender=self.sender, now=now).as_bytes()
        name = f"{now:%Y%m%dT%H%M%S%f}Z-{_file_name(mail)}.eml"
        part = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / name)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise TemporaryMailFailure(f"the mail folder: {error.strerror}") from error


def _file_name(mail: OutgoingMail) -> str:
    """Return who and what, for a file's name; a few random letters keep two of one microsecond apart."""
    who, what = (_ODD.sub("-", text.lower()).strip("-.")[:60] for text in (mail.to_email, mail.subject))
    return "-".join(filter(None, (who, what, secrets.token_hex(3))))


def list_mail(folder: Path, limit: int = 200) -> list[MailSummary]:
    """Return the newest messages first, at most `limit`. A missing folder is an empty one."""
    if not folder.is_dir():
        return []
    names = sorted((entry.name for entry in folder.iterdir() if _NAME.fullmatch(entry.name)), reverse=True)
    summaries = []
    for name in names[:limit]:
        try:
            with (folder / name).open("rb") as file:
                summaries.append(_summary(name, message_from_binary_file(file, policy=POLICY)))
        except FileNotFoundError:
            continue
    return summaries


def read_mail(folder: Path, name: str) -> StoredMail | None:
    """Return the message in the file `name` of the folder; None when there is none or the name leads out."""
    if not _NAME.fullmatch(name):
        return None
    try:
        message = message_from_bytes((folder / name).read_bytes(), policy=POLICY)
    except FileNotFoundError:
        return None
    parts: dict[str, EmailMessage] = {}
    for part in message.walk():
        parts.setdefault(part.get_content_type(), part)
    calendar = parts.get("text/calendar")
    return StoredMail(
        summary=_summary(name, message),
        headers=tuple((name, _readable(value)) for name, value in message.raw_items()),
        text=_content(parts.get("text/plain")),
        html=_content(parts.get("text/html")),
        calendar=_payload(calendar),
        method=str(calendar.get_param("method")) if calendar and calendar.get_param("method") else None,
    )


def forget_old(folder: Path, *, before: datetime) -> int:
    """Delete the messages written before an instant (aware UTC), by their names; return how many."""
    if not folder.is_dir():
        return 0
    first_kept = f"{before:%Y%m%dT%H%M%S%f}Z"
    old = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.name < first_kept]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _summary(name: str, message: EmailMessage) -> MailSummary:
    found = {key.lower(): _readable(value) for key, value in message.raw_items()}
    try:
        sent_at = parsedate_to_datetime(found.get("date", "")).astimezone(UTC)
    except ValueError:
        sent_at = None
    return MailSummary(name, found.get("to", ""), found.get("subject", ""), sent_at)


def _readable(value: str) -> str:
    """Return a raw header as people see it; the policy's own reading adds blanks within long names."""
    unfolded = re.sub(r"[\r\n]+", "", str(value))
    try:
        return str(make_header(decode_header(unfolded)))
    except (LookupError, MessageError, ValueError):  # a file that is not from us
        return unfolded


def _content(part: EmailMessage | None) -> str:
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def _payload(part: EmailMessage | None) -> bytes | None:
    data = part.get_payload(decode=True) if part else None
    return data if isinstance(data, bytes) else None
