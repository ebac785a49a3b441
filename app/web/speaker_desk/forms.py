from flask_babel import lazy_gettext as _

from app.web.forms.base import AddressField, Form, LineField, TextField, required
from app.web.forms.fields import DayField


class AnswerForm(Form):
    note = TextField(_("A word to the organisers"), length=1000)
    promised_by = DayField(_("I will know by"))


class SubstituteForm(Form):
    name = LineField(_("Name"), [required(_("Whom should the organisers ask?"))], length=200)
    email = AddressField(_("E-mail address"), [required(_("Where can they be asked?"))])
    note = TextField(_("A word to the organisers"), length=1000)
