from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField

from app.web.forms.base import Form, LineField, required


class PlaceSearchForm(Form):
    """A search by GET; it changes nothing and needs no token."""

    class Meta:
        csrf = False

    q = LineField(_l("City or country"), length=80)


class ZoneForm(Form):
    zone = RadioField(_l("Show times for"), [required(_l("Choose a place."))], validate_choice=False)
    next = HiddenField()
