"""What the finder's codes are called on its pages."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.domain.fair_hours.measure import Band, Measure, Need
from app.services.finder.people import NOT_ASKED

BANDS: Mapping[Band, Any] = {
    Band.GOOD: _("good"),
    Band.FAIR: _("fair"),
    Band.TIRING: _("tiring"),
    Band.BAD: _("bad"),
    Band.DEEP_NIGHT: _("deep night"),
}
LEVELS = {band: str(level) for level, band in enumerate(Band)}
NEEDS: Mapping[str, Any] = {
    Need.MUST.value: _("Must come"),
    Need.SHOULD.value: _("Should come"),
    Need.OPTIONAL.value: _("Optional"),
    NOT_ASKED: _("Leave out"),
}
MEASURES: Mapping[str, Any] = {
    Measure.FEWEST_HURT.value: _("Fewest hurt"),
    Measure.NOBODY_AT_NIGHT.value: _("Nobody at night"),
    Measure.LEAST_IN_TOTAL.value: _("Least in total"),
    Measure.TAKE_TURNS.value: _("Take turns"),
}
MEASURE_NOTES: Mapping[str, Any] = {
    Measure.FEWEST_HURT.value: _("One person's deep night weighs more than several people's early morning."),
    Measure.NOBODY_AT_NIGHT.value: _("Whoever would be up between 00:00 and 05:00 counts first."),
    Measure.LEAST_IN_TOTAL.value: _("The smallest sum of points. One person may pay for all."),
    Measure.TAKE_TURNS.value: _("Who paid at the edition's other events is spared now."),
}
WEEKDAYS: Mapping[str, Any] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
HOURS_KINDS: Mapping[str, Any] = {
    "usual": _("The usual hours"),
    "within": _("Only the hours marked below"),
    "good": _("Only the hours marked below, all equally good"),
}
HOURS_NOTES: Mapping[str, Any] = {
    "usual": _("Day is good, evening is tiring, night is bad. Nothing is ruled out."),
    "within": _("Inside them evenings and early mornings still count as tiring."),
    "good": _("For whoever lives differently: a night worker, a parent, somebody travelling."),
}
ABSENCES: Mapping[str, Any] = {
    "busy": _("busy"),
    "own-hours": _("not within the own hours"),
    "day-off": _("a day off"),
}
