"""The meeting's own address, which no mail carries unless the organisers made it public (row R8)."""

from urllib.parse import urlsplit

from app.domain.errors import DomainError
from app.domain.words import N_


class MeetingGivenAway(DomainError):
    """The meeting's own address lets in whoever reads it, without a seat and without being counted."""

    message = N_(
        "This holds the meeting's own address. Leave it out: the mail brings everybody with a seat their own "
        "way in."
    )
    field = "text"
    status = 422


def is_in(text: str, *, url: str, is_public: bool) -> bool:
    """Whether a text names the meeting that `url` leads to, although it is not public."""
    if not url or is_public:
        return False
    parts = urlsplit(url)
    bare = (parts.netloc + parts.path).rstrip("/").casefold()
    return bool(parts.path.strip("/")) and bare in text.casefold()
