"""Addresses as mails and calendar files give them: the installation's own, never the request's host."""

import uuid
from enum import StrEnum
from urllib.parse import quote

from app.installation import installation


class PagePath(StrEnum):
    """The paths that mails, calendar files and links of people name. They are promises: none ever changes."""

    EVENT = "/events/{slug}"
    EVENT_FILE = "/events/{slug}.ics"
    WRITE = "/events/{slug}/write"
    SIGN_IN = "/sign-in/{token}"
    ATTENDEE = "/my/{token}"
    JOIN = "/join/{token}"
    UNSUBSCRIBE = "/unsubscribe/{token}"
    OWN_FEED = "/my-events/{token}.ics"
    SPEAKER_DESK = "/speak/{token}"
    PARTNER_DESK = "/partner/{token}"
    POLL = "/poll/{token}"
    DESK_ORGANISATIONS = "/desk/events/{slug}/organisations"
    DESK_PEOPLE = "/desk/events/{slug}/people"
    DESK_MATERIALS = "/desk/events/{slug}/materials"
    DESK_LETTER = "/desk/events/{slug}/messages/letters/{key}"
    DESK_APPLICANTS = "/desk/events/{slug}/registrations?state=applied"


def absolute(page: PagePath, **names: str) -> str:
    """Return the full public address of a page, with the slug or token that its path asks for."""
    path = page.format_map({name: quote(value, safe="") for name, value in names.items()})
    return installation().base_url + path


def new_uid() -> str:
    """Return the UID of a calendar entry that nothing else has (RFC 7986 section 5.3)."""
    return f"{uuid.uuid4()}@{installation().host}"


def message_id(key: str) -> str:
    """Return the Message-ID of the mail with this key: the same at every attempt (RFC 5322 section 3.6.4)."""
    return f"<{key}@{installation().host}>"
