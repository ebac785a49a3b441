"""What the form of the hour asks, in words: each reading of a time with its UTC, each place and its clock."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.domain.clocks import zones
from app.domain.clocks.places import Place
from app.domain.typed_times.labels import LabelReading
from app.wording.dates import city, short_date

PLACE_TIME = "place"
Choice = tuple[str, str, str]  # value, label, note


def place_choices(found: Sequence[Place], wall: datetime | None) -> list[Choice]:
    """Offer places, each with the letters and hours of its clocks on the day."""
    return [(place.zone, place.text, _clock_there(place.zone, wall)) for place in found]


def fold_choices(overlap: zones.Overlap, wall: datetime) -> list[Choice]:
    """Offer the two moments of a wall time that happens twice (row T4)."""
    texts = (
        _("The first %(time)s, before clocks go back", time=f"{wall:%H:%M}"),
        _("The second %(time)s, after clocks went back", time=f"{wall:%H:%M}"),
    )
    return [
        (named(one.instant), text, f"{_name(one.abbreviation, one)} = {utc(one.instant, wall)}")
        for one, text in zip((overlap.first, overlap.second), texts, strict=True)
    ]


def reading_choices(readings: Sequence[LabelReading], typed: datetime, zone: str) -> list[Choice]:
    """Offer what a label can mean: the place's own clocks first, then the letters as they stand (row T3)."""
    return [(name, *_reading(reading, typed, zone)) for name, reading in named_readings(readings)]


def named_readings(readings: Sequence[LabelReading]) -> list[tuple[str, LabelReading]]:
    """Name each reading by its instant; the place's own clocks come under one name."""
    return [
        (PLACE_TIME if reading.zone is not None and index == 0 else named(reading.instant), reading)
        for index, reading in enumerate(readings)
    ]


def named(instant: datetime) -> str:
    """Name a choice by its moment, so that an answer cannot be taken for another day's."""
    return f"{instant:%Y%m%dT%H%MZ}"


def utc(instant: datetime, seen_from: datetime) -> str:
    """Write "14:00 UTC", with the day where it is not the one typed."""
    day = "" if instant.date() == seen_from.date() else f"{short_date(instant.date())}, "
    return f"{day}{instant:%H:%M} UTC"


def _reading(reading: LabelReading, typed: datetime, zone: str) -> tuple[str, str]:
    time = f"{typed:%H:%M} {_name(reading.letters, reading)}"
    note = f"= {utc(reading.instant, typed)}"
    if reading.zone is not None:
        return _("%(time)s, what clocks in %(city)s show", time=time, city=city(zone)), note
    if reading.wall != typed:
        there = f"{reading.wall:%H:%M}"
        if reading.wall.date() != typed.date():
            there = f"{short_date(reading.wall.date())}, {there}"
        note = _("%(note)s, when clocks in %(city)s show %(wall)s", note=note, city=city(zone), wall=there)
    if reading.means:
        note = f"{note}. {_(reading.means)}"
    return _("%(time)s, as the label says", time=time), note


def _name(letters: str | None, reading: LabelReading | zones.Reading) -> str:
    offset = zones.offset_text(reading.offset)
    return f"{letters} ({offset})" if letters and letters != offset else offset


def _clock_there(zone: str, wall: datetime | None) -> str:
    if wall is None:
        return ""
    meant = zones.resolve(wall, zone)
    instant = meant.first.instant if isinstance(meant, zones.Overlap) else meant.instant
    return _("%(zone)s on that day", zone=zones.zone_text(instant, zone))
