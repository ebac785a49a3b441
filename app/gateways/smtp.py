"""Mail through a server (RFC 5321): one connection kept while it is used, each failure told apart."""

import smtplib
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from app.domain.calendars.calendar_entry import Mailbox
from app.domain.mail.mail_trouble import Trouble, trouble_of
from app.gateways.mail_headers import checked
from app.gateways.mime import to_message
from app.gateways.outgoing_mail import OutgoingMail, PermanentMailFailure, TemporaryMailFailure

_IDLE_LIMIT = 20.0  # seconds; servers drop a silent client after about a minute
_OUR_SIGN_IN = {530, 534, 535, 538}  # the server wants something from us, not from the recipient


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail goes: host and port, how the line is secured, who we are, how long we wait in seconds."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool
    starttls: bool
    timeout: float

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """Read `smtp://user:password@host:587?starttls=1&timeout=20` or `smtps://...` (port 465).

        Raises ValueError with one sentence that names what is wrong; it never repeats the password.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("a mail address begins with smtp://host or smtps://host")
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        if unknown := set(options) - {"starttls", "timeout"}:
            raise ValueError(f"a mail address knows starttls and timeout, not {', '.join(sorted(unknown))}")
        tls = parts.scheme == "smtps"
        try:
            port, timeout = parts.port or (465 if tls else 25), float(options.get("timeout", 20))
        except ValueError:
            raise ValueError("port and timeout of a mail address are numbers") from None
        return cls(
            host=parts.hostname,
            port=port,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            tls=tls,
            starttls=options.get("starttls", "0") in {"1", "true", "yes"},
            timeout=timeout,
        )


class SmtpMailer:
    """Sends one mail at a time over one connection. Safe to share between threads; `close()` at the end."""

    def __init__(self, url: str, *, sender: Mailbox) -> None:
        self._server = SmtpServer.from_url(url)
        self._sender = sender
        self._line: smtplib.SMTP | None = None
        self._used = 0.0
        self._lock = threading.Lock()

    def send(self, mail: OutgoingMail) -> None:
        """Hand the mail over; return when the server has taken it.

        Raises TemporaryMailFailure or PermanentMailFailure; the line is fit for the next mail afterwards.
        """
        message = to_message(mail, sender=self._sender)
        recipient = checked(mail.to_email)
        with self._lock:
            self._deliver(checked(mail.return_path or self._sender.email), recipient, message.as_bytes())

    def close(self) -> None:
        """Say good-bye to the server, if connected."""
        with self._lock:
            self._hang_up()

    def _deliver(self, origin: str, recipient: str, data: bytes) -> None:
        sent = False
        try:
            line = self._ready()
            _step(line.mail(origin))
            _step(line.rcpt(recipient))
            _step(line.docmd("DATA"), wanted=354)
            line.send(_stuffed(data))
            sent = True
            _step(line.getreply())
        except (TemporaryMailFailure, PermanentMailFailure) as failure:
            self._recover(failure.code)
            raise
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            raise TemporaryMailFailure(_words(error.smtp_error), code=error.smtp_code) from error
        except (OSError, smtplib.SMTPException) as error:  # time-outs, TLS and a dropped line are among them
            self._hang_up()
            raise TemporaryMailFailure(str(error) or type(error).__name__, uncertain=sent) from error

    def _ready(self) -> smtplib.SMTP:
        """Return a line that answers: the one in use, or a new one."""
        idle = time.monotonic() - self._used
        if self._line is not None and (idle > _IDLE_LIMIT or (idle > 1 and not _answers(self._line))):
            self._hang_up()
        if self._line is None:
            self._line = self._dial()
        self._used = time.monotonic()
        return self._line

    def _dial(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
        try:
            if server.starttls:
                line.starttls(context=context)
            line.ehlo_or_helo_if_needed()
            if server.user is not None:
                line.login(server.user, server.password or "")
        except BaseException:
            line.close()
            raise
        return line

    def _recover(self, code: int | None) -> None:
        """Make the line fit for the next mail after a refusal, or drop it."""
        try:
            if self._line is None or code == 421 or self._line.rset()[0] != 250:
                self._hang_up()
        except (OSError, smtplib.SMTPException):
            self._hang_up()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (OSError, smtplib.SMTPException):
                line.close()


def _answers(line: smtplib.SMTP) -> bool:
    try:
        return line.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _step(answer: tuple[int, bytes], *, wanted: int | None = None) -> None:
    """Go on after a good reply; raise what a bad one means (RFC 5321 section 4.2.1)."""
    code, words = answer[0], _words(answer[1])
    if code == wanted or (wanted is None and 200 <= code < 300):
        return
    if 500 <= code < 600 and code not in _OUR_SIGN_IN:
        wrong = trouble_of(words) is Trouble.NO_SUCH_ADDRESS
        raise PermanentMailFailure(words, code=code, about_recipient=wrong)
    raise TemporaryMailFailure(words, code=code if code > 0 else None)


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:500]


def _stuffed(data: bytes) -> bytes:
    """Return the mail as DATA wants it: a dot at the start of a line doubled, and the end marked."""
    body = data if data.endswith(b"\r\n") else data + b"\r\n"
    if body.startswith(b"."):
        body = b"." + body
    return body.replace(b"\r\n.", b"\r\n..") + b".\r\n"
