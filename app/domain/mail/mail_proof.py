"""What our own mail server found out about a sender: Authentication-Results (RFC 8601, row R4).

Anybody can write this header. It counts only under the name of our own server, which takes such headers of
others away (RFC 8601 section 5), and of several only the one that stands first.
"""

import re
from email import message_from_bytes
from email.utils import getaddresses

_COMMENT = re.compile(r"\([^()]*\)")
_FROM = re.compile(r"header\.from\s*=\s*\"?([A-Za-z0-9.-]+)", re.IGNORECASE)
_PASSED = re.compile(r"dmarc\s*=\s*pass\b", re.IGNORECASE)
_LIMIT = 20_000


def proven_sender(raw: bytes, *, server: str) -> str | None:
    """Return the address in From, lower-cased, if `server` says that DMARC passed for its domain, or None.

    `server` is the authserv-id that our mail server writes, such as `mx.example.org`.
    """
    mail = message_from_bytes(raw[:_LIMIT])
    results = [_COMMENT.sub(" ", str(value)) for value in mail.get_all("Authentication-Results", [])]
    ours = next((value for value in results if _server_of(value) == server.lower()), None)
    senders = [address.lower() for _, address in getaddresses([str(one) for one in mail.get_all("From", [])])]
    if ours is None or len(senders) != 1:  # two senders: which of them passed?
        return None
    for result in ours.split(";")[1:]:
        domain = _FROM.search(result)
        if _PASSED.match(result.strip()) and domain and senders[0].endswith(f"@{domain[1].lower()}"):
            return senders[0]
    return None


def _server_of(result: str) -> str:
    words = result.partition(";")[0].split()
    return words[0].lower() if words else ""
