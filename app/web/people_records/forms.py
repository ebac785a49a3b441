from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from app.models import Person
from app.services.people_records.merge_values import MergeChoice
from app.web.forms.base import Form, TextField, clean_line
from app.web.forms.fields import choices_of
from app.web.people_records.words import FACT_WORDS, fact_text

KEPT, GONE = "kept", "gone"


class AliasesForm(Form):
    aliases = TextField(
        _l("Other spellings"),
        description=_l(
            "One a line: a former name, another script, how it was misprinted. Searches find them."
        ),
        length=3000,
    )

    @property
    def lines(self) -> list[str]:
        return [line[:300] for text in (self.aliases.data or "").splitlines() if (line := clean_line(text))]

    def fill(self, person: Person) -> None:
        if not self.is_submitted():
            self.aliases.data = "\n".join(alias.name for alias in person.aliases)


def merge_form(kept: Person, gone: Person, fields: Sequence[str], *, addresses: bool) -> Form:
    """Return a form with one question for each fact in which the records differ."""

    def said(person: Person, name: str) -> str:
        if name == "email" and not addresses:
            return _("The address of %(name)s, which is not shown here", name=person.name)
        if name == "photo_key":
            return _("The photo of %(name)s", name=person.name)
        return fact_text(person, name)

    questions = {
        name: RadioField(
            FACT_WORDS[name],
            choices=choices_of([(KEPT, said(kept, name)), (GONE, said(gone, name))]),
            default=KEPT,
        )
        for name in fields
    }
    made: type[Form] = type("MergeForm", (Form,), questions)
    return made()


def wish_of(form: Form, fields: Sequence[str]) -> MergeChoice:
    """Return what was chosen."""
    return MergeChoice(frozenset(name for name in fields if form[name].data == GONE))
