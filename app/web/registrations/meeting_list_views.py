"""Who came, by the list that the meeting tool writes (row R9)."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.attendance import meeting_lists as rules
from app.extensions import db
from app.services.attendance import meeting_lists
from app.services.attendance.meeting_lists import Outcome
from app.web import access, reader
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page
from app.web.registrations.blueprint import blueprint
from app.wording.when import when_of


class MeetingListForm(Form):
    file: Any = FileField(
        _l("CSV file of the meeting tool"),
        description=_l("Its report of participants, as Zoom, Teams, Webex and others write it."),
    )


@blueprint.route("/desk/events/<slug>/registrations/meeting-list", methods=["GET", "POST"])
def meeting_list(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT)
    form = MeetingListForm()
    if form.validate_on_submit():
        with refusals_at(form):
            outcome = meeting_lists.take(event, data=_data(form), actor=access.actor(), now=now())
            db.session.commit()
            flash(_said(outcome), "success")
            return redirect(url_for("registrations.registrations", slug=slug), 303)
    when = when_of(event, reader.zone_name())
    page = render_template("registrations/meeting_list.html", event=event, form=form, when=when)
    return page, 422 if form.errors else 200


def _data(form: MeetingListForm) -> bytes:
    sent = form.file.data
    if not sent or not getattr(sent, "filename", ""):
        raise rules.MeetingListRefused(rules.NO_FILE)
    data = sent.stream.read(rules.MOST_BYTES + 1)
    sent.close()
    if len(data) > rules.MOST_BYTES:
        raise rules.MeetingListRefused(rules.TOO_LONG, most=rules.MOST_LINES)
    return bytes(data)


def _said(outcome: Outcome) -> str:
    people = ngettext("The list names %(num)s person", "The list names %(num)s people", outcome.people)
    lines = ngettext("in %(num)s line", "in %(num)s lines", outcome.lines)
    return _(
        "%(people)s %(lines)s. Registered: %(registered)s. Not registered, speakers and hosts among them: "
        "%(others)s.",
        people=people,
        lines=lines,
        registered=outcome.registered,
        others=outcome.others,
    )
