"""The measure of the fair-hour finder (row T10): how much a start hurts one person, and which start is
fairer.

Every number is whole, so two implementations agree to the last bit and anybody can check a ranking by hand.
The measure is a choice; docs/fair-hours.md gives its reasons.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

DEEP_NIGHT = 75
"""A mean above this many points is deep night."""

OUT = 255
"""The burden of a person who cannot come; every other burden is points, plus NIGHT."""

NIGHT = 128
"""Added to the points of a person who would be up between 00:00 and 05:00 and finds that bad."""


class Need(StrEnum):
    """How much the event needs a person. `share` is what one person's burden weighs."""

    MUST = "must"
    SHOULD = "should"
    OPTIONAL = "optional"

    @property
    def share(self) -> int:
        """4, 2 or 1: who may stay away can spare oneself a bad hour, who must come cannot."""
        return {"must": 4, "should": 2, "optional": 1}[self.value]


class Measure(StrEnum):
    """The named ways to rank starts. In all of them people who cannot come count first."""

    FEWEST_HURT = "fewest-hurt"
    """The default: then people in deep night, then the sum of points to the 4th power, then the earlier
    start.
    """
    NOBODY_AT_NIGHT = "nobody-at-night"
    """As the default, but every person up between 00:00 and 05:00 counts, not only those in deep night."""
    LEAST_IN_TOTAL = "least-in-total"
    """Then the plain sum of points: one person may pay for all."""
    TAKE_TURNS = "take-turns"
    """As the default, with each weight multiplied by what the person paid at earlier events."""


class BurdenBand(StrEnum):
    """Words and colours for points. Bands never rank: that would reward standing on their edges."""

    GOOD = "good"
    FAIR = "fair"
    TIRING = "tiring"
    BAD = "bad"
    DEEP_NIGHT = "deep-night"


def band_of(points: int) -> BurdenBand:
    """The band of 0 to 120 points: good up to 5, fair to 20, tiring to 45, bad to 75, deep night above."""
    return _BANDS[min(points, DEEP_NIGHT + 1)]


_BANDS = (
    *[BurdenBand.GOOD] * 6,
    *[BurdenBand.FAIR] * 15,
    *[BurdenBand.TIRING] * 25,
    *[BurdenBand.BAD] * 30,
    BurdenBand.DEEP_NIGHT,
)


def carried(earlier: tuple[int, ...]) -> int:
    """What a person brings along from earlier events of a series, the oldest first, in whole points.

    The last event counts in full, the one before by half, and so on; a half point is dropped at each step.
    """
    brought = 0
    for points in earlier:
        brought = brought // 2 + points
    return brought


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the parts of a cost stand in one whole number, so that adding and comparing need no tuples.

    From the lowest bits up: pain (the sum of the measure's points), weight of people at night, weight of
    others who cannot come, number of musts who cannot come. `bits` is the width of all four together.
    """

    night_at: int
    absent_at: int
    must_at: int
    bits: int

    @classmethod
    def for_people(cls, weights: list[int], factors: list[int]) -> "Scale":
        """Room for people of these weights (share included), whose pain is multiplied by these factors.

        The greatest burden is 120 points: 100 for deep night and 20 for a weekend.
        """
        pain = sum(weight * factor for weight, factor in zip(weights, factors, strict=True)) * 120**4
        night_at = pain.bit_length()
        absent_at = night_at + sum(weights).bit_length()
        must_at = absent_at + sum(weights).bit_length()
        return cls(night_at, absent_at, must_at, must_at + len(weights).bit_length())

    @property
    def closed(self) -> int:
        """Greater than any cost: a start that is not offered at all."""
        return 1 << self.bits

    def musts_out(self, cost: int) -> int:
        """How many musts cannot come."""
        return cost >> self.must_at

    def others_out(self, cost: int) -> int:
        """The weight of those who should or could come and cannot."""
        return (cost >> self.absent_at) & ((1 << self.must_at - self.absent_at) - 1)

    def at_night(self, cost: int) -> int:
        """The weight of people in deep night (or, for "nobody at night", up in the night)."""
        return (cost >> self.night_at) & ((1 << self.absent_at - self.night_at) - 1)

    def pain(self, cost: int) -> int:
        """The sum that ranks starts which are equal in all the rest."""
        return cost & ((1 << self.night_at) - 1)


@lru_cache(maxsize=512)
def prices(scale: Scale, measure: Measure, need: Need, weight: int, factor: int) -> tuple[int, ...]:
    """What each burden 0..255 of one person adds to the cost of a start. `weight` includes the share."""
    table = [_price(burden, scale, measure, weight, factor) for burden in range(OUT)]
    table.append(1 << scale.must_at if need is Need.MUST else weight << scale.absent_at)
    return tuple(table)


def _price(burden: int, scale: Scale, measure: Measure, weight: int, factor: int) -> int:
    points = burden & (NIGHT - 1)
    if measure is Measure.LEAST_IN_TOTAL:
        return weight * points
    dark = points > DEEP_NIGHT or (measure is Measure.NOBODY_AT_NIGHT and burden >= NIGHT)
    return weight * factor * points**4 + (dark * weight << scale.night_at)
