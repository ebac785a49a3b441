"""A printed or typed label ("EST") against the clocks of the place on that date (row T3).

It may agree, contradict or leave it open; then a person decides and sees every reading with its instant.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from app.domain.clocks.zone_letters import Meaning, meanings, offset_in, tidy
from app.domain.clocks.zones import (
    Gap,
    Overlap,
    WallTimeMissing,
    abbreviation_at,
    city,
    offset_at,
    resolve,
    wall_at,
)

Kind = Literal["agrees", "contradicts", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class LabelReading:
    """One moment that the wall time and its label can mean.

    * `letters`: those of the reading (EDT where EST was typed for New York in May), None where it has none.
    * `means`: explains them in English (marked for translation); "" for the clocks of a place.
    * `zone`: the place whose clocks were read; None for the letters taken literally.
    * `wall`: what clocks in the event's place show at that moment; the typed time where no place is given.
    * `fold`: which of two equal wall times, where clocks go back.
    """

    letters: str | None
    offset: timedelta
    instant: datetime
    means: str
    zone: str | None
    wall: datetime
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class LabelCheck:
    """What came out, and the readings to show.

    `agrees` has one; `contradicts` that of the place first, then the literal ones; `ambiguous` all; `unknown`
    (letters that nobody uses) that of the place, if there is a place.
    """

    kind: Kind
    readings: tuple[LabelReading, ...]

    @property
    def fold(self) -> int | None:
        """Which of two equal wall times an agreeing label means."""
        return self.readings[0].fold if self.kind == "agrees" else None


def check_label(wall: datetime, zone: str | None, letters: str) -> LabelCheck:
    """Compare `letters` ("EST", "UTC-4") with the clocks in `zone` at `wall`; without a place list meanings.

    Raises WallTimeMissing for a skipped wall time.
    """
    if zone is None:
        return _without_place(wall, letters)
    own = _own_readings(wall, zone)
    named = [reading for reading in own if reading.letters == tidy(letters).upper()]
    if len(named) == 1:
        return LabelCheck("agrees", tuple(named))
    literal = _literal_readings(wall, zone, letters)
    if not literal:
        return LabelCheck("unknown", own)
    instants = {reading.instant for reading in literal}
    fitting = tuple(reading for reading in own if reading.instant in instants)
    if fitting:
        return LabelCheck("agrees" if len(fitting) == 1 else "ambiguous", fitting)
    usual = tuple(reading for reading, rare in literal.items() if not rare) or tuple(literal)
    return LabelCheck("contradicts", own + usual)


def _own_readings(wall: datetime, zone: str) -> tuple[LabelReading, ...]:
    """What clocks in the place itself mean: one moment, or two where they go back."""
    meant = resolve(wall, zone)
    if isinstance(meant, Gap):
        raise WallTimeMissing(wall, city(zone), meant)
    if isinstance(meant, Overlap):
        return tuple(
            LabelReading(one.abbreviation, one.offset, one.instant, "", zone, wall, fold)
            for fold, one in enumerate((meant.first, meant.second))
        )
    return (LabelReading(meant.abbreviation, meant.offset, meant.instant, "", zone, wall),)


def _literal_readings(wall: datetime, zone: str, letters: str) -> dict[LabelReading, bool]:
    """What the letters say by themselves, each with whether that is a rare meaning.

    Numbers need no table. The place's own letters of another season come next: EST in New York is UTC-5,
    not Australian.
    """
    stated = offset_in(letters)
    if stated is not None:
        return {_literal(wall, zone, letters, stated, ""): False}
    name = tidy(letters).upper()
    for days in range(0, 366, 28):
        season = wall.replace(tzinfo=UTC) - timedelta(days=days)
        if abbreviation_at(season, zone) == name:
            return {
                _literal(
                    wall, zone, name, offset_at(season, zone), _words(name, offset_at(season, zone))
                ): False
            }
    readings = {}
    for meaning in meanings(name):
        for offset in _offsets(wall, meaning):
            readings[_literal(wall, zone, name, offset, meaning.means)] = meaning.rare
    return readings


def _without_place(wall: datetime, letters: str) -> LabelCheck:
    """The letters' meanings, and the clocks of the best known place of each where they differ on that day."""
    stated = offset_in(letters)
    if stated is not None:
        return LabelCheck("agrees", (_literal(wall, None, letters, stated, ""),))
    found: dict[datetime, LabelReading] = {}
    usual = [meaning for meaning in meanings(letters) if not meaning.rare]
    for meaning in usual:
        for offset in _offsets(wall, meaning):
            reading = _literal(wall, None, tidy(letters).upper(), offset, meaning.means)
            found.setdefault(reading.instant, reading)
    for meaning in usual:
        for zone in meaning.zones[:1]:
            if not isinstance(resolve(wall, zone), Gap):
                for reading in _own_readings(wall, zone):
                    found.setdefault(reading.instant, reading)
    kind: Kind = "agrees" if len(found) == 1 else "ambiguous" if found else "unknown"
    return LabelCheck(kind, tuple(found.values()))


def _offsets(wall: datetime, meaning: Meaning) -> list[timedelta]:
    """The offsets of a meaning: fixed, or those of the place whose clocks it follows."""
    if meaning.offset is not None:
        return [meaning.offset]
    meant = resolve(wall, meaning.zones[0])
    if isinstance(meant, Gap):
        return []
    return [meant.first.offset, meant.second.offset] if isinstance(meant, Overlap) else [meant.offset]


def _literal(wall: datetime, zone: str | None, letters: str, offset: timedelta, means: str) -> LabelReading:
    instant = wall.replace(tzinfo=UTC) - offset
    return LabelReading(letters, offset, instant, means, None, wall_at(instant, zone) if zone else wall)


def _words(letters: str, offset: timedelta) -> str:
    return next((meaning.means for meaning in meanings(letters) if meaning.offset == offset), "")
