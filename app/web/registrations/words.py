"""What the organisers' list of registrations says in sentences and on its tabs."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.lifecycle import RegistrationState as State
from app.models import Event
from app.queries.registrations import Counts


def seats(event: Event, numbers: Counts) -> list[str]:
    """Return the sentences below the bar of seats: who waits, who gave up, who came."""
    by = numbers.by_state
    said = [
        ngettext(
            "%(num)s of them is kept for somebody who has not answered yet.",
            "%(num)s of them are kept for people who have not answered yet.",
            by[State.OFFERED],
        )
        if by[State.OFFERED]
        else "",
        ngettext("%(num)s person waits.", "%(num)s people wait.", by[State.WAITING]),
        ngettext(
            "%(num)s has not confirmed the address.",
            "%(num)s have not confirmed the address.",
            by[State.UNCONFIRMED],
        )
        if by[State.UNCONFIRMED]
        else "",
        ngettext("%(num)s cancelled.", "%(num)s cancelled.", by[State.CANCELLED]),
        ngettext("%(num)s joined.", "%(num)s joined.", numbers.joined),
        ngettext(
            "%(num)s more came without a registration.",
            "%(num)s more came without a registration.",
            event.joined_others,
        )
        if event.joined_others
        else "",
    ]
    return [sentence for sentence in said if sentence]


def tabs(address: str, numbers: Counts) -> list[tuple[str, str, str, int]]:
    """Return (key, word, address, count) of each state that somebody is in; the first is everybody."""
    words = {
        State.CONFIRMED: _("Confirmed"),
        State.OFFERED: _("Seat offered"),
        State.WAITING: _("Waiting"),
        State.APPLIED: _("Wait for your yes"),
        State.UNCONFIRMED: _("Unconfirmed"),
        State.CANCELLED: _("Cancelled"),
    }
    counted = ((state, word, numbers.by_state[state]) for state, word in words.items())
    one_each = [
        (state.value, word, f"{address}?state={state}", count) for state, word, count in counted if count
    ]
    return [("", _("All"), address, numbers.total), *one_each]


def removal(state: State) -> tuple[str, str]:
    """Return the heading and the button for taking a registration away: who applied hears a no."""
    if state is State.APPLIED:
        return _("Say no to this registration"), _("Say no and tell the person")
    if state is State.UNCONFIRMED:
        return _("Cancel this registration"), _("Cancel it")
    return _("Cancel this registration"), _("Cancel it and tell the person")
