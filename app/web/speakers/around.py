"""Who of the people is wanted elsewhere around the event's hour, in words (row T11)."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from app.models import Event
from app.queries.clashes import NamedClash, Straight, elsewhere
from app.web import access
from app.wording.when import clock_reading


class Around(NamedTuple):
    """Sentences: who is in two events at once, and who has hardly a break."""

    clashes: list[str]
    straight: list[str]


def around(event: Event) -> Around:
    """Say it as far as this account may know it; one query."""
    found = elsewhere(event, account_id=access.account().id)
    return Around([_clash(event, one) for one in found.clashes], [_straight(one) for one in found.straight])


def _clash(event: Event, found: NamedClash) -> str:
    clash, name, other = found
    if other is None:
        return _("%(name)s is also in another event at this time.", name=name)
    span = clock_reading(clash.span.start, clash.span.end, event.zone or "Etc/UTC", event.zone or "Etc/UTC")
    times = f"{span.time_text} {span.city} ({span.zone_text})"
    return _("%(name)s is also in “%(event)s”: %(times)s.", name=name, event=other, times=times)


def _straight(found: Straight) -> str:
    minutes = int(found.gap.total_seconds() // 60)
    lasting = ngettext("%(num)s minute between", "%(num)s minutes between", minutes) if minutes else ""
    pause = lasting or _("no minute between")
    name, event = found.person, found.other
    if event is None and found.comes_after:
        return _("%(name)s goes straight on to another event: %(pause)s.", name=name, pause=pause)
    if event is None:
        return _("%(name)s comes straight from another event: %(pause)s.", name=name, pause=pause)
    if found.comes_after:
        return _("%(name)s goes straight on to “%(event)s”: %(pause)s.", name=name, event=event, pause=pause)
    return _("%(name)s comes straight from “%(event)s”: %(pause)s.", name=name, event=event, pause=pause)
