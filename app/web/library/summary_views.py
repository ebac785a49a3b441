from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import PUBLIC_SUMMARY_STATES, SummaryState
from app.extensions import db
from app.models import Event, Summary
from app.queries import library
from app.services.library import summaries
from app.web import access, record
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.library.blueprint import blueprint
from app.web.library.summary_forms import SummaryForm, row_names
from app.web.pages import Page, desk_page

VERBS = frozenset({"save", "preview", "publish", "correct", "take_back"})


@blueprint.route("/desk/events/<slug>/summary", methods=["GET", "POST"])
def summary(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.SEE_DRAFT)
    if not access.allows(event, Action.EDIT_SUMMARY):
        return redirect(url_for("library.preview", slug=slug)) if request.method == "GET" else abort(403)
    found, form, do = library.summary_of(event.id), SummaryForm(), request.form.get("do", "save")
    if not form.is_submitted():
        form.fill(found or Summary(event_id=event.id))
        return _page(event, found, form)
    if do not in VERBS:
        return _page(event, found, form, go_on=form.arrange(do))
    if form.validate():
        form.tidy()
        with refusals_at(form):
            _do(do, event, form)
            db.session.commit()
            to = "library.preview" if do == "preview" else "library.summary"
            return redirect(url_for(to, slug=slug), 303)
    return _page(event, library.summary_of(event.id), form)


@blueprint.get("/desk/events/<slug>/materials/preview")
def preview(slug: str) -> Page:
    """What readers see, or will see, with the summary in whatever state it is."""
    event = access.load_event(slug, Action.SEE_DRAFT)
    found = library.summary_of(event.id)
    return desk_page(
        "library/preview.html",
        event,
        record=record.record_view(event, library.record_of(event.id), found),
        view=record.summary_view(event, found) if found else None,
        state_of_summary=found.state if found else SummaryState.DUE,
    )


def _do(do: str, event: Event, form: SummaryForm) -> None:
    content = form.content()
    if do == "publish":
        summaries.publish(event, content=content, actor=access.actor(), now=now())
        flash(
            _("The summary is public.")
            if event.is_public
            else _("The summary will be public with the event."),
            "success",
        )
    elif do == "correct":
        summaries.correct(event, content=content, note=form.note.data, actor=access.actor(), now=now())
        flash(_("The correction is public, with its note."), "success")
    elif do == "take_back":
        summaries.take_back(event, actor=access.actor(), now=now())
        flash(_("The summary is a draft again; readers no longer see it."), "success")
    else:
        summaries.save(event, content=content, actor=access.actor(), now=now())
        flash(_("The draft is saved."), "success")


def _page(event: Event, found: Summary | None, form: SummaryForm, go_on: str | None = None) -> Page:
    state = found.state if found else SummaryState.DUE
    return desk_page(
        "library/summary.html",
        event,
        form=form,
        state_of_summary=state,
        is_public=state in PUBLIC_SUMMARY_STATES,
        corrections=found.corrections if found else [],
        row_names=row_names(),
        go_on=go_on,
    )
