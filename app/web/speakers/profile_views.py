"""What the organisers hear of a person, and how much people may write about themselves."""

from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.extensions import db
from app.services.speakers import profiles
from app.services.speakers.profiles import BIO_LEAST_LIMIT, BIO_MOST_LIMIT
from app.web import access
from app.web.files.voices import voice_answer
from app.web.forms.base import Form, required
from app.web.forms.fields import WholeNumberField
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers.blueprint import blueprint
from app.web.speakers.list_views import EDIT, find


class LimitForm(Form):
    bio_most = WholeNumberField(
        _l("Characters at most"),
        [required(_l("How many?"))],
        least=BIO_LEAST_LIMIT,
        most=BIO_MOST_LIMIT,
        description=_l("For the sentences about each person. What is longer already stays as it is."),
    )


@blueprint.get("/<person_slug>/spoken-name")
def spoken_name(slug: str, person_slug: str) -> FlaskResponse:
    """The name as its owner says it, for whoever introduces them."""
    return voice_answer(find(access.load_event(slug, EDIT), person_slug).voice_key)


@blueprint.route("/profile-limits", methods=["GET", "POST"])
def profile_limits(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    form: Any = LimitForm(bio_most=event.bio_most)
    if form.validate_on_submit():
        profiles.limit_bios(event, most=form.bio_most.data, actor=access.actor(), now=now())
        db.session.commit()
        flash(_("Saved."), "success")
        return redirect(url_for("speakers.people", slug=slug), 303)
    return desk_page("speakers/profile_limits.html", event, form=form)
