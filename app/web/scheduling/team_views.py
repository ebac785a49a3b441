from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, Role
from app.extensions import db
from app.services.scheduling import team as team_service
from app.web import access
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import MemberForm


@blueprint.route("/events/<slug>/team", methods=["GET", "POST"])
def team(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT_TEAM)
    form = MemberForm()
    form.name_roles()
    if form.validate_on_submit():
        team_service.add_member(
            event,
            email=form.email.data,
            role=Role(form.role.data),
            actor=access.actor(),
            now=now(),
        )
        db.session.commit()
        flash(_("%(email)s can sign in and work on this event.", email=form.email.data), "success")
        return redirect(url_for("scheduling.team", slug=slug), 303)
    return desk_page(
        "scheduling/team.html",
        event,
        form=form,
        remove=Form(),
        members=team_service.members_of(event.id),
        me=access.account(),
    )


@blueprint.post("/events/<slug>/team/remove")
def remove_member(slug: str) -> Response:
    event = access.load_event(slug, Action.EDIT_TEAM)
    form = MemberForm()
    form.name_roles()
    with refusals_flashed():
        team_service.remove_member(event, email=form.email.data or "", actor=access.actor(), now=now())
        db.session.commit()
    return redirect(url_for("scheduling.team", slug=slug), 303)
