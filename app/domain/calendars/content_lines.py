"""Content lines of iCalendar: any text made harmless, escaped, folded (RFC 5545 section 3.1).

Everything typed by a person passes through `one_line` or `many_lines` before it reaches a calendar file or
a mail header, so a line break in a name can never begin a property or a header of its own.
"""

import re
from urllib.parse import quote

# Every character that str.splitlines or an e-mail reader may take for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Control characters, the byte-order mark and the two non-characters: no reader shows them, some choke.
_DEAD = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[ \t\xa0]+")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_OCTETS = 75
_URI_SAFE = "!#$%&'()*+,/:;=?@[]~"
_MAILTO_SAFE = "!$&'*+-/=_.~@"


def many_lines(text: str) -> str:
    """Return `text` with every kind of line break as LF, no control characters, and encodable as UTF-8."""
    text = _HALF_SURROGATE.sub("\ufffd", _BREAK.sub("\n", text).replace("\t", " "))
    return _DEAD.sub("", text)


def one_line(text: str) -> str:
    """Return `text` as one trimmed line: breaks and runs of blanks become one space."""
    return _SPACES.sub(" ", many_lines(text).replace("\n", " ")).strip()


def escape(text: str) -> str:
    """Escape a TEXT value that `one_line` or `many_lines` made (RFC 5545 section 3.3.11)."""
    return text.translate(_ESCAPES)


def parameter(text: str) -> str:
    """Return `text` as a parameter value such as CN, quoted where it must be (RFC 5545 section 3.2).

    The double quote has no place in a value and goes. The circumflex, which begins an escape where RFC 6868
    is known and is shown raw where it is not (Outlook), becomes its look-alike U+02C6.
    """
    value = one_line(text.replace('"', "")).replace("^", "\u02c6")
    return f'"{value}"' if any(sign in value for sign in ",;:") else value


def uri(text: str) -> str:
    """Return an address as a URI value: no blanks, no controls, ASCII only; never escaped like TEXT."""
    return quote(one_line(text), safe=_URI_SAFE)


def mailto(email: str) -> str:
    """Return `mailto:` with the address, percent-encoded where RFC 6068 asks for it."""
    return "mailto:" + quote(one_line(email).replace(" ", ""), safe=_MAILTO_SAFE)


def fold(line: str) -> bytes:
    """Return `line` as UTF-8 in pieces of at most 75 octets, each ended by CRLF, no character cut."""
    octets = line.encode("utf-8")
    if len(octets) <= _OCTETS:
        return octets + b"\r\n"
    pieces = []
    start, room = 0, _OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character: step back to its first octet
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _OCTETS - 1  # a continuation line spends one octet on its leading space
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def text_line(name: str, text: str) -> bytes:
    """Return a folded property with a TEXT value."""
    return fold(f"{name}:{escape(many_lines(text))}")
