"""Addresses that people type for others to follow: web addresses of public hosts, nothing that acts."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from app.domain.errors import DomainError
from app.domain.words import N_

LONGEST = 2000
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid", ".onion")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_BARE = re.compile(r"([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}(:[0-9]{1,5})?([/?#]|$)")
_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")


class AddressRefused(DomainError):
    """The text is no address that a reader may be sent to."""

    message = N_("This is not a web address. It begins with https:// and names a site.")
    field = "url"
    status = 422


def checked(text: str) -> str:
    """Return `text` when it is an http(s) address of a host on the public net, else raise AddressRefused.

    Refused: other schemes (javascript:, data:, file:), names and passwords in the address, hosts of this
    machine or of a private network also when written as a number, white space, control characters.
    """
    text = text.strip()
    parts = opened(text)
    if not _is_public(parts.hostname or ""):
        raise AddressRefused(N_("This address leads into a private network, where readers cannot follow."))
    return text


def completed(text: str) -> str:
    """Return `text` with https:// before it where it is a bare host, as people type it; else as it is."""
    return f"https://{text}" if _BARE.match(text) else text


def opened(text: str) -> SplitResult:
    """Return the parts of an http(s) address that may lead anywhere, into a private network as well.

    Raises AddressRefused as `checked` does.
    """
    if len(text) > LONGEST:
        raise AddressRefused(N_("This address is too long: at most %(most)d characters."), most=LONGEST)
    parts = _parts(text)
    if parts.scheme not in {"http", "https"}:
        raise AddressRefused(N_("Only addresses that begin with https:// or http:// can be linked."))
    if "@" in parts.netloc:
        raise AddressRefused(N_("This address holds a user name or a password. Take it out."))
    return parts


def host(address: str) -> str:
    """Return the host of a checked address in lower case, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _parts(text: str) -> SplitResult:
    if not text or not text.isprintable() or any(char.isspace() or char in '\\<>"`' for char in text):
        raise AddressRefused
    try:
        parts = urlsplit(text)
        _ = parts.port  # a port that is no number is found only when asked for
    except ValueError as error:
        raise AddressRefused from error
    if parts.scheme in {"http", "https"} and not parts.hostname:
        raise AddressRefused
    return parts


def _is_public(name: str) -> bool:
    """Tell whether a host can be on the public net, going by its name alone; nothing is looked up."""
    labels = name.rstrip(".").split(".")
    if ":" in name or _NUMBER.fullmatch(labels[-1]):
        try:
            return ipaddress.ip_address(name).is_global
        except ValueError:
            return False  # browsers read 0x7f.1 and 2130706433 as addresses; people do not write them
    named = len(labels) > 1 and all(map(_LABEL.fullmatch, labels))
    return named and not f".{'.'.join(labels).casefold()}".endswith(_PRIVATE_ENDINGS)
