"""Refusals of a label that does not say what clocks in the place say, in words for everybody (row T3)."""

from datetime import datetime

from app.domain.clocks.wall_time import clock
from app.domain.clocks.zones import city, offset_text, zone_text
from app.domain.errors import DomainError
from app.domain.typed_times.label_check import LabelCheck, check_label
from app.domain.words import N_


class LabelContradicts(DomainError):
    """The letters are not what clocks in the place say on that date; `check` has the readings."""

    message = N_(
        "On %(date)s %(city)s is on %(own)s: %(time)s there is %(own_utc)s UTC. Read as %(label)s it is "
        "%(label_utc)s UTC, when clocks in %(city)s show %(label_wall)s. Which one is meant?",
    )
    field = "printed_label"
    status = 422

    def __init__(self, wall: datetime, zone: str, label: str, check: LabelCheck) -> None:
        self.check = check
        own, other = check.readings[:2]
        super().__init__(
            date=wall.date(),
            city=city(zone),
            own=zone_text(own.instant, zone),
            time=clock(wall, wall),
            own_utc=clock(own.instant, wall),
            label=f"{label}, {offset_text(other.offset)}",
            label_utc=clock(other.instant, wall),
            label_wall=clock(other.wall, wall),
        )


class LabelUnclear(DomainError):
    """The letters have several meanings, or none that we know; `check` has the readings."""

    message = N_("“%(label)s” can mean several times. Choose the place or the time that is meant.")
    field = "printed_label"
    status = 422

    def __init__(self, label: str, check: LabelCheck) -> None:
        self.check = check
        unknown = N_("We do not know “%(label)s” as the name of a time. Leave it out, or choose the place.")
        super().__init__(unknown if check.kind == "unknown" else None, label=label[:32])


def require_clear_label(wall: datetime, zone: str, label: str) -> LabelCheck:
    """Check `label`, which must agree; raises LabelContradicts or LabelUnclear, both with `.check`."""
    check = check_label(wall, zone, label)
    if check.kind == "contradicts":
        raise LabelContradicts(wall, zone, label, check)
    if check.kind != "agrees":
        raise LabelUnclear(label, check)
    return check
