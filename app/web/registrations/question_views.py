"""The organisers' questions to those who register: asked, changed, ordered, deleted, and counted (row R1)."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.attendance.questions import MOST_QUESTIONS, YES
from app.extensions import db
from app.models import Event, Question, QuestionKind
from app.queries import questions as query
from app.services.attendance import questions
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.registrations.blueprint import blueprint
from app.web.registrations.question_forms import KINDS, QuestionForm

DESK = "/desk/events/<slug>/questions"


@blueprint.route(DESK, methods=["GET", "POST"])
def all_questions(slug: str) -> Response | Page:
    """Show the questions with what was answered; ask one more."""
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    form = QuestionForm()
    if form.is_submitted():
        event = access.load_event(slug, Action.EDIT)
    if form.validate_on_submit():
        with refusals_at(form):
            questions.add(event, draft=form.draft(), actor=access.actor(), now=now())
            db.session.commit()
            return redirect(url_for("registrations.all_questions", slug=slug, did="add:"), 303)
    return _list(event, form)


@blueprint.post(f"{DESK}/arrange")
def arrange_questions(slug: str) -> Response:
    event = access.load_event(slug, Action.EDIT)
    verb, key = arranging.command()
    question = _loaded(event, key)
    if Form().validate_on_submit() and verb in arranging.STEPS:
        by = arranging.STEPS[verb]
        questions.move(event, question, by=by, actor=access.actor(), now=now())
        db.session.commit()
    return redirect(url_for("registrations.all_questions", slug=slug, did=f"{verb}:{key}"), 303)


@blueprint.route(f"{DESK}/<question_key>", methods=["GET", "POST"])
def question(slug: str, question_key: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT)
    present, form = _loaded(event, question_key), QuestionForm()
    form.fill(present)
    if form.validate_on_submit():
        with refusals_at(form):
            questions.change(event, present, draft=form.draft(), actor=access.actor(), now=now())
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("registrations.all_questions", slug=slug), 303)
    return _page("registrations/question.html", event, question=present, form=form)


@blueprint.route(f"{DESK}/<question_key>/remove", methods=["GET", "POST"])
def remove_question(slug: str, question_key: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT)
    present, form = _loaded(event, question_key), Form()
    if form.validate_on_submit():
        questions.remove(event, present, actor=access.actor(), now=now())
        db.session.commit()
        flash(_("The question is deleted, with its answers."), "success")
        return redirect(url_for("registrations.all_questions", slug=slug), 303)
    return _page("registrations/remove_question.html", event, question=present, form=form)


def _loaded(event: Event, key: str) -> Question:
    return query.by_key(event.id, key[:16]) or abort(404)


def _list(event: Event, form: QuestionForm) -> Page:
    return _page(
        "registrations/questions.html",
        event,
        form=form,
        rows=query.of_event(event.id),
        most=MOST_QUESTIONS,
        kinds=KINDS,
        tallies={number: _read(tally) for number, tally in query.tallies(event.id).items()},
        pressed=arranging.pressed(),
        may_edit=access.allows(event, Action.EDIT),
    )


def _page(template: str, event: Event, **more: object) -> Page:
    return desk_page(template, event, answered=query.how_many(event.id), **more)


def _read(tally: query.Tally) -> list[tuple[str, int]]:
    """Return the counts with the words that are read."""
    words = {True: _("Yes"), False: _("No")}
    return [
        (words[said == YES] if kind is QuestionKind.YES_NO else said, count) for kind, said, count in tally
    ]
