"""Settings of one installation. The only reader of the environment; a wrong value stops the start."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "SIDESTAGE_"
ROOT = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
QUEUES = ("sqlite", "postgresql", "redis", "memory")
STORES = ("file", "s3", "memory")
MAILERS = ("smtp", "smtps")
MAILBOXES = ("imap", "imaps")


class SettingError(Exception):
    """A setting that cannot work: its name, what is wrong, and the mend, in one line."""

    def __init__(self, name: str, problem: str, mend: str) -> None:
        super().__init__(f"{PREFIX}{name}: {problem}. {mend}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation decides. URLs are absolute; `instance` is its private folder."""

    instance: Path
    database_url: str
    queue_url: str
    storage_url: str
    base_url: str
    secret_key: str
    mail_url: str | None = None
    mail_from: str = "Sidestage <calendar@localhost>"
    mail_authserv: str = ""
    inbound_secret: str | None = None
    imap_url: str | None = None
    metrics_token: str | None = None
    quiet_minutes: int = 10
    mail_per_minute: int = 600  # of one change to one mail domain
    calendar_zones: bool = False  # wall times with TZID in calendar files, where readers agree
    trusted_proxies: int = 0  # how many proxies before us add to X-Forwarded-For
    max_upload_bytes: int = 2 * 1024**3
    debug: bool = False
    testing: bool = False

    @property
    def reads_mail(self) -> bool:
        """Whether mail that comes in is read: answers of calendars, messages that came back."""
        return bool(self.inbound_secret or self.imap_url)

    @property
    def mail_folder(self) -> Path:
        """Where messages are kept as .eml while no mail server is set."""
        return self.instance / "mail"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read `SIDESTAGE_*`; raise SettingError naming the variable and the mend."""

        def read(name: str, default: str) -> str:
            return environ.get(PREFIX + name, "").strip() or default

        instance = _folder(read("INSTANCE", str(ROOT / "instance")))
        port = environ.get("PORT", "8000")
        mail_url = read("MAIL_URL", "") or None
        if mail_url:
            _scheme("MAIL_URL", mail_url, MAILERS, "Give smtp://user:password@host:587, or leave it unset.")
        base_url = read("BASE_URL", f"http://localhost:{port}").rstrip("/")
        return cls(
            instance=instance,
            database_url=_database(read("DATABASE_URL", f"sqlite:///{instance / 'sidestage.db'}")),
            queue_url=_queue(read("QUEUE_URL", f"sqlite:///{instance / 'queue.db'}")),
            storage_url=_scheme(
                "STORAGE_URL",
                read("STORAGE_URL", f"file://{instance / 'files'}"),
                STORES,
                "Give file:///folder or s3://bucket.",
            ),
            base_url=_scheme(
                "BASE_URL", base_url, ("http", "https"), "Give the public address, https://host."
            ),
            secret_key=_secret(environ.get(PREFIX + "SECRET_KEY", ""), instance),
            mail_url=mail_url,
            mail_from=_mailbox(read("MAIL_FROM", _default_sender(base_url))),
            mail_authserv=read("MAIL_AUTHSERV", ""),
            inbound_secret=_long("INBOUND_SECRET", read("INBOUND_SECRET", "")) or None,
            imap_url=_optional(
                "IMAP_URL", read("IMAP_URL", ""), MAILBOXES, "Give imaps://user:password@host/INBOX."
            ),
            metrics_token=_long("METRICS_TOKEN", read("METRICS_TOKEN", "")) or None,
            quiet_minutes=_count("QUIET_MINUTES", read("QUIET_MINUTES", "10"), 120, "0 sends at once."),
            mail_per_minute=max(
                1,
                _count("MAIL_PER_MINUTE", read("MAIL_PER_MINUTE", "600"), 100_000, "To one mail domain."),
            ),
            calendar_zones=read("CALENDAR_ZONES", "0") in {"1", "true", "yes"},
            trusted_proxies=_count(
                "TRUSTED_PROXIES", read("TRUSTED_PROXIES", "0"), 9, "Count the proxies before this server."
            ),
            debug=read("DEBUG", "0") in {"1", "true", "yes"},
        )


def _folder(text: str) -> Path:
    folder = Path(text).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            "INSTANCE", f"{folder} cannot be made ({error.strerror})", "Name a folder this user may write."
        ) from error
    if not os.access(folder, os.W_OK):
        raise SettingError(
            "INSTANCE", f"{folder} is not writable", "Give this user the right, or name another folder."
        )
    return folder


def _scheme(name: str, url: str, allowed: tuple[str, ...], mend: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in allowed and "://" in url and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        shown = url.rsplit("@", maxsplit=1)[-1]  # a password is never repeated
        raise SettingError(name, f"{shown!r} is not an address that works here", mend)
    return url


def _optional(name: str, url: str, allowed: tuple[str, ...], mend: str) -> str | None:
    return _scheme(name, url, allowed, mend) if url else None


def _long(name: str, text: str) -> str:
    if text and len(text) < 16:
        raise SettingError(name, "is shorter than 16 characters", "Give 16 or more, or leave it unset.")
    return text


def _database(url: str) -> str:
    _scheme("DATABASE_URL", url, DATABASES, "Give sqlite:///path/to/file.db or postgresql://user@host/name.")
    file = url.removeprefix("sqlite:///")
    if file != url and file and not Path(file).parent.is_dir():
        raise SettingError(
            "DATABASE_URL", f"there is no folder {Path(file).parent}", "Make it, or name another."
        )
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _queue(url: str) -> str:
    _scheme("QUEUE_URL", url, QUEUES, "Give sqlite:///, postgresql:// or redis://.")
    if url.startswith("redis") and find_spec("redis") is None:
        raise SettingError(
            "QUEUE_URL", "the package redis is not installed", "pip install redis, or use sqlite."
        )
    return url


def _count(name: str, text: str, most: int, mend: str) -> int:
    if not text.isdecimal() or int(text) > most:
        raise SettingError(name, f"{text!r} is not a whole number up to {most}", mend)
    return int(text)


def _mailbox(text: str) -> str:
    if "@" not in text or any(ord(char) < 32 for char in text):
        raise SettingError(
            "MAIL_FROM",
            f"{text!r} is not an address",
            "Give one mailbox that is read: Sidestage <calendar@example.org>.",
        )
    return text


def _default_sender(base_url: str) -> str:
    host = urlsplit(base_url).hostname or "localhost"
    return f"Sidestage <calendar@{host}>"


def _secret(given: str, instance: Path) -> str:
    """Return the given key, or the one made once and kept beside the data with tight rights."""
    if given:
        if len(given) < 16:
            raise SettingError(
                "SECRET_KEY", "is shorter than 16 characters", "Leave it unset and one is made for you."
            )
        return given
    path, draft = instance / "secret_key", instance / f".secret_key.{os.getpid()}"
    if not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # somebody else's key was first: it holds, and it is whole
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
