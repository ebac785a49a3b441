from flask_babel import lazy_gettext as _

from app.web.forms.base import AddressField, Form, LineField, required


class SignInForm(Form):
    email = AddressField(_("Your e-mail address"), [required(_("Enter the address you work with."))])


class CodeForm(Form):
    email = AddressField(_("Your e-mail address"), [required()])
    code = LineField(_("Six-digit code"), [required(_("Enter the code from the mail."))], length=12)
