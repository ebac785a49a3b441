"""Who has to sign what, in one event and by default in an edition; and going on without."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.partners.sign_off import OF_THE_RECORD, PART_WORDS, SignOffPart
from app.extensions import db
from app.models import Edition, Event, OrganiserRole
from app.queries import editions
from app.queries.sign_offs import shown_of
from app.services.partners import sign_off_release
from app.services.scheduling import editions as edition_verbs
from app.web import access
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.partners.blueprint import DESK, blueprint
from app.web.partners.rule_forms import SignOffRuleForm, WaiverForm
from app.web.partners.views import EDIT
from app.web.words.organiser_roles import ORGANISER_ROLES


@blueprint.route(f"{DESK}/who-signs", methods=["GET", "POST"])
def sign_off_rule(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    form = SignOffRuleForm()
    form.fill(event.sign_roles, event.sign_parts)
    if form.validate_on_submit():
        sign_off_release.set_rule(
            event, roles=form.chosen_roles, parts=form.parts.data, actor=access.actor(), now=now()
        )
        db.session.commit()
        flash(_("Saved."), "success")
        _warn_of_nobody(form)
        return redirect(url_for("partners.organisations", slug=slug), 303)
    return _page(event, form, WaiverForm(formdata=None))


@blueprint.post(f"{DESK}/go-on-without")
def sign_off_waive(slug: str) -> Response | Page:
    """Release the recording, or publish the summary, without the signatures that are missing."""
    event = access.load_event(slug, EDIT)
    form = WaiverForm()
    if form.validate_on_submit():
        part = SignOffPart(form.part.data)
        sign_off_release.waive(event, part, reason=form.reason.data, actor=access.actor(), now=now())
        db.session.commit()
        flash(_("Noted. It can be published now, for what it reads today."), "success")
        return redirect(url_for("partners.sign_off_rule", slug=slug), 303)
    return _page(event, SignOffRuleForm(formdata=None), form)


@blueprint.route("/desk/forums/<edition_slug>/who-signs", methods=["GET", "POST"])
def edition_sign_off_rule(edition_slug: str) -> Response | Page:
    """What holds for the edition's events unless one of them says otherwise."""
    edition = editions.by_slug(edition_slug)
    if edition is None or not may_edit(edition):
        abort(404)
    form = SignOffRuleForm()
    form.fill(edition.sign_roles, edition.sign_parts)
    if form.validate_on_submit():
        edition_verbs.set_sign_off_rule(edition, roles=form.chosen_roles, parts=form.parts.data)
        db.session.commit()
        flash(_("Saved for all events of %(name)s that do not say otherwise.", name=edition.name), "success")
        _warn_of_nobody(form)
        return redirect(url_for("partners.edition_sign_off_rule", edition_slug=edition_slug), 303)
    page = render_template("partners/edition_rule.html", edition=edition, form=form)
    return page, 422 if form.errors else 200


def _warn_of_nobody(form: SignOffRuleForm) -> None:
    """Say what a rule of its own without a role means: it may be meant, and may be forgotten."""
    if form.chosen_roles is not None and not form.chosen_roles:
        flash(_("No role is ticked, so nobody has to sign before publishing."), "warning")


def may_edit(edition: Edition) -> bool:
    """Whether whoever is signed in made this edition, or runs the installation."""
    return edition.created_by_id == access.account().id or access.is_operator()


def _page(event: Event, form: SignOffRuleForm, waiver: WaiverForm) -> Page:
    shown, edition = shown_of(event), event.edition
    waiting = [
        (part, _(PART_WORDS[part]), names, sign_off_release.is_waived(event, part, shown))
        for part in OF_THE_RECORD
        if part in shown and (names := sign_off_release.waits_for(event, part))
    ]
    return desk_page(
        "partners/rule.html",
        event,
        form=form,
        waiver=waiver,
        waiting=waiting,
        edition=edition,
        edition_roles=", ".join(
            str(ORGANISER_ROLES[OrganiserRole(role)]) for role in edition.sign_roles or ()
        )
        if edition
        else "",
        may_edit_edition=edition is not None and may_edit(edition),
    )
