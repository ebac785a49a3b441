"""What is kept about somebody who acts for an organisation, to take along or to have forgotten."""

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.services.retention import partners as partner_retention
from app.web import access
from app.web.forms.base import Form
from app.web.http.clock import now
from app.web.partners.blueprint import blueprint
from app.web.partners.link_opening import LINK, load


@blueprint.get(f"{LINK}/data.json")
@access.public
def partner_own_data(token: str) -> FlaskResponse:
    """Everything kept about the person, to take along."""
    link, _event = load(token, Action.EDIT_OWN_PART)
    answer = jsonify(partner_retention.personal_data(link))
    answer.headers["Content-Disposition"] = 'attachment; filename="my-part.json"'
    return answer


@blueprint.route(f"{LINK}/erase", methods=["GET", "POST"])
@access.public
def partner_erase(token: str) -> Response | str:
    link, event = load(token, Action.EDIT_OWN_PART)
    form = Form()
    if form.validate_on_submit():
        partner_retention.erase(link, now=now())
        db.session.commit()
        flash(_("Your data is erased, and this link no longer opens anything."), "success")
        return redirect(url_for("program.home"), 303)
    return render_template("partners/erase.html", event=event, link=link, form=form, token=token)
