"""Registrations that wait for an organiser's yes (row R11)."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.models import Event
from app.queries import registrations as query
from app.services.attendance import admission
from app.web import access
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.web.http.numbers import whole_number
from app.web.registrations.blueprint import blueprint

EVERYBODY = "all"


@blueprint.post("/desk/events/<slug>/registrations/approve")
def approve(slug: str) -> Response:
    """Let one person in, or everybody who waits: each gets a seat, or a place on the waiting list."""
    event = access.load_event(slug, Action.EDIT)
    if Form().validate_on_submit():
        with refusals_flashed():
            count = _approve(event, request.form.get("number", ""))
            db.session.commit()
            said = ngettext("%(num)s person is in and is told.", "%(num)s people are in and are told.", count)
            flash(said, "success")
    return redirect(url_for("registrations.registrations", slug=slug, state=request.args.get("state")), 303)


def _approve(event: Event, number: str) -> int:
    if number == EVERYBODY:
        people = query.applied(event.id)
    elif (known := whole_number(number)) is not None and (one := query.by_number(event.id, known)):
        people = [one]
    else:
        abort(404)
    return sum(admission.approve(one, now=now()) for one in people)
