from flask_babel import lazy_gettext as _l

from app.web.forms.base import AddressField, Form, LineField, required


class SignInForm(Form):
    email = AddressField(_l("Your e-mail address"), [required(_l("Enter the address you work with."))])


class CodeForm(Form):
    email = AddressField(_l("Your e-mail address"), [required()])
    code = LineField(_l("Six-digit code"), [required(_l("Enter the code from the mail."))], length=12)
