from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.promised_time import PromisedTime, promise
from app.domain.errors import DomainError
from app.domain.lifecycle import ANNOUNCED_EVENT_STATES
from app.extensions import db
from app.models import Event
from app.services.finder import polls, searches
from app.services.scheduling import events
from app.web import access, reader
from app.web.finder.blueprint import blueprint
from app.web.finder.forms import ProposeForm
from app.web.finder.starts import chosen, instant_of, stamp_of, start_view
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.wording.when import when_span


@blueprint.route("/desk/events/<slug>/fair-hours/propose", methods=["GET", "POST"])
def propose(slug: str) -> Response | Page:
    """Say what fixing an hour does, and do it."""
    event = access.load_event(slug, Action.SCHEDULE)
    starts_at = instant_of(request.values.get("at")) or abort(404)
    form, time = ProposeForm(), _promised(event, starts_at=request.values["at"])
    if form.validate_on_submit():
        with refusals_at(form):
            _fix(event, time, form.reason.data or "")
            db.session.commit()
            flash(_("The hour is set."), "success")
            return redirect(url_for("scheduling.overview", slug=event.slug), 303)
    answer = searches.ask_finder(event, now=now(), count=1)
    option = chosen(answer.found, stamp_of(starts_at)) if answer.found else None
    fits = option is not None and option.starts_at == starts_at
    poll = polls.current(event)
    return desk_page(
        "finder/propose.html",
        event,
        form=form,
        stamp=stamp_of(starts_at),
        start=start_view(answer.found, option) if answer.found and option and fits else None,
        proposed=when_span(time.starts_at, time.ends_at, time.zone, reader.zone_name()),
        announced=event.state in ANNOUNCED_EVENT_STATES,
        open_poll=poll is not None and poll.closed_at is None,
    )


def _promised(event: Event, *, starts_at: str) -> PromisedTime:
    """The start as a promise by the clock of the event's place: kept, or that of the search."""
    instant = instant_of(starts_at) or abort(404)
    search = searches.search_of(event, now=now())
    zone = next((one for one in (search.zone, event.zone) if one and zones.is_place(one)), None)
    if zone is None:
        raise DomainError(
            _("Say first, under “What is looked for”, by which place's clock the hour is kept.")
        )
    return promise(
        wall_start=zones.wall_at(instant, zone),
        zone=zone,
        minutes=search.minutes,
        fold=zones.fold_at(instant, zone),
    )


def _fix(event: Event, time: PromisedTime, reason: str) -> None:
    """Set the hour; a question that is open needs no more answers."""
    events.schedule(event, time=time, reason=reason, actor=access.actor(), now=now())
    poll = polls.current(event)
    if poll is not None:
        polls.close(poll, now=now())
