"""What a calendar said, and what of it was not understood, in words."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.calendars.foreign.refusals import Why
from app.domain.fair_hours.busy_calendar import BusyTimes, UnreadEntry
from app.wording.dates import long_date

MOST_NAMED = 5


def noted_text(count: int) -> str:
    """Say how many busy times are kept."""
    text: str = ngettext(
        "One busy time is noted; nothing else of the calendar is kept.",
        "%(num)s busy times are noted; nothing else of the calendar is kept.",
        count,
    )
    return text


def unread_text(entries: int, reasons: Mapping[str, int]) -> str:
    """Say how many of the entries were not understood, and why; "" when all were."""
    if not reasons:
        return ""
    why = "; ".join(_reason(Why(word), reasons[word]) for word in Why if word in reasons)
    text: str = ngettext(
        "%(num)s of %(all)s entries could not be read in full: %(why)s.",
        "%(num)s of %(all)s entries could not be read in full: %(why)s.",
        sum(reasons.values()),
        all=entries,
        why=why,
    )
    return f"{text} {_('Add what is missing under “Busy times”.')}"


def doubts(busy: BusyTimes, *, for_owner: bool) -> str:
    """Say once what was not understood: zones by their names, and to the calendar's owner which entries."""
    said = [unread_text(busy.entries, {why.value: count for why, count in busy.reasons.items()})]
    if for_owner and busy.unread:
        said.append(_("It is about %(entries)s.", entries=_named(busy.unread)))
    if busy.unknown_zones:
        names = ", ".join(f"“{name}”" for name in busy.unknown_zones[:3])
        said.append(_("Nobody knows the time zone %(names)s.", names=names))
    return " ".join(filter(None, said))


def _reason(why: Why, count: int) -> str:
    sentences = {
        Why.NO_START: lambda: ngettext("one has no start", "%(num)s have no start", count),
        Why.BAD_TIME: lambda: ngettext(
            "one has a time that cannot be read", "%(num)s have times that cannot be read", count
        ),
        Why.ENDS_FIRST: lambda: ngettext("one ends before it starts", "%(num)s end before they start", count),
        Why.REPEATS: lambda: ngettext(
            "one repeats by a rule that is not understood, so only its first time counts",
            "%(num)s repeat by rules that are not understood, so only the first time of each counts",
            count,
        ),
        Why.TOO_OFTEN: lambda: ngettext(
            "one repeats too often to be worked out, so only its first time counts",
            "%(num)s repeat too often to be worked out, so only the first time of each counts",
            count,
        ),
        Why.UNKNOWN_ZONE: lambda: ngettext(
            "one is in a time zone that nobody knows, and was read by this person's own clock",
            "%(num)s are in time zones that nobody knows, and were read by this person's own clock",
            count,
        ),
    }
    return str(sentences[why]())


def _named(unread: Sequence[UnreadEntry]) -> str:
    names = ", ".join(_name(one) for one in unread[:MOST_NAMED])
    more = len(unread) - MOST_NAMED
    return names + (ngettext(" and %(num)s more", " and %(num)s more", more) if more > 0 else "")


def _name(one: UnreadEntry) -> str:
    day = long_date(one.day) if one.day else ""
    if one.title and day:
        return _("“%(title)s” on %(day)s", title=one.title, day=day)
    return f"“{one.title}”" if one.title else day or _("one without title and day")
