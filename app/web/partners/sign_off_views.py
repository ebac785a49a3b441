"""Whom the organisers asked to sign, by which link, and what was said; on the desk."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.partners.sign_off import PART_WORDS
from app.extensions import db
from app.models import Event, Organiser
from app.queries.sign_offs import standing_of
from app.services.partners import links as partner_links
from app.services.partners import sign_offs
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.partners.blueprint import DESK, blueprint
from app.web.partners.link_forms import CommentForm, PersonOfOrganisationForm
from app.web.partners.views import EDIT, find
from app.web.partners.words import link_lines


@blueprint.route(f"{DESK}/<organisation_slug>/sign-off", methods=["GET", "POST"])
def sign_off(slug: str, organisation_slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    organiser, form = find(event, organisation_slug), PersonOfOrganisationForm()
    if form.validate_on_submit():
        with refusals_at(form):
            partner_links.invite(
                organiser, name=form.name.data, email=form.email.data, actor=access.actor(), now=now()
            )
            sign_offs.ask(event, organiser, actor=access.actor(), now=now())
            db.session.commit()
            flash(_("%(name)s is asked by mail.", name=form.name.data), "success")
            return _back(slug, organisation_slug)
    return _page(event, find(event, organisation_slug), form)


@blueprint.post(f"{DESK}/<organisation_slug>/links")
def partner_link(slug: str, organisation_slug: str) -> Response:
    """Send a link again, take it back, or say what its person is to the organisation."""
    event = access.load_event(slug, EDIT)
    organiser = find(event, organisation_slug)
    verb, key = arranging.command()
    link = next((one for one in partner_links.links_of(organiser) if one.key == key), None) or abort(404)
    if verb == "send":
        partner_links.renew(link, now=now())
        partner_links.send(link, now=now())
        said = _("A new link is on its way to %(name)s; the old one opens nothing any more.", name=link.name)
        flash(said, "success")
    elif verb == "revoke":
        partner_links.revoke(link, now=now())
        flash(_("The link of %(name)s is taken back.", name=link.name), "success")
    elif verb in {"sign", "read"}:
        partner_links.let_sign(link, may=verb == "sign")
    elif verb == "contact":
        partner_links.make_contact(link)
    else:
        abort(400)
    db.session.commit()
    return _back(slug, organisation_slug)


@blueprint.post(f"{DESK}/<organisation_slug>/not-needed")
def sign_off_not_needed(slug: str, organisation_slug: str) -> Response:
    """Ask no longer for the word of an organisation."""
    event = access.load_event(slug, EDIT)
    with refusals_flashed():
        sign_offs.do_without(event, find(event, organisation_slug), actor=access.actor(), now=now())
        db.session.commit()
    return _back(slug, organisation_slug)


@blueprint.post(f"{DESK}/comments")
def desk_comment(slug: str) -> Response:
    """Answer the organisations' comments."""
    event = access.load_event(slug, Action.COMMENT)
    form = CommentForm()
    if form.validate_on_submit():
        sign_offs.comment(event, text=form.text.data, organiser=None, actor=access.actor(), now=now())
        db.session.commit()
    else:
        flash(_("Write something first."), "error")
    return redirect(url_for("partners.organisations", slug=slug, _anchor="comments"), 303)


def _page(event: Event, organiser: Organiser, form: PersonOfOrganisationForm) -> Page:
    return desk_page(
        "partners/sign_off.html",
        event,
        organiser=organiser,
        form=form,
        plain=Form(formdata=None),
        links=link_lines(partner_links.links_of(organiser), now=now(), url_of=partner_links.url),
        standing=standing_of(event, organiser),
        part_words=PART_WORDS,
        said=sign_offs.all_of(organiser),
    )


def _back(slug: str, organisation_slug: str) -> Response:
    return redirect(url_for("partners.sign_off", slug=slug, organisation_slug=organisation_slug), 303)
