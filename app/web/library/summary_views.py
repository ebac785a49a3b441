from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, may
from app.domain.errors import DomainError
from app.domain.lifecycle import SummaryState
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Summary
from app.queries import library
from app.services.library import summaries
from app.web import access, reader, record
from app.web.library.blueprint import blueprint
from app.web.library.summary_forms import SummaryForm, row_names
from app.wording.when import when_of

VERBS = frozenset({"save", "preview", "publish", "correct", "take_back"})


@blueprint.route("/desk/events/<slug>/summary", methods=["GET", "POST"])
def summary(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.SEE_DRAFT)
    if not may(access.role_in(event), Action.EDIT_SUMMARY):
        return redirect(url_for("library.preview", slug=slug)) if request.method == "GET" else abort(403)
    found, form, do = library.summary_of(event.id), SummaryForm(), request.form.get("do", "save")
    if not form.is_submitted():
        form.fill(found or Summary(event_id=event.id))
        return _page(event, found, form), 200
    if do not in VERBS:
        return _page(event, found, form, go_on=form.arrange(do)), 200
    if form.validate():
        form.tidy()
        try:
            _do(do, event, form)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
            event = access.load_event(slug, Action.EDIT_SUMMARY)
            found = library.summary_of(event.id)
        else:
            db.session.commit()
            return redirect(
                url_for("library.preview" if do == "preview" else "library.summary", slug=slug), 303
            )
    return _page(event, found, form), 422


@blueprint.get("/desk/events/<slug>/materials/preview")
def preview(slug: str) -> str:
    """What readers see, or will see, with the summary in whatever state it is."""
    event = access.load_event(slug, Action.SEE_DRAFT)
    found = library.summary_of(event.id)
    return render_template(
        "library/preview.html",
        event=event,
        record=record.record_view(event, library.record_of(event.id), found),
        view=record.summary_view(event, found) if found else None,
        state_of_summary=found.state if found else SummaryState.DUE,
        when=when_of(event, reader.zone_name()),
    )


def _do(do: str, event: Event, form: SummaryForm) -> None:
    actor, now, content = access.actor(), gateways().clock.now(), form.content()
    if do == "publish":
        summaries.publish(event, content=content, actor=actor, now=now)
        flash(
            _("The summary is public.")
            if event.is_public
            else _("The summary will be public with the event."),
            "success",
        )
    elif do == "correct":
        summaries.correct(event, content=content, note=form.note.data, actor=actor, now=now)
        flash(_("The correction is public, with its note."), "success")
    elif do == "take_back":
        summaries.take_back(event, actor=actor, now=now)
        flash(_("The summary is a draft again; readers no longer see it."), "success")
    else:
        summaries.save(event, content=content, actor=actor, now=now)
        flash(_("The draft is saved."), "success")


def _page(event: Event, found: Summary | None, form: SummaryForm, go_on: str | None = None) -> str:
    state = found.state if found else SummaryState.DUE
    return render_template(
        "library/summary.html",
        event=event,
        form=form,
        state_of_summary=state,
        is_public=state in record.PUBLISHED_SUMMARY,
        corrections=found.corrections if found else [],
        row_names=row_names(),
        go_on=go_on,
        when=when_of(event, reader.zone_name()),
    )
