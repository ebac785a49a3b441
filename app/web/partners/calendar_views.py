"""The event in the calendar of who acts for an organisation, when they want it (row R4)."""

from flask import flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.services.calendars import team_entries
from app.web import access
from app.web.forms.base import Form
from app.web.http.clock import now
from app.web.partners.blueprint import blueprint
from app.web.partners.link_opening import LINK, load


@blueprint.post(f"{LINK}/calendar")
@access.public
def calendar_entry(token: str) -> Response:
    """Put the event into the calendar of whoever has the link, or take it out."""
    link, event = load(token, Action.SEE_DRAFT)
    if Form().validate_on_submit():
        wanted = request.form.get("do") == "want"
        locale = str(get_locale())
        team_entries.want(event, email=link.email, name=link.name, locale=locale, wanted=wanted, now=now())
        db.session.commit()
        flash(
            _("Your calendar follows by mail, as soon as the event is public.")
            if wanted
            else _("The entry leaves your calendar."),
            "success",
        )
    return redirect(url_for("partners.desk", token=token), 303)
