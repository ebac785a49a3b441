"""Header values written by ourselves: any text as RFC 2047 words, addresses that cannot be mistaken.

The standard library decodes an encoded word that somebody typed, line breaks in it included, and writes them
out again; it also adds or drops blanks when it folds long names. What leaves here is ASCII, already folded,
and never parsed again on its way out.
"""

import base64
import re
from collections.abc import Iterator
from urllib.parse import quote

from app.domain.calendars.content_lines import one_line, uri
from app.gateways.outgoing_mail import PermanentMailFailure

LINE_LIMIT = 998
"""Characters of a line, RFC 5322 section 2.1.1."""

_ROOM = 76
_WORD_OCTETS = (
    39  # as base64 in =?utf-8?b?...?= after the longest name of ours: under 76 (RFC 2047 section 2)
)
_PLAIN = re.compile(r"[ -~]*")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~ ]*")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*")
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")
_MESSAGE_ID = re.compile(r"[^<>@\s]+@[A-Za-z0-9.\-\[\]:]+")
_ATOM_SAFE = "!#$%&'*+-/=?^_`{|}~."


def text(value: str) -> str:
    """Return any text as the value of a header such as Subject, folded for one whose name is short."""
    value = one_line(value)
    words = value.split(" ")
    if not _PLAIN.fullmatch(value) or "=?" in value or max(map(len, words)) > _ROOM - 16:
        return "\r\n ".join(_encoded(value))
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < _ROOM - 10:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\r\n ".join(lines)


def address(name: str, email: str) -> str:
    """Return `name <email>` for From, To and Reply-To. Raises PermanentMailFailure as `checked` does."""
    email, name = checked(email), one_line(name)
    if not name:
        return email
    if not _PLAIN.fullmatch(name) or "=?" in name or len(name) > _ROOM - 16:
        return "\r\n ".join((*_encoded(name), f"<{email}>"))
    if not _PHRASE.fullmatch(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{email}>" if len(name) + len(email) < _ROOM - 14 else f"{name}\r\n <{email}>"


def checked(email: str) -> str:
    """Return an address as servers take it: ASCII, an international domain in its xn-- form.

    Raises PermanentMailFailure when no server can take it (RFC 5321 section 4.1.2, lengths of 4.5.3.1).
    """
    local, _, host = email.strip().rpartition("@")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not (_LOCAL.fullmatch(local) and _HOST.fullmatch(host)) or len(local) > 64 or len(local + host) > 253:
        raise PermanentMailFailure("this address cannot receive mail", about_recipient=True)
    return f"{local}@{host}"


def message_id(value: str) -> str:
    """Return `<left@host>` with whatever has no place in it percent-encoded, the same way every time."""
    left, _, host = one_line(value).strip("<>").rpartition("@")
    identifier = f"{quote(left, safe=_ATOM_SAFE)}@{host}"
    if not _MESSAGE_ID.fullmatch(identifier) or len(identifier) > LINE_LIMIT - 20:
        raise ValueError("a Message-ID is <left@host>")
    return f"<{identifier}>"


def references(values: list[str]) -> str:
    """Return a thread's first mail and as many of the latest as one line holds (RFC 5322 section 3.6.4)."""
    known = list(dict.fromkeys(map(message_id, values)))
    while len(" ".join(known)) > LINE_LIMIT - 20 and len(known) > 2:
        del known[1]
    return " ".join(known)


def web_address(url: str) -> str:
    """Return `<url>` in one line, as List-Unsubscribe needs it."""
    found = uri(url).replace("<", "%3C").replace(">", "%3E")
    if len(found) > LINE_LIMIT - 20:
        raise ValueError("a web address longer than a line")
    return f"<{found}>"


def _encoded(value: str) -> Iterator[str]:
    """Yield encoded words of at most 64 characters, no character cut in two (RFC 2047 section 5)."""
    taken = b""
    for sign in value:
        octets = sign.encode("utf-8")
        if len(taken) + len(octets) > _WORD_OCTETS:
            yield _word(taken)
            taken = b""
        taken += octets
    yield _word(taken)


def _word(octets: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(octets).decode('ascii')}?="
