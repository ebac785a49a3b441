from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.extensions import db
from app.services.scheduling import editions
from app.web import access
from app.web.forms.refusals import refusals_at
from app.web.pages import Page, page
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import EditionForm


@blueprint.route("/forums/new", methods=["GET", "POST"])
def new_edition() -> Response | Page:
    form = EditionForm()
    if form.validate_on_submit():
        with refusals_at(form):
            edition = editions.create(
                name=form.name.data,
                short_name=form.short_name.data,
                zone=form.place.zone or "",
                actor=access.actor(),
            )
            db.session.commit()
            flash(_("“%(name)s” can now be chosen in an event’s details.", name=edition.name), "success")
            return redirect(url_for("scheduling.desk"), 303)
    return page("scheduling/new_edition.html", form=form)
