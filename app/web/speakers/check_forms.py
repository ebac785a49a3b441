from datetime import time

from flask_babel import lazy_gettext as _l

from app.domain.tech_check_slots import SlotRule
from app.web.forms.base import Form, required
from app.web.forms.fields import DayField, HourField, WholeNumberField

ITEM_WORDS = {
    "sound": _l("Sound"),
    "camera": _l("Camera"),
    "line": _l("Network"),
    "share": _l("Sharing the screen"),
    "headset": _l("Headset"),
    "light": _l("Light"),
}
CHECK_WORDS = {"good": _l("All well"), "bad": _l("Does not work")}
"""A tech check as a whole, by the tone that what was tried gives it."""

CHECK_OPEN = _l("Open")

RESULT_WORDS = {
    "good": _l("Good"),
    "fair": _l("Fair"),
    "bad": _l("Does not work"),
}


class OfferForm(Form):
    day = DayField(_l("Day"), [required(_l("Which day?"))])
    since = HourField(_l("From"), [required(_l("From which hour?"))])
    until = HourField(_l("Until"), [required(_l("Until which hour?"))])
    minutes = WholeNumberField(_l("Minutes each"), [required(_l("How long?"))], least=5, most=120, default=15)


class SlotRuleForm(Form):
    minutes = WholeNumberField(_l("Minutes each"), [required(_l("How long?"))], least=5, most=120, default=15)
    each = WholeNumberField(
        _l("Choices for each person"),
        [required(_l("How many?"))],
        least=1,
        most=6,
        default=3,
    )
    days = WholeNumberField(
        _l("Days before the event"),
        [required(_l("How many?"))],
        least=1,
        most=21,
        default=7,
    )
    since = HourField(
        _l("By the person’s clock, from"),
        [required(_l("From which hour?"))],
        default=time(9),
    )
    until = HourField(
        _l("By the person’s clock, until"),
        [required(_l("Until which hour?"))],
        default=time(17),
    )
    team_since = HourField(
        _l("Better within your hours, from"),
        [required(_l("From which hour?"))],
        default=time(8),
    )
    team_until = HourField(
        _l("Better within your hours, until"),
        [required(_l("Until which hour?"))],
        default=time(20),
    )

    def rule(self, team_zone: str) -> SlotRule:
        """Return what was asked for; the team's hours are those of `team_zone`."""
        return SlotRule(
            minutes=self.minutes.data or 15,
            days=self.days.data or 7,
            each=self.each.data or 3,
            since=self.since.data or time(9),
            until=self.until.data or time(17),
            team_zone=team_zone,
            team_since=self.team_since.data or time(0),
            team_until=self.team_until.data or time(23, 59),
        )
