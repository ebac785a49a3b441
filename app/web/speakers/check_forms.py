from datetime import time

from flask_babel import lazy_gettext

from app.domain.tech_check_slots import Rule
from app.web.forms.base import Form, required
from app.web.forms.fields import DayField, HourField, WholeNumberField

ITEM_WORDS = {
    "sound": lazy_gettext("Sound"),
    "camera": lazy_gettext("Camera"),
    "line": lazy_gettext("Network"),
    "share": lazy_gettext("Sharing the screen"),
    "headset": lazy_gettext("Headset"),
    "light": lazy_gettext("Light"),
}
RESULT_WORDS = {
    "good": lazy_gettext("Good"),
    "fair": lazy_gettext("Fair"),
    "bad": lazy_gettext("Does not work"),
}


class OfferForm(Form):
    day = DayField(lazy_gettext("Day"), [required(lazy_gettext("Which day?"))])
    since = HourField(lazy_gettext("From"), [required(lazy_gettext("From which hour?"))])
    until = HourField(lazy_gettext("Until"), [required(lazy_gettext("Until which hour?"))])
    minutes = WholeNumberField(
        lazy_gettext("Minutes each"), [required(lazy_gettext("How long?"))], least=5, most=120, default=15
    )


class RuleForm(Form):
    minutes = WholeNumberField(
        lazy_gettext("Minutes each"), [required(lazy_gettext("How long?"))], least=5, most=120, default=15
    )
    each = WholeNumberField(
        lazy_gettext("Choices for each person"),
        [required(lazy_gettext("How many?"))],
        least=1,
        most=6,
        default=3,
    )
    days = WholeNumberField(
        lazy_gettext("Days before the event"),
        [required(lazy_gettext("How many?"))],
        least=1,
        most=21,
        default=7,
    )
    since = HourField(
        lazy_gettext("By the person’s clock, from"),
        [required(lazy_gettext("From which hour?"))],
        default=time(9),
    )
    until = HourField(
        lazy_gettext("By the person’s clock, until"),
        [required(lazy_gettext("Until which hour?"))],
        default=time(17),
    )
    team_since = HourField(
        lazy_gettext("Better within your hours, from"),
        [required(lazy_gettext("From which hour?"))],
        default=time(8),
    )
    team_until = HourField(
        lazy_gettext("Better within your hours, until"),
        [required(lazy_gettext("Until which hour?"))],
        default=time(20),
    )

    def rule(self, team_zone: str) -> Rule:
        """Return what was asked for; the team's hours are those of `team_zone`."""
        return Rule(
            minutes=self.minutes.data or 15,
            days=self.days.data or 7,
            each=self.each.data or 3,
            since=self.since.data or time(9),
            until=self.until.data or time(17),
            team_zone=team_zone,
            team_since=self.team_since.data or time(0),
            team_until=self.team_until.data or time(23, 59),
        )
