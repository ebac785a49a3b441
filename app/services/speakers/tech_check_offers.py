"""Slots that organisers offer for tech checks: by hand, or by a rule from everybody's own hours (row P7)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from app.domain.clocks import zones
from app.domain.errors import DomainError
from app.domain.lifecycle import COUNTED_ON
from app.domain.tech_check_slots import SlotPlan, SlotRule, plan
from app.domain.words import N_
from app.extensions import db
from app.models import Event, TechCheck
from app.queries.participants import participations_of
from app.services import tokens
from app.services.speakers.tech_checks import end_of, slots_of

MOST = 200


class NoSlots(DomainError):
    """The hours given hold no slot that is still to come before the event."""

    message = N_("Between these hours no slot fits that is still ahead and ends before the event.")
    field = "until"
    status = 422


class TooManySlots(DomainError):
    """An event has a sensible number of slots."""

    message = N_("An event takes at most %(most)d slots.")
    field = "until"
    status = 422


class NoHourYet(DomainError):
    """A rule counts back from the event's hour."""

    message = N_("The event has no hour yet. Give it one first; the days are counted back from it.")
    status = 409


class NobodyToOffer(DomainError):
    """A rule needs somebody whose clock is known."""

    message = N_("Nobody who takes part and has not booked yet has told us where they are.")
    status = 409


def offer(
    event: Event, *, day: date, since: time, until: time, minutes: int, zone: str, now: datetime
) -> int:
    """Offer slots of `minutes` between two wall times of a day in `zone`, one after the other; say how many.

    A slot that is there already stays. Raises NoSlots, TooManySlots, and WallTimeMissing where a clock change
    skips an hour that was given.
    """
    first, last = (zones.instant_of(datetime.combine(day, one), zone, fold=0) for one in (since, until))
    known = {slot.starts_at for slot, _person in slots_of(event)}
    length, at = timedelta(minutes=minutes), first
    starts: list[datetime] = []
    while at + length <= last and len(starts) <= MOST:
        if at > now and (event.starts_at is None or at + length <= event.starts_at):
            starts.append(at)
        at += length
    if not starts:
        raise NoSlots
    new = [one for one in starts if one not in known]
    _add(event, new, minutes=minutes, there=len(known))
    return len(new)


def offer_by_rule(event: Event, rule: SlotRule, *, now: datetime) -> SlotPlan:
    """Offer slots to everybody who takes part and has none, in their own working hours.

    Return what was added, and the names of those for whom it was not enough: too few hours, or a zone that
    is not known. Raises NoHourYet, NobodyToOffer, NoSlots, TooManySlots.
    """
    if event.starts_at is None:
        raise NoHourYet
    slots = slots_of(event)
    booked = {slot.participation_id for slot, _person in slots if slot.participation_id}
    people = [one for one in participations_of(event.id) if one.state in COUNTED_ON and one.id not in booked]
    names = {one.person.slug: one.name_printed for one in people}
    known = {one.person.slug: one.person.zone for one in people if one.person.zone in zones.available_names()}
    if not known:
        raise NobodyToOffer
    taken = [(slot.starts_at, end_of(slot)) for slot, _person in slots]
    zones_of = {key: zone for key, zone in known.items() if zone is not None}
    found = plan(rule, zones_of, starts_at=event.starts_at, now=now, taken=taken)
    if not found.starts:
        raise NoSlots
    _add(event, found.starts, minutes=rule.minutes, there=len(slots))
    without = [names[key] for key in names if key in found.without or key not in known]
    return SlotPlan(found.starts, without)


def _add(event: Event, starts: Iterable[datetime], *, minutes: int, there: int) -> None:
    new = list(starts)
    if there + len(new) > MOST:
        raise TooManySlots(most=MOST)
    for one in new:
        slot = TechCheck(key=tokens.public_key(), event_id=event.id, starts_at=one, minutes=minutes)
        db.session.add(slot)
    db.session.flush()
