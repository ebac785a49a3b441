from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.queries import desk as desk_queries
from app.queries import history as history_queries
from app.services.scheduling import clock_rules, events, publishing_checks
from app.web import access, reader
from app.web.http.clock import now
from app.web.pages import Page, desk_page, page
from app.web.scheduling import time_line
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.board import board_of
from app.web.scheduling.check_views import may_set
from app.web.scheduling.forms import NewEventForm
from app.web.scheduling.life_steps import life_steps
from app.wording.when import when_of


@blueprint.get("")
def desk() -> str:
    groups = desk_queries.events_of(account_id=access.account().id, now=now())
    zone = reader.zone_name()
    whens = {event.id: when_of(event, zone) for group in groups for event in group}
    ahead = [*groups.drafts, *groups.coming]
    return render_template(
        "scheduling/desk.html",
        drafts=groups.drafts,
        coming=groups.coming,
        past=groups.past,
        whens=whens,
        is_operator=access.is_operator(),
        moved=sum(clock_rules.undecided_of(event, now=now()) is not None for event in ahead),
    )


@blueprint.route("/events/new", methods=["GET", "POST"])
def new_event() -> Response | Page:
    form = NewEventForm()
    if form.validate_on_submit():
        event = events.create(
            title=form.title.data,
            actor=access.actor(),
            creation_key=f"{access.account().id}.{form.creation_key.data[:40]}",
            now=now(),
        )
        db.session.commit()
        return redirect(url_for("scheduling.overview", slug=event.slug), 303)
    return page("scheduling/new_event.html", form=form)


@blueprint.get("/events/<slug>")
def overview(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_DRAFT)
    board = board_of(event, findings=publishing_checks.findings(event), now=now())
    return desk_page(
        "scheduling/overview.html",
        event,
        board=board,
        life_steps=life_steps(event, board) if access.allows(event, Action.PUBLISH) else [],
        may_set_checks=event.edition is not None and may_set(event.edition),
        moved=clock_rules.undecided_of(event, now=now()) is not None,
        clock_warnings=time_line.warnings_of(event) if not board.over else [],
    )


@blueprint.get("/events/<slug>/history")
def history(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_HISTORY)
    return desk_page("scheduling/history.html", event, changes=history_queries.changes_of(event.id))
