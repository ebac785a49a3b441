"""Mails to those who registered: what became of the event, of their seat, and why they are told."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.lifecycle import EventState
from app.domain.lifecycle import RegistrationState as State
from app.domain.words import N_
from app.mails.words.news import News

MOVED = News(
    N_("New time: %(title)s, %(day)s"),
    N_("The event has a new time"),
    N_("“%(title)s” takes place at another time."),
)
RENAMED = News(
    N_("New name: %(title)s"),
    N_("The event has a new name"),
    N_("It is now called “%(title)s”. Its time stays."),
)
TAKES_PLACE = News(
    N_("It takes place: %(title)s, %(day)s"),
    N_("The event takes place"),
    N_("“%(title)s” takes place after all, at this time."),
)
POSTPONED = News(
    N_("Postponed: %(title)s"),
    N_("The event is postponed"),
    N_("“%(title)s” does not take place at the announced time. A new one is not known yet."),
)
CANCELLED = News(
    N_("Cancelled: %(title)s"),
    N_("The event is cancelled"),
    N_("“%(title)s” will not take place."),
)


def seat(state: State) -> str:
    """Say what becomes of the seat when the event changes, or where somebody without a seat stands."""
    if state is State.CONFIRMED:
        return _("Your seat stays yours, and your calendar follows with this mail.")
    return no_seat(state)


def seat_at_a_new_time(state: State) -> str:
    """Say the same where the hour is another one, which may not suit."""
    if state is State.CONFIRMED:
        return _(
            "Your seat stays yours, and your calendar follows with this mail. "
            "If you cannot come at this time, please give your seat back."
        )
    return no_seat(state)


def seat_without_an_hour(state: State) -> str:
    """Say the same while there is no hour to come to."""
    stays = _("Your seat stays yours.") if state is State.CONFIRMED else no_seat(state)
    return f"{stays} {_('We write to you when the new time is known.')}"


def no_seat(state: State) -> str:
    """Say where somebody without a seat stands while the event changes."""
    if state is State.OFFERED:
        return _("You have no seat yet: one is kept for you. Take it, or give it back, with your link.")
    if state is State.APPLIED:
        return _("You have no seat yet: the organisers still look at your registration.")
    return _("You have no seat yet: you are still on the waiting list, in the same place.")


def why(state: str, email: str) -> str:
    """Say for the small print why this address is written to."""
    waits = N_("You receive this because %(email)s is on the waiting list of this event.")
    sentences: dict[str, str] = {
        State.WAITING: waits,
        State.OFFERED: waits,
        State.APPLIED: N_("You receive this because %(email)s asked to take part in this event."),
    }
    seated = N_("You receive this because %(email)s is registered for this event.")
    said: str = _(sentences.get(state, seated), email=email)
    return said


def for_whom(name: str) -> str:
    """Say for whom of several with one mailbox a mail is."""
    return _("This is for %(name)s.", name=name)


def also_registered(email: str, others: Sequence[str]) -> str:
    """Say who else is registered with the mailbox, and what to do where two of them are one person."""
    if len(others) == 1:
        also = _("%(email)s is registered for %(name)s, too.", email=email, name=others[0])
    else:
        also = ngettext(
            "%(email)s is registered for %(num)s other person, too.",
            "%(email)s is registered for %(num)s other people, too.",
            len(others),
            email=email,
        )
    own = _(
        "Each person has a seat and links of their own. If two of them are one person, give one of the "
        "two back with its link."
    )
    return f"{also} {own}"


def calendar(*, has_entry: bool) -> str:
    """Say what keeps the calendar right: this mail, or the entry of those who are on the programme, too."""
    if has_entry:
        return _(
            "The invitation that comes with this mail keeps your calendar right: "
            "when the event moves or is cancelled, your entry follows."
        )
    return _(
        "You are on the programme, too: your calendar has the event already, "
        "and that entry is the one that stays right."
    )


def link_again(state: State, title: str) -> str:
    """Say where somebody stands who asked for their link again."""
    sentences = {
        State.CONFIRMED: N_("You are registered for “%(title)s”. Here is your link."),
        State.OFFERED: N_(
            "A seat at “%(title)s” is kept for you: take it, or give it back. Here is your link."
        ),
        State.APPLIED: N_(
            "The organisers of “%(title)s” still look at your registration. Here is your link."
        ),
        State.WAITING: N_("You are on the waiting list of “%(title)s”. Here is your link."),
    }
    said: str = _(sentences[state], title=title)
    return said


def no_longer_holds(state: EventState) -> str:
    """Say what is wrong with the hour below; nothing where it holds."""
    if state is EventState.POSTPONED:
        return _("This time no longer holds:")
    return _("The event does not take place. This was its time:") if state is EventState.CANCELLED else ""


def given_up(title: str, *, was: str, had_seat: bool, by_organiser: bool) -> str:
    """Say whose decision it was that a registration ended, and what it was: a seat, an offer, a place."""
    if by_organiser:
        refused = N_("The organisers could not give you a place at “%(title)s”.")
        sentence = (
            refused
            if was == State.APPLIED
            else N_("The organisers cancelled your registration for “%(title)s”.")
        )
    elif was == State.OFFERED:
        sentence = N_("You gave the seat at “%(title)s” back that was kept for you.")
    elif was == State.APPLIED:
        sentence = N_("You took your registration for “%(title)s” back.")
    elif had_seat:
        sentence = N_("You gave your seat at “%(title)s” back.")
    else:
        sentence = N_("You left the waiting list of “%(title)s”.")
    said: str = _(sentence, title=title)
    return said
