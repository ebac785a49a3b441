"""What the finder's codes are called on its pages."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.fair_hours.measure import BurdenBand, Measure, Need
from app.services.finder.people import NOT_ASKED

BANDS: Mapping[BurdenBand, Any] = {
    BurdenBand.GOOD: _l("good"),
    BurdenBand.FAIR: _l("fair"),
    BurdenBand.TIRING: _l("tiring"),
    BurdenBand.BAD: _l("bad"),
    BurdenBand.DEEP_NIGHT: _l("deep night"),
}
LEVELS = {band: str(level) for level, band in enumerate(BurdenBand)}
NEEDS: Mapping[str, Any] = {
    Need.MUST.value: _l("Must come"),
    Need.SHOULD.value: _l("Should come"),
    Need.OPTIONAL.value: _l("Optional"),
    NOT_ASKED: _l("Leave out"),
}
MEASURES: Mapping[str, Any] = {
    Measure.FEWEST_HURT.value: _l("Fewest hurt"),
    Measure.NOBODY_AT_NIGHT.value: _l("Nobody at night"),
    Measure.LEAST_IN_TOTAL.value: _l("Least in total"),
    Measure.TAKE_TURNS.value: _l("Take turns"),
}
MEASURE_NOTES: Mapping[str, Any] = {
    Measure.FEWEST_HURT.value: _l("One person's deep night weighs more than several people's early morning."),
    Measure.NOBODY_AT_NIGHT.value: _l("Whoever would be up between 00:00 and 05:00 counts first."),
    Measure.LEAST_IN_TOTAL.value: _l("The smallest sum of points. One person may pay for all."),
    Measure.TAKE_TURNS.value: _l("Who paid at the edition's other events is spared now."),
}
WEEKDAYS: Mapping[str, Any] = {
    "mon": _l("Monday"),
    "tue": _l("Tuesday"),
    "wed": _l("Wednesday"),
    "thu": _l("Thursday"),
    "fri": _l("Friday"),
    "sat": _l("Saturday"),
    "sun": _l("Sunday"),
}
HOURS_KINDS: Mapping[str, Any] = {
    "usual": _l("The usual hours"),
    "within": _l("Only the hours marked below"),
    "good": _l("Only the hours marked below, all equally good"),
}
HOURS_NOTES: Mapping[str, Any] = {
    "usual": _l("Day is good, evening is tiring, night is bad. Nothing is ruled out."),
    "within": _l("Inside them evenings and early mornings still count as tiring."),
    "good": _l("For whoever lives differently: a night worker, a parent, somebody travelling."),
}
ABSENCES: Mapping[str, Any] = {
    "busy": _l("busy"),
    "own-hours": _l("not within the own hours"),
    "day-off": _l("a day off"),
}
