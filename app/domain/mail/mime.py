"""A mail taken apart: headers, addresses and texts, whatever its sender did wrong (RFC 5322, RFC 2045).

Whoever can write to our mailbox can write these bytes, so all of it is bounded: octets, lines, parts.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import TypeAlias

from app.domain.calendars.content_lines import one_line

READ_LIMIT = 10 * 1024 * 1024
"""Octets of a mail that are read; a picture in a signature takes a million of them."""

PART_LIMIT = 256 * 1024
"""Octets of a text or a calendar in it, and of a mail that is made of too many pieces."""

Mail: TypeAlias = "Message[str, str]"

RECIPIENTS = ("Delivered-To", "X-Original-To", "To", "Cc")
EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
_MARK = re.compile(r"\+([A-Za-z0-9_-]{8,128})@")
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)
_STATUS = re.compile(rb"delivery-status", re.IGNORECASE)  # each of its groups is parsed; they stand early
_MANY_PIECES, _TOO_MANY_PIECES, _MANY_LINES = 20, 200, 150_000
_MOST_PARTS, _HEADER_LIMIT = 100, 4_000
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
"""Codecs of Python that are no charset of a mail; one of them takes quadratic time."""


def parse(raw: bytes) -> Mail:
    """Return the mail in what was received, cut where more would cost too much. May raise (incoming.read)."""
    pieces = len(_BOUNDARY.findall(raw))
    if pieces > _TOO_MANY_PIECES:
        raise ValueError("parts within parts within parts")
    is_costly = pieces > _MANY_PIECES or raw.count(b"\n") > _MANY_LINES or _STATUS.search(raw)
    return message_from_bytes(raw[: PART_LIMIT if is_costly else READ_LIMIT])


def parts(mail: Mail) -> Iterator[Mail]:
    """Yield the parts that hold something, in their order; not those of a mail that is attached to this."""
    waiting, left = [mail], _MOST_PARTS
    while waiting and left:
        left -= 1
        part = waiting.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += reversed([one for one in inside if isinstance(one, Message)])
        else:
            yield part


def content(part: Mail) -> bytes:
    """Return the octets of a part, its transfer encoding undone; none where it holds a mail."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def text(part: Mail) -> str:
    """Return a part as text, at most PART_LIMIT octets of it."""
    return decoded(content(part)[:PART_LIMIT], part.get_content_charset(""))


def decoded(data: bytes, charset: str) -> str:
    """Return octets as text: by their byte-order mark, as UTF-8, as the charset they name, in this order.

    A name that is unknown, empty or wrong costs nothing: what is no UTF-8 then is read as Windows-1252.
    Plain ASCII is read by the name alone, because ISO-2022-JP and its kin hide in it.
    """
    names = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)]
    if not names and b"\0" in data[:64]:
        names = ["utf-16-be" if data.startswith(b"\0") else "utf-16-le"]
    names += [charset, "utf-8"] if data.isascii() else ["utf-8", charset]
    for name in names:
        is_wide = name.startswith(("utf-16", "utf-32"))
        if not name or name.replace("_", "-") in _NO_TEXT or (is_wide and b"\0" not in data):
            continue
        try:
            return data.decode(name).lstrip("\ufeff")
        except (LookupError, ValueError):  # no such charset, or not in it
            continue
    return data.decode("cp1252", "replace")


def header(mail: Mail, name: str) -> str:
    """Return the first header of that name as people read it, on one line; "" where there is none."""
    raw = str(mail.get(name, ""))[:_HEADER_LIMIT]
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (LookupError, ValueError):
        return one_line(raw)


def addresses(mail: Mail, *names: str) -> list[str]:
    """Return the addresses in the headers of these names, as they are written."""
    values = [str(value)[:_HEADER_LIMIT] for name in names for value in mail.get_all(name, [])]
    return [address for _, address in getaddresses(values) if EMAIL.fullmatch(address)]


def marks(mail: Mail, *names: str) -> tuple[str, ...]:
    """Return the parts after + in the addresses that the mail was sent to, each once."""
    return marks_in("\n".join(addresses(mail, *(names or RECIPIENTS))))


def marks_in(text: str) -> tuple[str, ...]:
    """Return the parts after + in the addresses of a text, each once."""
    return tuple(dict.fromkeys(_MARK.findall(text)))
