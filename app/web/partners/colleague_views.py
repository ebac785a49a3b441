"""Who acts for an organisation, as its own people arrange it; and what is printed of it."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.extensions import db
from app.services.partners import links as partner_links
from app.services.partners import organisation_records, organisations
from app.web import access
from app.web.forms import arranging
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.partners import logo_change
from app.web.partners.blueprint import blueprint
from app.web.partners.link_forms import ColleagueForm, OwnPartForm
from app.web.partners.link_opening import LINK, load
from app.web.partners.link_views import link_page


@blueprint.post(f"{LINK}/colleague")
@access.public
def colleague(token: str) -> Response | Page:
    """Give a second person of the organisation a link of their own."""
    link, _event = load(token, Action.EDIT_OWN_PART)
    form = ColleagueForm()
    if form.validate_on_submit():
        with refusals_at(form):
            partner_links.add_colleague(
                link,
                name=form.name.data,
                email=form.email.data,
                may_sign=form.may_sign.data and link.may_sign,
                now=now(),
            )
            db.session.commit()
            flash(_("%(name)s gets a link of their own.", name=form.name.data), "success")
            return _back(token)
    return link_page(token, form)


@blueprint.post(f"{LINK}/people")
@access.public
def colleague_change(token: str) -> Response:
    """Take a colleague's link back, or say whom the organisers should turn to."""
    link, _event = load(token, Action.EDIT_OWN_PART)
    verb, key = arranging.command()
    other = next((one for one in partner_links.links_of(link.organiser) if one.key == key), None) or abort(
        404
    )
    if verb == "revoke" and other.added_by == link.key:
        partner_links.revoke(other, now=now())
        flash(_("The link of %(name)s is taken back.", name=other.name), "success")
    elif verb == "contact":
        partner_links.make_contact(other)
        flash(_("The organisers turn to %(name)s from now on.", name=other.name), "success")
    else:
        abort(403)
    db.session.commit()
    return _back(token)


@blueprint.route(f"{LINK}/organisation", methods=["GET", "POST"])
@access.public
def own_part(token: str) -> Response | Page:
    """Correct what is printed of the own organisation."""
    link, event = load(token, Action.EDIT_OWN_PART)
    form = OwnPartForm()
    form.fill(link.organiser)
    if form.validate_on_submit():
        with refusals_at(form):
            _save(token, form)
            flash(_("Saved."), "success")
            return _back(token)
    return page(
        "partners/own_part.html",
        event=event,
        form=form,
        organiser=link.organiser,
        organisation=link.organiser.organisation,
        token=token,
    )


def _save(token: str, form: OwnPartForm) -> None:
    with logo_change.stored(form) as logo:
        link, event = load(token, Action.EDIT_OWN_PART)
        organisation, actor = link.organiser.organisation, partner_links.actor_of(link)
        organisations.print_as(
            event, organiser=link.organiser, name=form.printed_name.data or "", actor=actor, now=now()
        )
        organisation_records.edit_organisation(
            event,
            organisation=organisation,
            name=form.name.data,
            short_name=form.short_name.data or "",
            web_url=form.web_url.data or "",
            aliases=form.alias_lines,
            actor=actor,
            now=now(),
        )
        logo.write(event, organisation, actor=actor, now=now())
        db.session.commit()


def _back(token: str) -> Response:
    return redirect(url_for("partners.desk", token=token), 303)
