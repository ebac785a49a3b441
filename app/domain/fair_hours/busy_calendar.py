"""What a calendar file says about when somebody is busy, and what of it was not understood (row T10)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.calendars.foreign.refusals import Why
from app.domain.errors import DomainError
from app.domain.span import Span
from app.domain.words import N_

SIZE_LIMIT = 2 * 1024 * 1024  # octets
ENTRIES_LIMIT = 20_000


class CalendarUnreadable(DomainError):
    """The bytes are no iCalendar file, or one that breaks off."""

    message = N_(
        "This is no calendar file that can be read. "
        "It should begin with BEGIN:VCALENDAR and end with END:VCALENDAR."
    )
    field = "calendar"
    status = 422


class CalendarTooLarge(DomainError):
    """More than anybody's calendar of some months holds."""

    message = N_("This calendar is too large: at most %(limit)d MB. Export only the months in question.")
    field = "calendar"
    status = 422

    def __init__(self) -> None:
        super().__init__(limit=SIZE_LIMIT // 1024**2)


class CalendarTooLong(DomainError):
    """More entries than anybody has."""

    message = N_("This calendar holds more than %(limit)d entries. Export only the months in question.")
    field = "calendar"
    status = 422

    def __init__(self) -> None:
        super().__init__(limit=ENTRIES_LIMIT)


class CalendarTooCostly(DomainError):
    """Reading it takes more time or memory than any calendar should."""

    message = N_("Reading this calendar takes too long. Export only the months in question.")
    field = "calendar"
    status = 422


@dataclass(frozen=True, slots=True)
class UnreadEntry:
    """An entry that was not, or not wholly, understood. Its day and title are for its owner's eyes only."""

    why: Why
    day: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """Merged spans within the window, and what they do not say.

    Of `entries`, those in `unread` were not understood, or only in part (see Why). `unknown_zones` are names
    that nobody knows; times in them were read by the owner's clock.
    """

    spans: tuple[Span, ...]
    entries: int
    unread: tuple[UnreadEntry, ...] = ()
    unknown_zones: tuple[str, ...] = ()

    @property
    def reasons(self) -> Mapping[Why, int]:
        """How many entries were not understood, for each reason, in the order of Why."""
        counted = Counter(one.why for one in self.unread)
        return {why: counted[why] for why in Why if why in counted}
