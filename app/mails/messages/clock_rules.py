"""What new clock rules did to an event, for people who know its time: a sentence or two (row T9)."""

from flask_babel import gettext as _

from app.domain.words import N_
from app.wording.when import When

HOUR_KEPT = N_(
    "Clocks in %(city)s follow new rules. “%(title)s” keeps its hour there, %(hours)s, and so it comes at "
    "another moment everywhere else: at %(utc)s UTC instead of %(utc_before)s UTC.",
)
INSTANT_KEPT = N_(
    "Clocks in %(city)s follow new rules. “%(title)s” takes place at the moment that was announced, %(utc)s "
    "UTC, but clocks in %(city)s then show %(hours)s instead of %(before)s. Elsewhere nothing changes.",
)


def what_changed(title: str, *, known: When, now: When) -> str:
    """Say what is different for somebody who knows `known`: the moment, the hour in the place, or both."""
    words = {
        "title": title,
        "city": now.host.city,
        "hours": now.host.time_text,
        "before": known.host.time_text,
        "utc": now.utc.time_text,
        "utc_before": known.utc.time_text,
    }
    if known.starts_iso == now.starts_iso:
        return str(_(INSTANT_KEPT, **words))
    if (known.time.wall_start, known.time.zone) == (now.time.wall_start, now.time.zone):
        return " ".join(filter(None, (_(HOUR_KEPT, **words), _for_the_reader(known, now))))
    said: str = _(
        "“%(title)s” takes place at another time: at %(hours)s on %(day)s in %(city)s instead of %(before)s "
        "on %(day_before)s.",
        day=now.host.date_text,
        day_before=known.host.date_text,
        **words,
    )
    return said


def _for_the_reader(known: When, now: When) -> str:
    if now.reader is None or known.reader is None or now.reader.zone == now.host.zone:
        return ""
    said: str = _(
        "In %(city)s that is %(hours)s instead of %(before)s.",
        city=now.reader.city,
        hours=now.reader.time_text,
        before=known.reader.time_text,
    )
    return said
