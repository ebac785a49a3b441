from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES
from app.extensions import db
from app.models import Event
from app.services.scheduling import clock_rules, events
from app.web import access, reader
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.scheduling import time_line, time_paste
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import seen
from app.web.scheduling.time_form import TimeForm
from app.web.scheduling.time_paste import PasteForm
from app.wording.when import UTC_ZONE
from app.wording.when_in_full import when_in_full


@blueprint.route("/events/<slug>/time", methods=["GET", "POST"])
def date_and_hour(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.SCHEDULE)
    form = TimeForm(event=event)
    if form.validate_on_submit():
        with refusals_at(form):
            _schedule(event, form)
            db.session.commit()
            said = time_line.line_of(event.announced_time, event).text
            flash(_("The hour is set: %(when)s", when=said), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
    elif not form.is_submitted():
        form.fill()
    return _page(form)


@blueprint.get("/events/<slug>/time/read")
def read_time(slug: str) -> str:
    """Fill the form from a pasted sentence and ask what it leaves open. Nothing is saved."""
    event = access.load_event(slug, Action.SCHEDULE)
    form, paste = TimeForm(None, event=event), PasteForm(request.args)
    form.fill()
    if not (paste.validate() and paste.text.data):
        return _page(form, paste=paste)[0]
    known = event.zone if event.zone in zones.available_names() else None
    here = reader.zone_name() or known or UTC_ZONE
    questions = time_paste.read(paste, form, today=zones.wall_at(now(), here).date())
    with refusals_at(form):
        if form.wall and form.place.data:
            form.promised()
    return _page(form, paste=paste, questions=questions)[0]


@blueprint.get("/events/<slug>/time/line")
def live_line(slug: str) -> str:
    """What the typed time means in its place, in UTC and for the people of the event, while it is typed."""
    form = TimeForm(request.args, event=access.load_event(slug, Action.SCHEDULE), meta={"csrf": False})
    return render_template("scheduling/time_line.html", line=time_line.typed(form), swapped=True)


def _schedule(event: Event, form: TimeForm) -> None:
    if seen(form.seen_revision) != event.revision:
        form.seen_revision.data = str(event.revision)
        raise events.ChangedMeanwhile(who=events.last_editor(event))
    events.schedule(
        event,
        time=form.promised(),
        printed_label=form.printed_label.data,
        label_note=form.label_note.data if form.printed_label.data else "",
        reason=form.reason.data,
        past_meant=form.past_meant.data,
        actor=access.actor(),
        now=now(),
    )


def _page(
    form: TimeForm, *, paste: PasteForm | None = None, questions: list[time_paste.PasteQuestion] | None = None
) -> Page:
    event, refusal = form.event, form.refusal
    return desk_page(
        "scheduling/date_and_hour.html",
        event,
        form=form,
        paste=paste or PasteForm(None),
        was_read=questions is not None,
        questions=questions or [],
        gap=refusal.gap if isinstance(refusal, zones.WallTimeMissing) else None,
        places=places(),
        announced=event.state in ANNOUNCED_EVENT_STATES,
        line=time_line.TimeLine() if form.was_refused else time_line.typed(form),
        moved=clock_rules.undecided_of(event, now=now()) is not None,
        when=when_in_full(event, reader.zone_name(), now=now()),
    )
