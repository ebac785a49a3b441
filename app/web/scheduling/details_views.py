from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.queries import editions
from app.services.scheduling import events
from app.web import access
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import DetailsForm, seen


@blueprint.route("/events/<slug>/details", methods=["GET", "POST"])
def details(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT)
    known = {edition.slug: edition for edition in editions.all_editions()}
    form = DetailsForm()
    form.fill(event, [(key, edition.name) for key, edition in known.items()])
    if form.validate_on_submit():
        with refusals_at(form):
            edition = known.get(form.edition.data)
            events.edit(
                event,
                details=form.details(edition.id if edition else None),
                seen_revision=seen(form.seen_revision),
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
        if isinstance(form.refusal, events.ChangedMeanwhile):
            form.compare(event)
    return desk_page("scheduling/details.html", event, form=form)
