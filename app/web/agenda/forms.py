import re
import secrets
from collections.abc import Mapping, Sequence

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField

from app.domain.agenda import KIND_WORDS, LONGEST_ITEM, ItemKind
from app.models import AgendaItem, Participation
from app.services.agenda.agenda import ItemFacts
from app.web.agenda.lines import title_of
from app.web.forms.base import Form, KeyField, LineField, TextField
from app.web.forms.fields import WholeNumberField

People = Sequence[Participation]


def minutes_form(items: Sequence[AgendaItem], *, sent: bool = True) -> Form:
    """Return the builder's form: a length for every item, and what it was when the page was made.

    `sent`: whether a request may have sent it, rather than another form of the page.
    """
    fields: dict[str, object] = {}
    data: dict[str, object] = {}
    for item in items:
        label = _("Minutes of “%(title)s”", title=title_of(item))
        fields[f"minutes_{item.key}"] = WholeNumberField(label, least=1, most=LONGEST_ITEM)
        fields[f"seen_{item.key}"] = HiddenField()
        data |= {f"minutes_{item.key}": item.minutes, f"seen_{item.key}": item.minutes or ""}
    made: type[Form] = type("MinutesForm", (Form,), fields)
    return made(data=data) if sent else made(formdata=None, data=data)


def typed_minutes(form: Form, items: Sequence[AgendaItem]) -> Mapping[str, int | None]:
    """Return the lengths that were changed on this page, so that nobody else's are overwritten."""
    return {
        item.key: form[f"minutes_{item.key}"].data
        for item in items
        if f"minutes_{item.key}" in request.form
        and str(form[f"minutes_{item.key}"].data or "") != (form[f"seen_{item.key}"].data or "")
    }


class ItemForm(Form):
    kind = SelectField(_l("Kind"), choices=[])
    title = LineField(_l("Title"), description=_l("Without one, the kind is shown."), length=200)
    minutes = WholeNumberField(_l("Minutes"), least=1, most=LONGEST_ITEM)
    person = SelectField(_l("Person"), choices=[])

    def prepare(self, people: People) -> None:
        """Offer kinds and the event's people in the reader's language."""
        self.kind.choices = [SelectChoice(kind.value, _(word)) for kind, word in KIND_WORDS.items()]
        names = [SelectChoice(one.person.slug, one.name_printed) for one in people]
        self.person.choices = [SelectChoice("", _("Nobody yet")), *names]

    def chosen(self, people: People) -> list[Participation]:
        """Return the people the form names, in display order."""
        return [one for one in people if one.person.slug == self.person.data]

    def facts(self, people: People) -> ItemFacts:
        return ItemFacts(
            kind=ItemKind(self.kind.data),
            title=self.title.data,
            minutes=self.minutes.data,
            people=self.chosen(people),
        )


class AddItemForm(ItemForm):
    key = KeyField()

    def begin(self) -> None:
        """Give the form a name of its own: sent twice, it makes one item."""
        if not re.fullmatch(r"[0-9a-f]{12}", self.key.data or ""):
            self.key.data = secrets.token_hex(6)
        if not self.is_submitted():
            self.kind.data = ItemKind.TALK.value


class EditItemForm(ItemForm):
    note = TextField(_l("Note"), description=_l("Shown under the item."), length=500)
    place = WholeNumberField(_l("Place in the agenda"), least=1, most=9999)
    people = SelectMultipleField(_l("People, in the order in which they are shown"), choices=[])

    def prepare(self, people: People) -> None:
        super().prepare(people)
        self.people.choices = [SelectChoice(one.person.slug, one.name_printed) for one in people]
        self.person.choices[0] = SelectChoice("", _("Choose …"))

    def fill(self, item: AgendaItem) -> None:
        if self.is_submitted():
            return
        self.kind.data, self.title.data, self.minutes.data = item.kind, item.title, item.minutes
        self.note.data, self.place.data = item.note, item.position
        self.people.data = [one.participation.person.slug for one in item.speakers]

    def rearrange(self, verb: str, slug: str) -> bool:
        """Do what a button inside the form asks: take in the chosen person, move one up, or take one out."""
        names = list(dict.fromkeys(self.people.data or []))
        if verb == "in":
            names = list(dict.fromkeys([*names, *filter(None, [self.person.data])]))
            self.person.data = ""
        elif verb == "out":
            names = [name for name in names if name != slug]
        elif verb == "up" and slug in names[1:]:
            at = names.index(slug)
            names[at - 1], names[at] = names[at], names[at - 1]
        self.people.data = names
        return verb in {"in", "out", "up"}

    def chosen(self, people: People) -> list[Participation]:
        by_slug = {one.person.slug: one for one in people}
        names = dict.fromkeys([*(self.people.data or []), self.person.data or ""])
        return [by_slug[name] for name in names if name in by_slug]

    def facts(self, people: People) -> ItemFacts:
        plain = super().facts(people)
        return ItemFacts(
            kind=plain.kind,
            title=plain.title,
            minutes=plain.minutes,
            note=self.note.data,
            people=plain.people,
        )
