"""What a kind of message needs besides its texts."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class MailFacts:
    """`context` feeds the templates; `calendar` is an .ics sent with the iTIP `method` (RFC 6047)."""

    context: dict[str, Any] = field(default_factory=dict)
    calendar: bytes | None = None
    method: str | None = None
    in_reply_to: str | None = None
    reply_to: str | None = None
    unsubscribe_url: str | None = None
    from_name: str | None = None
