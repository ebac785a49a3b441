from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField

from app.models import Organisation
from app.web.forms import AddressField, Form, KeyField, LineField, TextField, required
from app.web.partners.forms import AliasesMixin, WebAddressMixin


class SignForm(Form):
    seen = KeyField()
    reason = TextField(_("Why not, and what would have to change"), length=1000)


class CommentForm(Form):
    text = TextField(_("A word about the draft"), [required(_("Write something first."))], length=3000)


class ColleagueForm(Form):
    name = LineField(_("Name"), [required(_("Write the name."))], length=200)
    email = AddressField(_("E-mail address"), [required(_("Where can they be written to?"))])


class OwnPartForm(WebAddressMixin, AliasesMixin, Form):
    name = LineField(_("Name in full, as printed"), [required(_("Write its name."))], length=200)
    short_name = LineField(_("Short name"), description=_("An acronym, if it goes by one."), length=60)
    web_url = LineField(_("Web address"), length=2000)
    aliases = TextField(
        _("Other names"),
        description=_("One a line: former names, other languages, spellings. Searches find them."),
        length=3000,
    )
    logo = FileField(
        _("Logo"), description=_("PNG, JPEG or WebP; a transparent ground looks best. At most 5 MB.")
    )
    no_logo = BooleanField(_("Remove the logo"))

    def fill(self, organisation: Organisation) -> None:
        if self.is_submitted():
            return
        self.name.data, self.short_name.data = organisation.name, organisation.short_name
        self.web_url.data = organisation.web_url
        self.aliases.data = "\n".join(alias.name for alias in organisation.aliases)
