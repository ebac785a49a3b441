from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.extensions import db
from app.services.scheduling import editions
from app.web import access
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import EditionForm


@blueprint.route("/forums/new", methods=["GET", "POST"])
def new_edition() -> Response | tuple[str, int]:
    form = EditionForm()
    if form.validate_on_submit():
        try:
            edition = editions.create(
                name=form.name.data,
                short_name=form.short_name.data,
                zone=form.place.zone or "",
                actor=access.actor(),
            )
        except DomainError as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("“%(name)s” can now be chosen in an event’s details.", name=edition.name), "success")
            return redirect(url_for("scheduling.desk"), 303)
    return render_template("scheduling/new_edition.html", form=form), 422 if form.errors else 200
