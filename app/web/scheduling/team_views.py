from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, Role
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.services.scheduling import team as team_service
from app.web import access, reader
from app.web.forms.base import Form
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.forms import MemberForm
from app.wording.when import when_of


@blueprint.route("/events/<slug>/team", methods=["GET", "POST"])
def team(slug: str) -> Response | tuple[str, int]:
    event = access.load_event(slug, Action.EDIT_TEAM)
    form = MemberForm()
    form.name_roles()
    if form.validate_on_submit():
        team_service.add_member(
            event,
            email=form.email.data,
            role=Role(form.role.data),
            actor=access.actor(),
            now=gateways().clock.now(),
        )
        db.session.commit()
        flash(_("%(email)s can sign in and work on this event.", email=form.email.data), "success")
        return redirect(url_for("scheduling.team", slug=slug), 303)
    return render_template(
        "scheduling/team.html",
        event=event,
        form=form,
        remove=Form(),
        members=team_service.members_of(event.id),
        me=access.account(),
        when=when_of(event, reader.zone_name()),
    ), 422 if form.errors else 200


@blueprint.post("/events/<slug>/team/remove")
def remove_member(slug: str) -> Response:
    event = access.load_event(slug, Action.EDIT_TEAM)
    form = MemberForm()
    form.name_roles()
    try:
        team_service.remove_member(
            event, email=form.email.data or "", actor=access.actor(), now=gateways().clock.now()
        )
    except DomainError:
        db.session.rollback()
        flash(_("An event keeps at least one person who may do everything."), "error")
    else:
        db.session.commit()
    return redirect(url_for("scheduling.team", slug=slug), 303)
