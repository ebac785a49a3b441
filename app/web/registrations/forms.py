from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.domain.attendance.seat_offers import LONGEST_HOURS
from app.services.attendance.admission import AdmissionRules
from app.web.forms.base import Form, LineField
from app.web.forms.fields import WholeNumberField


class AdmissionForm(Form):
    capacity = WholeNumberField(_l("Seats"), least=1, most=1_000_000)
    registration_open = BooleanField(_l("People can register"))
    confirm_email = BooleanField(
        _l("Confirm the address first"),
        description=_l("A seat is held only once a button behind a mailed link has been pressed."),
    )
    approve_by_hand = BooleanField(
        _l("Let people in by hand"), description=_l("Each registration waits for your yes.")
    )
    answer_hours = WholeNumberField(
        _l("Hours to take a seat that became free"),
        description=_l(
            "Whoever is next in the list has so long to say yes; then the next is asked. Empty: the "
            "seat is theirs at once."
        ),
        least=1,
        most=LONGEST_HOURS,
    )

    def rules(self) -> AdmissionRules:
        """Return what leads to a seat."""
        return AdmissionRules(
            capacity=self.capacity.data,
            registration_open=self.registration_open.data,
            confirm_email=self.confirm_email.data,
            approve_by_hand=self.approve_by_hand.data,
            answer_hours=self.answer_hours.data,
        )


class RemovalForm(Form):
    reason = LineField(_l("Reason, told to the person"), length=300)
