from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain import zones
from app.domain.access import Action
from app.domain.errors import DomainError
from app.domain.places import places
from app.extensions import db
from app.gateways import gateways
from app.services import events
from app.web import access, reader
from app.web.errors import sentence
from app.web.scheduling import blueprint
from app.web.scheduling.forms import seen
from app.web.scheduling.time_form import TimeForm
from app.web.when import when_of, when_span


@blueprint.route("/events/<slug>/time", methods=["GET", "POST"])
def date_and_hour(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.SCHEDULE)
    form = TimeForm()
    form.fill(event)
    gap = None
    if form.validate_on_submit():
        try:
            if seen(form.seen_revision) != event.revision:
                form.seen_revision.data = str(event.revision)
                raise events.ChangedMeanwhile(who=events.last_editor(event))
            events.schedule(
                event,
                time=form.promised(),
                printed_label=form.printed_label.data,
                label_note=form.label_note.data if form.printed_label.data else "",
                reason=form.reason.data,
                actor=access.actor(),
                now=gateways().clock.now(),
            )
        except zones.WallTimeMissing as error:
            form.refuse(error)
            gap = error.gap
        except DomainError as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("The hour is set."), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
        db.session.rollback()
        event = access.load_event(slug, Action.SCHEDULE)
    return render_template(
        "scheduling/date_and_hour.html",
        event=event,
        form=form,
        gap=gap,
        places=places(),
        announced=event.state in events.ANNOUNCED,
        when=when_of(event, reader.zone_name(), whole=True),
    ), 422 if form.errors else 200


@blueprint.get("/time-line")
def time_line() -> str:
    """The live line under the time fields: what is typed, read in its place, in UTC and for the organiser."""
    form = TimeForm(request.args, meta={"csrf": False})
    when = problem = None
    if form.wall is not None and form.place.data and form.minutes.data:
        try:
            time = form.promised()
            when = when_span(time.starts_at, time.ends_at, time.zone, reader.zone_name())
        except DomainError as error:
            problem = sentence(error)
    return render_template("scheduling/time_line.html", when=when, problem=problem)
