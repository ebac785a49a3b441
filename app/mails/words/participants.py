"""Mails to the people of an event about the entries in their calendars."""

from flask_babel import gettext as _

from app.domain.words import N_
from app.mails.words.news import News

AS_A_GUEST = News(
    N_("In your calendar: %(title)s, %(day)s"),
    N_("It is in your calendar"),
    N_("You asked for “%(title)s” in your calendar. This mail puts it there and keeps it right."),
)
TAKING_PART = AS_A_GUEST._replace(
    lead=N_(
        "Thank you for taking part in “%(title)s”. "
        "This mail puts it into your calendar and keeps it right there."
    )
)
POSTPONED = News(
    N_("Postponed: %(title)s"),
    N_("The event is postponed"),
    N_("“%(title)s” is postponed. A new time will follow; the hour below no longer holds."),
)
CLOCK_RULES = News(
    N_("Clock rules changed: %(title)s, %(day)s"),
    N_("Clock rules changed"),
    "%(changed)s",  # what newer rules mean, already in words
)
MOVED = News(
    N_("New time: %(title)s, %(day)s"),
    N_("The event has a new time"),
    N_("“%(title)s” has a new time, and your calendar follows with this mail."),
)
RENAMED = News(
    N_("New name: %(title)s"),
    N_("The event has a new name"),
    N_("It is now called “%(title)s”. Its time stays."),
)
OWN_PART = News(
    N_("Other hours for your part: %(title)s"),
    N_("Your part has other hours"),
    N_(
        "Your part in “%(title)s” has other hours. The event itself stays where it is, "
        "and your calendar follows with this mail."
    ),
)
TAKES_PLACE = News(
    N_("It takes place: %(title)s, %(day)s"),
    N_("The event takes place"),
    N_("“%(title)s” takes place at this time."),
)
CALLED_OFF = News(
    N_("Cancelled: %(title)s"),
    N_("The event is cancelled"),
    N_("“%(title)s” will not take place."),
)
GUEST_LEAVES = News(
    N_("No longer in your calendar: %(title)s"),
    N_("The entry leaves your calendar"),
    N_("You no longer want “%(title)s” in your calendar."),
)
LEAVES = News(
    N_("No longer in your calendar: %(title)s"),
    N_("You are no longer on the programme"),
    N_("You are no longer on the programme of “%(title)s”."),
)
NO_LONGER_ON_PROGRAMME = N_("No longer on the programme: %(title)s")
CHECK_BOOKED = News(
    N_("Your tech check: %(title)s, %(day)s"),
    N_("Your tech check"),
    N_("Your tech check for “%(title)s” is booked."),
)
CHECK_MOVED = News(
    N_("New time for your tech check: %(title)s, %(day)s"),
    N_("Your tech check has a new time"),
    N_("Your tech check for “%(title)s” has another time."),
)
CHECK_FREE = News(
    N_("No tech check: %(title)s"),
    N_("No tech check"),
    N_("Your slot for the tech check of “%(title)s” is free again."),
)
CHECK_CALLED_OFF = CHECK_FREE._replace(lead=CALLED_OFF.lead)


def entry_leaves() -> str:
    """Say that the entry is taken back by this mail."""
    return _("The entry leaves your calendar with this mail.")


def entry_stays() -> str:
    """Say that a seat keeps the event in the calendar."""
    return _("Your seat stays yours, so the event stays in your calendar.")


def why(name: str, *, is_guest: bool, was: bool = False) -> str:
    """Say for the small print why this person is written to; `was`: they no longer are on the programme."""
    if is_guest:
        return _("You receive this because you asked for this event in your calendar.")
    if was:
        return _("You receive this because %(name)s was on the programme of this event.", name=name)
    return _("You receive this because %(name)s is on the programme of this event.", name=name)
