"""Who gets what when an event changes, in sentences."""

from flask_babel import ngettext

from app.services.scheduling.delivery_log import Told


def told_words(told: Told, *, ends: bool) -> list[str]:
    """Return one sentence for each group that is told; `ends`: the event is called off."""
    groups = (
        (told.seats, _seats_end(told.seats) if ends else _seats_follow(told.seats)),
        (told.programme, _programme_ends(told.programme) if ends else _programme_follows(told.programme)),
        (
            told.checks,
            ngettext(
                "%(num)s booked tech check leaves its calendar, too, by a mail of its own.",
                "%(num)s booked tech checks leave their calendars, too, each by a mail of its own.",
                told.checks,
            ),
        ),
        (
            told.waiting,
            ngettext(
                "%(num)s has no seat yet and gets words alone.",
                "%(num)s have no seat yet and get words alone.",
                told.waiting,
            ),
        ),
        (
            told.silent,
            ngettext(
                "%(num)s address takes no mail and is left out.",
                "%(num)s addresses take no mail and are left out.",
                told.silent,
            ),
        ),
    )
    return [sentence for count, sentence in groups if count]


def _seats_end(count: int) -> str:
    return ngettext(
        "%(num)s gets a cancellation: the entry leaves their calendar.",
        "%(num)s get a cancellation: the entry leaves their calendars.",
        count,
    )


def _seats_follow(count: int) -> str:
    return ngettext(
        "%(num)s gets an update of their calendar entry.",
        "%(num)s get an update of their calendar entries.",
        count,
    )


def _programme_ends(count: int) -> str:
    return ngettext(
        "%(num)s of the programme gets a cancellation.",
        "%(num)s of the programme get a cancellation.",
        count,
    )


def _programme_follows(count: int) -> str:
    return ngettext(
        "%(num)s of the programme gets an update of their calendar entry.",
        "%(num)s of the programme get an update of their calendar entries.",
        count,
    )
