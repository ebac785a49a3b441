from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.services.scheduling import clock_rules as zone_watch
from app.services.scheduling import events
from app.web import access, reader
from app.web.scheduling import time_line, time_paste
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import seen
from app.web.scheduling.time_form import TimeForm
from app.web.scheduling.time_paste import PasteForm
from app.wording.when import when_of


@blueprint.route("/events/<slug>/time", methods=["GET", "POST"])
def date_and_hour(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.SCHEDULE)
    form, gap = TimeForm(event=event), None
    if form.validate_on_submit():
        try:
            _schedule(event, form)
        except zones.WallTimeMissing as error:
            form.refuse(error)
            gap = error.gap
        except DomainError as error:
            form.refuse(error)
        else:
            db.session.commit()
            said = time_line.line_of(event.announced_time, event).text
            flash(_("The hour is set: %(when)s", when=said), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
        db.session.rollback()
        form.event = access.load_event(slug, Action.SCHEDULE)
    elif not form.is_submitted():
        form.fill()
    return _page(form, gap=gap), 422 if form.errors else 200


@blueprint.get("/events/<slug>/time/read")
def read_time(slug: str) -> str:
    """Fill the form from a pasted sentence and ask what it leaves open. Nothing is saved."""
    event = access.load_event(slug, Action.SCHEDULE)
    form, paste, gap = TimeForm(None, event=event), PasteForm(request.args), None
    form.fill()
    if not (paste.validate() and paste.text.data):
        return _page(form, paste=paste)
    known = event.zone if event.zone in zones.available_names() else None
    here = reader.zone_name() or known or "Etc/UTC"
    questions = time_paste.read(paste, form, today=zones.wall_at(gateways().clock.now(), here).date())
    try:
        if form.wall and form.place.data:
            form.promised()
    except zones.WallTimeMissing as error:
        form.refuse(error)
        gap = error.gap
    except DomainError as error:
        form.refuse(error)
    return _page(form, paste=paste, questions=questions, gap=gap)


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
        now=gateways().clock.now(),
    )


def _page(
    form: TimeForm,
    *,
    paste: PasteForm | None = None,
    questions: list[time_paste.Question] | None = None,
    gap: zones.Gap | None = None,
) -> str:
    event = form.event
    return render_template(
        "scheduling/date_and_hour.html",
        event=event,
        form=form,
        paste=paste or PasteForm(None),
        was_read=questions is not None,
        questions=questions or [],
        gap=gap,
        places=places(),
        announced=event.state in events.ANNOUNCED,
        line=time_line.typed(form) if not form.errors else time_line.TimeLine(),
        moved=zone_watch.finding_of(event, now=gateways().clock.now()) is not None,
        when=when_of(event, reader.zone_name(), whole=True),
    )
