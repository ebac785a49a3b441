from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.extensions import db
from app.gateways import gateways
from app.services.people_records import data as speaker_data
from app.services.people_records import erasure as speaker_erasure
from app.services.speakers import profile_files
from app.web import access
from app.web.forms.base import Form
from app.web.http.clock import now
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.opening import opened


class EraseForm(Form):
    nameless = BooleanField(
        _l("Take my name out of the public record, too"),
        description=_l(
            "You become “a speaker”, also in the history of changes, and your slides are taken back. "
            "Without this, what was public (name, affiliation, role) stays, as in any printed programme."
        ),
    )


@blueprint.get(f"{DESK}/data.json")
@access.public
def data(token: str) -> FlaskResponse:  # noqa: ARG001 - the link was opened before
    """Everything kept about the person, to take along."""
    answer = jsonify(speaker_data.personal_data(opened()))
    answer.headers["Content-Disposition"] = 'attachment; filename="my-part.json"'
    return answer


@blueprint.route(f"{DESK}/erase", methods=["GET", "POST"])
@access.public
def erase(token: str) -> Response | str:
    found, form = opened(), EraseForm()
    if form.validate_on_submit():
        left = speaker_erasure.erase(found, nameless=form.nameless.data, now=now())
        db.session.commit()
        profile_files.forget_photos(left.photos, storage=gateways().storage)
        profile_files.forget_voices(left.voices, storage=gateways().storage)
        flash(_("Your data is erased, and this link no longer opens anything."), "success")
        return redirect(url_for("program.home"), 303)
    return render_template("speaker_desk/erase.html", event=found.event, form=form, token=token)
