from flask_babel import lazy_gettext as _l

from app.web.forms.base import AddressField, Form, LineField, TextField, required
from app.web.forms.fields import DayField


class InvitationAnswerForm(Form):
    note = TextField(_l("A word to the organisers"), length=1000)
    promised_by = DayField(_l("I will know by"))


class SubstituteForm(Form):
    name = LineField(_l("Name"), [required(_l("Whom should the organisers ask?"))], length=200)
    email = AddressField(_l("E-mail address"), [required(_l("Where can they be asked?"))])
    note = TextField(_l("A word to the organisers"), length=1000)
