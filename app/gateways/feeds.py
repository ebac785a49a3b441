"""Fetch a calendar that somebody names by its address, without becoming a way into private networks.

The name is looked up by us, every answer must be an address of the public net, and the connection goes to
the very address that was checked: a name that answers differently the second time gains nothing. Redirects
go through the same gate. Size, time and number of steps are bounded; no proxy, cookie or credential is used.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from app.domain import web_address
from app.domain.errors import DomainError
from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, CalendarTooLarge
from app.domain.words import N_

SECONDS = 10.0
MOST_REDIRECTS = 4
MOST_LOOK_UPS = 8
_CHUNK = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_MOVED = {301, 302, 303, 307, 308}

_look_ups = threading.BoundedSemaphore(MOST_LOOK_UPS)

Resolve = Callable[[str, int], list[str]]


class FeedRefused(DomainError):
    """The address leads where this server does not go."""

    message = N_(
        "This address does not lead to the public net, so it is not opened. Upload the file instead."
    )
    field = "feed"
    status = 422


class FeedUnreachable(DomainError):
    """Nothing usable came back."""

    message = N_("Nothing could be read at this address (%(why)s). Check it, or upload the file instead.")
    field = "feed"
    status = 422


class Feeds(Protocol):
    """Calendars at addresses."""

    def fetch(self, address: str) -> bytes:
        """Return what is there. Raises FeedRefused, FeedUnreachable, CalendarTooLarge, AddressRefused."""
        ...


class HttpFeeds:
    """The net itself. `resolve` and `is_open` are told apart so that tests can stand in for the net."""

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        is_open: Callable[[str], bool] | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._resolve = resolve or addresses_of
        self._is_open = is_open or is_public
        self._seconds = seconds

    def fetch(self, address: str) -> bytes:
        """Return what is there. Raises FeedRefused, FeedUnreachable, CalendarTooLarge, AddressRefused."""
        deadline = time.monotonic() + self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            address = web_address.checked(_as_http(address))
            try:
                found = self._get(urlsplit(address), deadline)
            except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
                if time.monotonic() >= deadline:
                    raise FeedUnreachable(why="timeout") from error
                raise FeedUnreachable(why=_why(error)) from error
            if isinstance(found, bytes):
                return found
            address = urljoin(address, found)
        raise FeedUnreachable(why="too many redirects")

    def _get(self, parts: SplitResult, deadline: float) -> bytes | str:
        """Return the body, or the address of a redirect."""
        connection = self._connect(parts, deadline)
        # A server that drips byte by byte meets no timeout of its own: at the deadline the line is cut.
        cut = threading.Timer(_left(deadline), _hang_up, [connection.sock])
        cut.start()
        try:
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": "Sidestage", "Accept": "text/calendar", "Accept-Encoding": "identity"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if answer.status in _MOVED and answer.headers.get("Location"):
                return str(answer.headers["Location"])
            if answer.status != 200:
                raise FeedUnreachable(why=f"HTTP {answer.status}")
            return _body(answer, deadline)
        finally:
            cut.cancel()
            connection.close()

    def _connect(self, parts: SplitResult, deadline: float) -> http.client.HTTPConnection:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        numbers = _in_time(lambda: self._resolve(host, port), deadline)
        if not numbers or not all(self._is_open(number) for number in numbers):
            raise FeedRefused
        raw = socket.create_connection((numbers[0], port), timeout=_left(deadline))
        connection = http.client.HTTPConnection(host, port, timeout=_left(deadline))
        connection.sock = raw
        if parts.scheme == "https":
            try:
                connection.sock = ssl.create_default_context().wrap_socket(
                    raw, server_hostname=host, do_handshake_on_connect=False
                )
            except (OSError, ValueError):
                raw.close()
                raise
        return connection


class MemoryFeeds:
    """The twin for tests: address -> bytes, or the refusal to raise."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | DomainError] = {}
        self.asked: list[str] = []

    def fetch(self, address: str) -> bytes:
        """Return what was laid there."""
        address = web_address.checked(_as_http(address))
        self.asked.append(address)
        answer = self.answers.get(address, FeedUnreachable(why="HTTP 404"))
        if isinstance(answer, DomainError):
            raise answer
        return answer


def is_public(number: str) -> bool:
    """Tell whether an IP address is of the public net; those that wrap another are judged by it, too."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if not all(_is_open(one) for one in wrapped if one is not None):
            return False
        if address.ipv4_mapped is not None:
            return True
    return _is_open(address)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_open(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def addresses_of(host: str, port: int) -> list[str]:
    """Look a name up: every address it has."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _as_http(address: str) -> str:
    address = address.strip()
    return f"https://{address[9:]}" if address[:9].lower() == "webcal://" else address


def _body(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    chunks, size = [], 0
    while chunk := answer.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > SIZE_LIMIT:
            raise CalendarTooLarge
    _left(deadline)
    return b"".join(chunks)


def _in_time(look_up: Callable[[], list[str]], deadline: float) -> list[str]:
    """Return what `look_up` finds before the deadline, else raise TimeoutError.

    Nothing can stop a look-up that hangs, so it is left behind; at most MOST_LOOK_UPS may hang at once.
    """
    if not _look_ups.acquire(timeout=_left(deadline)):
        raise TimeoutError
    found: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            found.put(look_up())
        except Exception as error:  # noqa: BLE001 - raised again where it was asked
            found.put(error)
        finally:
            _look_ups.release()

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = found.get(timeout=_left(deadline))
    except Empty as error:
        raise TimeoutError from error
    if isinstance(answer, Exception):
        raise answer
    return answer


def _hang_up(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _why(error: Exception) -> str:
    """A word that tells nothing about our own network."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, socket.gaierror):
        return "unknown host"
    if isinstance(error, ssl.SSLError):
        return "TLS"
    return "no connection"
