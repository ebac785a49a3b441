"""How long a typed time lasts in a place: clocks may change between its start and its end (row T6)."""

from datetime import datetime, timedelta

from app.domain.clocks.zones import Overlap, instant_of, resolve
from app.domain.errors import DomainError
from app.domain.typed_times.label_check import check_label
from app.domain.typed_times.time_text import TypedTime


def minutes_in(zone: str, typed: TypedTime) -> int | None:
    """The minutes on the time line from the typed start to the typed end, by the clock of `zone`.

    By the clock alone where the date or a time is open, or where the start must be asked about.
    """
    if typed.date is None or typed.start is None or typed.end is None:
        return typed.minutes
    start = datetime.combine(typed.date, typed.start)
    end = datetime.combine(typed.date + timedelta(days=typed.ends_next_day), typed.end)
    try:
        fold = check_label(start, zone, typed.letters).fold if typed.letters else None
        begins = instant_of(start, zone, fold)
        meant = resolve(end, zone)
        if isinstance(meant, Overlap):
            later = meant.first.instant > begins
            ends = (meant.first if later else meant.second).instant
        else:
            ends = instant_of(end, zone)
    except DomainError:
        return typed.minutes
    return round((ends - begins).total_seconds() / 60)
