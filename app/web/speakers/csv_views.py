"""People in and out as a spreadsheet's CSV."""

from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale, lazy_gettext, ngettext
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from app.domain import csv_cells, people_csv
from app.domain.errors import DomainError
from app.domain.people_csv import Line
from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.queries.participants import participations_of
from app.services import people_lists
from app.web import access, reader
from app.web.countries import country_code
from app.web.forms import Form
from app.web.speakers import blueprint, board
from app.web.speakers.list_views import EDIT
from app.web.when import when_of


class ListForm(Form):
    file = FileField(
        lazy_gettext("CSV file"),
        description=lazy_gettext(
            "UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab. At most 500 lines."
        ),
    )
    text = TextAreaField(lazy_gettext("Or paste the lines here, the column names first"))


@blueprint.get("/people.csv")
def export(slug: str) -> FlaskResponse:
    """The board for a spreadsheet, in which nothing that a person typed can run."""
    event = access.load_event(slug, EDIT)
    now = gateways().clock.now()
    head = ("name", "email", "roles", "organisation", "position", "country", "state", "zone", "owed")
    rows = [head, *map(_row, board.rows_of(event, participations_of(event.id), now=now))]
    answer = FlaskResponse(csv_cells.lines(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}-people.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/import", methods=["GET", "POST"])
def import_people(slug: str) -> Response | tuple[str, int]:
    """Read the list, show what it says and what is wrong in each line; add all or nothing."""
    event = access.load_event(slug, EDIT)
    form, lines = ListForm(), []
    if form.validate_on_submit():
        try:
            form.text.data = _text(form)
            lines = people_csv.read(form.text.data, is_address=_is_address, country_of=_country_of)
            if request.form.get("do") == "add":
                return _add(event, lines)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
            event = access.load_event(slug, EDIT)
    return render_template(
        "speakers/import.html",
        event=event,
        form=form,
        lines=lines,
        wrong=sum(1 for line in lines if line.problems),
        columns=people_csv.COLUMNS,
        when=when_of(event, reader.zone_name()),
    ), 422 if form.errors else 200


def _add(event: Event, lines: list[Line]) -> Response:
    added, known = people_lists.add_all(event, lines, actor=access.actor(), now=gateways().clock.now())
    slug = event.slug
    db.session.commit()
    flash(ngettext("One person is added.", "%(num)s people are added.", added), "success")
    if known:
        said = ngettext("One was in the list already.", "%(num)s were in the list already.", known)
        flash(said, "info")
    return redirect(url_for("speakers.people", slug=slug), 303)


def _text(form: ListForm) -> str:
    """Return what was sent, as text: the file where there is one, else what was pasted."""
    sent: Any = form.file.data
    if sent and getattr(sent, "filename", ""):
        data = sent.stream.read(people_csv.MOST_BYTES + 1)
        sent.close()
        if len(data) > people_csv.MOST_BYTES:
            raise people_csv.ListRefused(people_csv.TOO_MANY, most=people_csv.MOST_LINES)
        return people_csv.decoded(data)
    return form.text.data or ""


def _is_address(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # as late as in app/web/forms.py

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _country_of(text: str) -> str | None:
    return country_code(text, str(get_locale()))


def _row(row: board.Row) -> list[str]:
    part, first = row.part, next(iter(row.part.affiliations), None)
    return [
        part.name_printed,
        part.person.email or "",
        "; ".join(part.roles),
        first.organisation_name if first else "",
        first.title if first else "",
        (first.country or "") if first else "",
        part.state.value,
        part.person.zone or "",
        "; ".join(chip.word for chip in row.chips if chip.tone in {"warn", "bad"}),
    ]
