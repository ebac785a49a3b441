from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain import csv_cells
from app.domain.access import Action
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Question, QuestionAnswer, Registration
from app.queries import questions
from app.queries import registrations as query
from app.services.attendance import admission
from app.web import access, reader
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.registrations import words
from app.web.registrations.blueprint import blueprint
from app.web.registrations.forms import AdmissionForm
from app.wording.when import When, utc_iso, when_span

COLUMNS = (
    "number", "state", "name", "email", "country", "organisation", "access needs", "zone", "language",
    "registered at (UTC)", "joined at (UTC)", "in the meeting's list", "calendar answer",
)  # fmt: skip


@blueprint.route("/desk/events/<slug>/registrations", methods=["GET", "POST"])
def registrations(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT if request.method == "POST" else Action.SEE_REGISTRATIONS)
    form = AdmissionForm(obj=event)
    if form.validate_on_submit():
        with refusals_at(form):
            seated = admission.set_rules(event, rules=form.rules(), actor=access.actor(), now=now())
            db.session.commit()
            flash(_saved(seated), "success")
            return redirect(url_for("registrations.registrations", slug=slug), 303)
    return _page(event, form)


@blueprint.get("/desk/events/<slug>/registrations.csv")
def export(slug: str) -> FlaskResponse:
    """The list for a spreadsheet, in which nothing that a person typed can run."""
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    asked, answered = questions.of_event(event.id), questions.answers_of_all(event.id)
    head = (*COLUMNS, *(question.words for question in asked))
    people = ((one, answered.get(one.id, {})) for one in query.everybody(event.id))
    rows = [head, *((*_row(one), *said_to(asked, answers)) for one, answers in people)]
    answer = FlaskResponse(csv_cells.lines(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{event.slug}-registrations.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(event: Event, form: AdmissionForm) -> Page:
    return desk_page(
        "registrations/registrations.html",
        event,
        form=form,
        answers=query.answers(event.id),
        answer_of=query.answer_of,
        proposals=[(one, _proposed(one, event)) for one in query.proposals(event.id)],
        countries=query.countries(event.id),
        may_edit=access.allows(event, Action.EDIT),
        began=event.starts_at is not None and event.starts_at <= now(),
        **_people(event),
    )


def _people(event: Event) -> dict[str, Any]:
    """Return the numbers, and the page of people that the address asks for."""
    text = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    wanted = request.args.get("state", "")
    state = RegistrationState(wanted) if wanted in set(RegistrationState) else None
    answer = request.args.get("answer", "")
    answer = answer if answer in query.ANSWERS else ""
    page = max(1, min(request.args.get("page", 1, int), 10_000))
    rows, pages = query.page_of(event.id, text=text, state=state, answer=answer, page=page)
    numbers = query.counts(event.id)
    asked: dict[str, Any] = {"q": text or None, "state": wanted or None, "answer": answer or None}
    return {
        "numbers": numbers,
        "seats": words.seats(event, numbers),
        "states": words.tabs(request.path, numbers),
        "rows": rows,
        "page": page,
        "pages": pages,
        "address": lambda number: url_for(
            "registrations.registrations", slug=event.slug, page=number, **asked
        ),
        "text": text,
        "chosen": state.value if state else "",
        "answer": answer,
    }


def _proposed(one: Registration, event: Event) -> When | None:
    """The time that a calendar program proposed, as everybody here reads times."""
    start = one.proposed_starts_at
    if start is None or event.zone is None:
        return None
    end = one.proposed_ends_at or start + timedelta(minutes=event.minutes)
    return when_span(start, max(start, end), event.zone, reader.zone_name())


def _row(one: Registration) -> tuple[object, ...]:
    return (
        one.queue_number,
        one.state.value,
        one.name,
        one.email,
        one.country,
        one.organisation,
        one.access_needs,
        one.zone,
        one.locale,
        _instant(one.created_at),
        _instant(one.joined_at),
        "yes" if one.in_meeting_list else "",
        one.calendar_answer,
    )


def said_to(asked: Sequence[Question], answers: Mapping[int, QuestionAnswer]) -> list[str]:
    """Return a person's answers in the order of the questions; one to older words with those beside it."""
    cells = []
    for question in asked:
        answer = answers.get(question.id)
        said = "; ".join(answer.answers) if answer else ""
        cells.append(f"{said} [{answer.asked}]" if answer and answer.asked != question.words else said)
    return cells


def _instant(at: datetime | None) -> str:
    return utc_iso(at) if at else ""


def _saved(seated: int) -> str:
    if not seated:
        return _("Saved.")
    return ngettext(
        "Saved. %(num)s person from the waiting list has a seat now and is told by mail.",
        "Saved. %(num)s people from the waiting list have seats now and are told by mail.",
        seated,
    )
