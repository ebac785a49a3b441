"""What this installation is, as verbs and mails may know it: one frozen value that the factory hands over.

It is kept with the running application, as the gateways are: two applications in one process each have their
own. Settings that are nobody's business below the edges (databases, mail servers, proxies) are not in it.
"""

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from flask import current_app


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`base_url` is the public address without a slash at its end; `secret_key` makes the tokens of links."""

    base_url: str
    secret_key: str
    mail_from: str
    mail_authserv: str  # who checks mail that comes in, as Authentication-Results names it (RFC 8601)
    reads_mail: bool
    quiet_minutes: int
    mail_per_minute: int  # of one change to one mail domain
    calendar_zones: bool  # wall times with TZID in calendar files

    @property
    def host(self) -> str:
        """The host name, for UIDs and Message-IDs; an IPv6 address stands in brackets."""
        name = urlsplit(self.base_url).hostname or "localhost"
        return f"[{name}]" if ":" in name else name


def installation() -> Installation:
    """Return that of the running app."""
    return cast(Installation, current_app.extensions["installation"])
