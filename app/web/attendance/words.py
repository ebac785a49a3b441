"""What the pages of a registration say, chosen by where it stands: confirmed, waiting, offered, applied."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.attendance.admission import Door
from app.domain.lifecycle import RegistrationState as State
from app.models import Event


@dataclass(frozen=True, slots=True)
class Leaving:
    """Giving a registration up: the question, what it means, the button, and the link to the question."""

    question: str
    means: str
    button: str
    link: str


def leaving(state: State) -> Leaving:
    """Return the words for giving up a registration in this state."""
    if state is State.CONFIRMED:
        return Leaving(
            _("Give your seat back?"),
            _(
                "The first on the waiting list gets it at once, and the entry leaves your calendar. "
                "You can register again, at the end of the list."
            ),
            _("Give my seat back"),
            _("Give my seat back"),
        )
    if state in {State.APPLIED, State.UNCONFIRMED}:
        return Leaving(
            _("Take your registration back?"),
            _("You can register again as long as registration is open."),
            _("Take it back"),
            _("Take my registration back"),
        )
    return Leaving(
        _("Leave the waiting list?"),
        _("You lose your place in it. You can register again, at the end of the list."),
        _("Leave the list"),
        _("Leave the waiting list"),
    )


def standing(state: State, door: Door, *, is_to_come: bool, until: str) -> tuple[str, str] | None:
    """Return the note on a person's own page and its tone; None where a button says enough.

    `until`: how long an offered seat is kept, in words; empty when that time has run out.
    """
    if state is State.CANCELLED:
        return _("You are not registered any more."), "plain"
    if door is Door.OVER:
        over = _(
            "The session is over. Recording, presentations and summary stand on the event's page "
            "as soon as they are there."
        )
        return over, "info"
    if not is_to_come or (state is State.OFFERED and until):
        return None
    return {
        State.WAITING: (
            _(
                "All seats are taken. You are on the waiting list, in the order of arrival; "
                "we write to you as soon as a seat is yours."
            ),
            "warn",
        ),
        State.OFFERED: (
            _("A seat was kept for you, and the time to take it has run out: the next in the list is asked."),
            "warn",
        ),
        State.APPLIED: (
            _(
                "Your registration has arrived. The organisers look at each one themselves; "
                "we write to you as soon as they have said yes."
            ),
            "info",
        ),
    }.get(state)


def no_way_in(state: State | None) -> str:
    """Say why a link to join does not lead into the session; None: the link belongs to nobody's seat."""
    if state is State.OFFERED:
        return _(
            "A seat is kept for you, and you have not taken it yet. Take it with the link to your "
            "registration; then this link leads into the session."
        )
    if state is State.APPLIED:
        return _(
            "The organisers have not said yes to your registration yet. We write to you as soon as they have."
        )
    if state is State.WAITING:
        return _("You are on the waiting list and have no seat yet. We write to you as soon as one is yours.")
    return _(
        "You gave your seat back, so this link does not lead into the session. "
        "With the link to your registration you can register again."
    )


def what_follows(event: Event, *, is_full: bool) -> str:
    """Say to whoever sent the form what the mail that is on its way brings."""
    if event.confirm_email:
        return _(
            "Nothing is held for you yet: open the mail, follow its link and press the button there. "
            "The seat, or a place on the waiting list, is yours at that moment. "
            "The link is good for 24 hours."
        )
    if event.approve_by_hand:
        return _(
            "The organisers look at each registration themselves. The mail brings your personal link; "
            "the next one says whether you are in."
        )
    if is_full:
        return _(
            "All seats are taken at the moment. One that you hold already stays yours; otherwise the mail "
            "most likely says that you are on the waiting list. You need not do anything more."
        )
    return _(
        "The mail holds your seat: an invitation for your calendar and your personal link to join, to change "
        "or to cancel."
    )
