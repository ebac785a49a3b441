"""Mail to one person at a time: through a server, into a folder, or into a list in tests."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.calendars.calendar_entry import Mailbox
from app.gateways.mail_folder import FolderMailer, MailSummary, StoredMail, list_mail, read_mail
from app.gateways.mime import mailbox, to_message
from app.gateways.outgoing_mail import MailFailure, OutgoingMail, PermanentMailFailure, TemporaryMailFailure
from app.gateways.smtp import SmtpMailer

__all__ = [
    "FolderMailer",
    "MailFailure",
    "MailSummary",
    "Mailer",
    "MemoryMailer",
    "OutgoingMail",
    "PermanentMailFailure",
    "SmtpMailer",
    "StoredMail",
    "TemporaryMailFailure",
    "list_mail",
    "mailbox",
    "mailer_from_url",
    "read_mail",
    "to_message",
]


class Mailer(Protocol):
    """Takes one mail and answers for it."""

    def send(self, mail: OutgoingMail) -> None:
        """Return when the mail is in other hands; raise TemporaryMailFailure or PermanentMailFailure."""
        ...


@dataclass(slots=True)
class MemoryMailer:
    """The twin for tests: keeps what was sent; while `failures` holds any, raises the first of them.

    A mail passes through `to_message` like a real one, so what could not travel fails here too.
    """

    sender: Mailbox = field(default_factory=lambda: Mailbox("Sidestage", "calendar@example.org"))
    sent: list[OutgoingMail] = field(default_factory=list)
    failures: list[MailFailure] = field(default_factory=list)

    def send(self, mail: OutgoingMail) -> None:
        """Keep the mail, or raise the next failure."""
        to_message(mail, sender=self.sender).as_bytes()
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(mail)


def mailer_from_url(url: str | None, folder: Path, *, sender: Mailbox | str) -> Mailer:
    """Return the mailer for a setting: `smtp://` or `smtps://`; None writes .eml files into `folder`.

    `sender` is a Mailbox or `Name <user@host>`. Raises ValueError with one sentence for a wrong address.
    """
    origin = mailbox(sender) if isinstance(sender, str) else sender
    return SmtpMailer(url, sender=origin) if url else FolderMailer(folder, origin)
