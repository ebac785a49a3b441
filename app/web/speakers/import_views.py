"""People in from a spreadsheet's CSV: the good lines go in, the others are asked about (row P8)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import get_locale, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import BooleanField, TextAreaField

from app.domain.people import people_csv
from app.domain.people.country_names import country_meant
from app.domain.people.people_csv import ListedPerson, ListRefused, PeopleTable
from app.extensions import db
from app.models import Event
from app.services.speakers import import_list
from app.web import access
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers.blueprint import blueprint
from app.web.speakers.list_views import EDIT

COLUMN_WORDS = {
    "name": _l("Name"),
    "first": _l("First name"),
    "last": _l("Last name"),
    "email": _l("E-mail"),
    "roles": _l("Roles"),
    "organisation": _l("Organisation"),
    "position": _l("Position"),
    "country": _l("Country"),
}


class ListForm(Form):
    file = FileField(
        _l("CSV file"),
        description=_l("As any spreadsheet saves it. At most 500 lines."),
    )
    text = TextAreaField(_l("Or paste the lines here, the column names first"))
    headless = BooleanField(_l("The first line is a person already, there are no column names"))


@blueprint.route("/import", methods=["GET", "POST"])
def import_people(slug: str) -> Response | Page:
    """Say what each column holds and what is wrong in each line; add the lines that are right."""
    event = access.load_event(slug, EDIT)
    form, lines = ListForm(), []
    found, columns = None, []
    if form.validate_on_submit():
        with refusals_at(form), _columns_in_words():
            is_new = _take(form)
            found = people_csv.table(form.text.data, has_head=not form.headless.data)
            columns = _columns(found, is_new=is_new)
            lines = people_csv.read(found, columns, address_of=_address_of, country_of=_country_of)
            if request.form.get("do") == "add":
                _add(event, lines)
                lines = [line for line in lines if line.problems]
                if not lines:
                    return redirect(url_for("speakers.people", slug=slug), 303)
                form.text.data = people_csv.text_of(found, lines, has_head=not form.headless.data)
    return desk_page(
        "speakers/import.html",
        event,
        form=form,
        lines=lines,
        wrong=sum(1 for line in lines if line.problems),
        found=found,
        columns=columns,
        words=COLUMN_WORDS,
    )


def _add(event: Event, lines: list[ListedPerson]) -> None:
    """Add who stands in a line that is right, and say how many."""
    added, known = import_list.add_good(event, lines, actor=access.actor(), now=now())
    db.session.commit()
    flash(ngettext("One person is added.", "%(num)s people are added.", added), "success")
    if known:
        said = ngettext("One was in the list already.", "%(num)s were in the list already.", known)
        flash(said, "info")


def _columns(found: PeopleTable, *, is_new: bool) -> list[str | None]:
    """Return what each column holds: as the person says, else as its name lets us guess."""
    guessed = people_csv.guess(found.head)
    if is_new:
        return guessed
    said = [request.form.get(f"column-{number}") for number in range(len(found.head))]
    return [
        guess if one is None else one if one in people_csv.COLUMNS else None
        for one, guess in zip(said, guessed, strict=True)
    ]


@contextmanager
def _columns_in_words() -> Iterator[None]:
    """Let a refusal that is about a column name it in the reader's words."""
    try:
        yield
    except ListRefused as error:
        name = COLUMN_WORDS.get(str(error.params.get("name")))
        raise (ListRefused(error.text, name=name) if name else error) from error


def _take(form: ListForm) -> bool:
    """Put what was sent into the form as text; tell whether it is a file that was just chosen."""
    sent: Any = form.file.data
    if not sent or not getattr(sent, "filename", ""):
        form.text.data = form.text.data or ""
        return False
    data = sent.stream.read(people_csv.MOST_BYTES + 1)
    sent.close()
    if len(data) > people_csv.MOST_BYTES:
        raise ListRefused(people_csv.TOO_MANY, most=people_csv.MOST_LINES)
    form.text.data = people_csv.decoded(data)
    return True


def _address_of(text: str) -> str | None:
    """Return the address in its one spelling: a domain in letters or in punycode is one."""
    from email_validator import EmailNotValidError, validate_email  # as late as in app/web/forms/base.py

    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).normalized.lower()
    except EmailNotValidError:
        return None


def _country_of(text: str) -> str | None:
    return country_meant(text, str(get_locale()))
