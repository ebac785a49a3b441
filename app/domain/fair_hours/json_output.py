"""The finder's answer as plain values for JSON; the format is described in docs/fair-hours.md."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from app.domain.clocks.zones import zone_data_version
from app.domain.fair_hours.json_input import WEEKDAYS
from app.domain.fair_hours.option import ClockShift, MeetingOption, PersonTime
from app.domain.fair_hours.reasons import Reason
from app.domain.fair_hours.times import FairHours, Ranked
from app.domain.fair_hours.what_if import WhatIf

Json = dict[str, Any]


def answer(found: FairHours, what_ifs: Iterable[WhatIf] = ()) -> Json:
    """The whole answer."""
    request = found.search.request
    return {
        "measure": request.measure.value,
        "zone": request.zone,
        "minutes": request.minutes,
        "zone_data": zone_data_version(),
        "starts_considered": found.considered,
        "suits_all_musts": bool(found.ranked),
        "notices": [_reason(one) for one in found.notices],
        "starts": [_ranked(one) for one in found.ranked],
        "other_hours": [
            {
                **_option(one.option),
                "reasons": [_reason(reason) for reason in one.reasons],
                "as_good_on": [day.isoformat() for day in one.days],
            }
            for one in found.hours
        ],
        "near_misses": [_ranked(one) for one in found.near_misses],
        "blockers": [{"id": one.ident, "name": one.name, "starts": one.starts} for one in found.blockers],
        "what_if": [
            {
                "id": one.ident,
                "change": one.change.value,
                "suits_all_musts": one.suits_all_musts,
                "best": _option(one.best) if one.best else None,
            }
            for one in what_ifs
        ],
    }


def _ranked(one: Ranked) -> Json:
    reasons = {"reasons": [_reason(reason) for reason in one.reasons]}
    blocked = {"blocked_by": [_reason(reason) for reason in one.blocked_by]} if one.blocked_by else {}
    return {"rank": one.rank, **_option(one.option), **reasons, **blocked}


def _option(option: MeetingOption) -> Json:
    return {
        "starts_at": _instant(option.starts_at),
        "ends_at": _instant(option.ends_at),
        "wall": _wall(option.wall),
        "weekday": WEEKDAYS[option.wall.weekday()],
        "worst": option.worst.points if option.worst else None,
        "total": option.total,
        "in_deep_night": [one.ident for one in option.in_deep_night],
        "absent": [one.ident for one in option.absent],
        "pays": [{"id": one.ident, "points": one.points} for one in option.payers],
        "people": [_person(one) for one in option.people],
    }


def _person(person: PersonTime) -> Json:
    return {
        "id": person.ident,
        "name": person.name,
        "need": person.need.value,
        "zone": person.zone,
        "begins": _wall(person.begins),
        "ends": _wall(person.ends),
        "weekday": WEEKDAYS[person.weekday],
        "offset": _offset(person.offset),
        "day_shift": person.day_shift,
        "points": person.points,
        "band": person.band.value if person.band else None,
        "absence": person.absence.value if person.absence else None,
        "night": person.night,
        "day_off": person.day_off,
        "clock_change_before": _shift(person.clock_shift),
        "clock_change_during": _shift(person.shift_during),
    }


def _shift(shift: ClockShift | None) -> Json | None:
    if shift is None:
        return None
    return {
        "instant": _instant(shift.instant),
        "before": _offset(shift.before),
        "after": _offset(shift.after),
    }


def _reason(reason: Reason) -> Json:
    return {"code": reason.code, "text": str(reason), "people": list(reason.idents)}


def _instant(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _wall(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
