"""People and questions for the tests of the fair-hour finder."""

from datetime import date, datetime

from app.domain.fair_hours.participant import Participant
from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.times import FairHours, fair_hours
from app.domain.fair_hours.week_grid import GOOD, WeekGrid
from app.domain.span import Span

WEDNESDAY = date(2027, 1, 13)
AMARA = Participant("amara", "Amara", "Africa/Lagos", country="NG")
BO = Participant("bo", "Bo", "America/Los_Angeles", country="US")
CHIE = Participant("chie", "Chie", "Asia/Tokyo", country="JP")
HARD_ZONES = (
    *("Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca", "Asia/Gaza", "Africa/Cairo"),
    *("America/St_Johns", "America/Havana", "America/Santiago", "Antarctica/Troll", "Europe/Dublin"),
    *("Asia/Kathmandu", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago"),
    *("America/New_York", "Europe/London", "Asia/Tokyo", "Pacific/Auckland", "Asia/Tehran"),
)

SIX = {
    "America/New_York": "US",
    "Europe/London": "GB",
    "Africa/Nairobi": "KE",
    "Asia/Kolkata": "IN",
    "Asia/Tokyo": "JP",
    "Pacific/Auckland": "NZ",
}


def ask(*people: Participant, first=WEDNESDAY, last=WEDNESDAY, zone="UTC", **changes) -> FairHours:
    """Ask the finder about one Wednesday, counted in UTC, unless told otherwise."""
    return fair_hours(MeetingRequest(people, zone, first, last, **changes))


def codes(reasons) -> list[str]:
    """The codes alone."""
    return [reason.code for reason in reasons]


def hours(*strokes) -> WeekGrid:
    """The same hours on every day: ("09:00-12:00", GOOD)."""
    return WeekGrid.painted([(range(7), text, cell) for text, cell in strokes])


def wall(text: str) -> datetime:
    """A wall time."""
    return datetime.fromisoformat(text)


def span(start: str, end: str) -> Span:
    """A span in UTC."""
    return Span(datetime.fromisoformat(f"{start}+00:00"), datetime.fromisoformat(f"{end}+00:00"))


def quarter(text: str) -> int:
    """The quarter in UTC that begins then."""
    return int(datetime.fromisoformat(f"{text}+00:00").timestamp()) // 900


def two_who_never_meet() -> tuple[Participant, Participant]:
    """Two whose hours leave none in common: early from 06:00 to 09:00, late from 10:00 to 12:00, in UTC."""
    early = Participant("early", "Early", "UTC", grid=hours(("06:00-09:00", GOOD)))
    late = Participant("late", "Late", "UTC", grid=hours(("10:00-12:00", GOOD)))
    return early, late


def six(**changes) -> MeetingRequest:
    """Ask for an hour for people in six places around the world."""
    people = tuple(Participant(zone, zone, zone, country=country) for zone, country in SIX.items())
    return MeetingRequest(people, "UTC", WEDNESDAY, WEDNESDAY, **{"minutes": 60, **changes})
