"""Speakers whom an organisation proposes: by its link, and as the organisers decide on the desk."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.services.partners import links as partner_links
from app.services.speakers import proposals
from app.web import access
from app.web.forms import arranging
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.partners.blueprint import DESK, blueprint
from app.web.partners.link_forms import ProposalForm
from app.web.partners.link_opening import LINK, load


@blueprint.route(f"{LINK}/speakers", methods=["GET", "POST"])
@access.public
def propose_speaker(token: str) -> Response | Page:
    link, event = load(token, Action.EDIT_OWN_PART)
    form = ProposalForm()
    if not form.is_submitted():
        form.affiliation.data = link.organiser.name
    if form.validate_on_submit():
        with refusals_at(form):
            proposals.propose(
                link.organiser,
                person=proposals.Proposed(
                    name=form.name.data,
                    email=form.email.data,
                    affiliation=form.affiliation.data or "",
                    title=form.title.data or "",
                    role=form.role.data,
                    note=form.note.data or "",
                ),
                actor=partner_links.actor_of(link),
                now=now(),
            )
            db.session.commit()
            said = _("%(name)s is proposed. The organisers decide, and then invite.", name=form.name.data)
            flash(said, "success")
            return redirect(url_for("partners.desk", token=token, _anchor="speakers"), 303)
    return page("partners/propose.html", event=event, form=form, token=token)


@blueprint.post(f"{LINK}/speakers/take-back")
@access.public
def take_proposal_back(token: str) -> Response:
    link, _event = load(token, Action.EDIT_OWN_PART)
    _verb, key = arranging.command()
    found = next((one for one in proposals.of_organiser(link.organiser) if one.key == key), None) or abort(
        404
    )
    with refusals_flashed():
        proposals.take_back(found)
        db.session.commit()
    return redirect(url_for("partners.desk", token=token, _anchor="speakers"), 303)


@blueprint.post(f"{DESK}/proposals")
def answer_proposal(slug: str) -> Response:
    """Take a proposed speaker into the event (and invite them), or say why not."""
    event = access.load_event(slug, Action.EDIT_PEOPLE)
    verb, key = arranging.command()
    found = next((one for one in proposals.of_event(event) if one.key == key), None) or abort(404)
    name = found.name
    with refusals_flashed():
        if verb in {"accept", "invite"}:
            proposals.accept(event, found, invite=verb == "invite", actor=access.actor(), now=now())
            said = _("%(name)s is in the list of people.", name=name)
        elif verb == "decline":
            reason = request.form.get(f"reason-{key}", "")
            proposals.decline(event, found, reason=reason.strip()[:1000], actor=access.actor(), now=now())
            said = _("%(name)s is declined, and the organisation is told.", name=name)
        else:
            abort(400)
        db.session.commit()
        flash(said, "success")
    return redirect(url_for("partners.organisations", slug=slug, _anchor="proposals"), 303)
