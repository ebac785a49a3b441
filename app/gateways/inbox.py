"""The mailbox that calendars answer to: read over IMAP, or a list in tests (row R4)."""

import imaplib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote, urlsplit

from imap_tools import MailBox, MailboxLoginError, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from app.domain.mail.mime import READ_LIMIT

READ_MARK = "SidestageRead"
"""What is set on a mail once it was looked at; what people wrote stays unread beside it."""

SECONDS = 30.0


class InboxAway(Exception):
    """The mailbox cannot be read now; the next round tries again."""


class Inbox(Protocol):
    """Mail that came in and was not looked at yet."""

    def unread(self, limit: int) -> Iterable[tuple[str, bytes]]:
        """Give up to `limit` mails as (number, bytes), each cut after READ_LIMIT. Raises InboxAway."""
        ...

    def done(self, mails: Mapping[str, bool]) -> None:
        """Never hand these out again: number -> whether people need not read it either. Raises InboxAway."""
        ...


class NoInbox:
    """No mailbox is named: nothing comes in."""

    def unread(self, limit: int) -> Iterable[tuple[str, bytes]]:
        """Return nothing."""
        return ()

    def done(self, mails: Mapping[str, bool]) -> None:
        """Do nothing."""


@dataclass(slots=True)
class MemoryInbox:
    """The twin for tests: what lies in `mails` is unread until done."""

    mails: dict[str, bytes] = field(default_factory=dict)
    read: dict[str, bool] = field(default_factory=dict)

    def unread(self, limit: int) -> Iterable[tuple[str, bytes]]:
        """Return what nobody took yet."""
        found = [(number, raw) for number, raw in self.mails.items() if number not in self.read]
        return [(number, raw[:READ_LIMIT]) for number, raw in found[:limit]]

    def done(self, mails: Mapping[str, bool]) -> None:
        """Remember that they were taken."""
        self.read |= mails


class ImapInbox:
    """One folder of a mail server. Reads without marking, one mail after the other.

    A server that keeps no marks but its own is told only of what people need not read; the rest is remembered
    as long as this program runs.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if not parts.hostname or not parts.username or not parts.password:
            raise ValueError("a mailbox is imaps://user:password@host/folder")
        self._host, self._port = parts.hostname, parts.port
        self._user, self._password = unquote(parts.username), unquote(parts.password)
        self._folder = unquote(parts.path.strip("/")) or "INBOX"
        self._tls = parts.scheme == "imaps"
        self._left: set[str] = set()

    def unread(self, limit: int) -> Iterable[tuple[str, bytes]]:
        """Give up to `limit` mails as (number, bytes). Raises InboxAway."""
        with self._open() as box:
            known = box.uids(f"UNSEEN UNKEYWORD {READ_MARK}")
            for number in [number for number in known if number not in self._left][:limit]:
                raw = _start_of(box, number)
                if raw is not None:
                    yield number, raw

    def done(self, mails: Mapping[str, bool]) -> None:
        """Mark as read what people need not read, and beside that what was looked at. Raises InboxAway."""
        if not mails:
            return
        with self._open() as box:
            known = box.client.response("PERMANENTFLAGS")[1]
            free = b"\\*" in b"".join(part for part in known if isinstance(part, bytes))
            read = [number for number, needless in mails.items() if needless]
            left = [number for number, needless in mails.items() if not needless]
            self._left.update(left)
            for numbers, mark in ((read, "\\Seen"), (left if free else [], READ_MARK)):
                if numbers:
                    box.flag(numbers, mark, value=True)

    @contextmanager
    def _open(self) -> Iterator[MailBox | MailBoxUnencrypted]:
        try:
            box = self._dial()
            try:
                box.login(self._user, self._password, self._folder)
            except MailboxLoginError as error:
                box.client.shutdown()
                raise InboxAway("the mailbox refuses our name or password") from error
            with box:
                yield box
        except (OSError, ImapToolsError, imaplib.IMAP4.error) as error:
            raise InboxAway(str(error) or type(error).__name__) from error

    def _dial(self) -> MailBox | MailBoxUnencrypted:
        if self._tls:
            return MailBox(self._host, self._port or 993, timeout=SECONDS)
        return MailBoxUnencrypted(self._host, self._port or 143, timeout=SECONDS)


def _start_of(box: MailBox | MailBoxUnencrypted, number: str) -> bytes | None:
    """Fetch what is read of a mail at most, without marking it."""
    _, parts = box.client.uid("FETCH", number, f"(BODY.PEEK[]<0.{READ_LIMIT}>)")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def inbox_from_url(url: str | None) -> Inbox:
    """Return the mailbox of a setting: imaps://user:password@host/folder, or none."""
    return ImapInbox(url) if url else NoInbox()
