from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, may
from app.domain.partners.sign_off import PART_WORDS
from app.extensions import db
from app.models import Event, Organisation, Organiser, OrganiserRole
from app.queries import organisation_names
from app.queries.participants import organisers_of
from app.queries.sign_offs import rule_for, standings_of
from app.services.partners import organisation_records, organisations, sign_offs
from app.services.speakers import proposals
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.partners import logo_change
from app.web.partners.blueprint import DESK, blueprint
from app.web.partners.forms import EditOrganisationForm, LeadForm, OrganisationForm
from app.web.partners.link_forms import CommentForm
from app.web.words.organiser_roles import ORGANISER_ROLES

EDIT = Action.EDIT_ORGANISATIONS


@blueprint.route(DESK, methods=["GET", "POST"], endpoint="organisations")
def organisations_page(slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT if request.method == "POST" else Action.SEE_DRAFT)
    form = OrganisationForm()
    if form.validate_on_submit() and form.ask_known(_alike(event, form)):
        with refusals_at(form):
            organiser = organisations.add_organiser(
                event,
                name=form.name.data,
                known=organisation_records.by_slug(form.chosen_known),
                role=form.chosen_role,
                short_name=form.short_name.data,
                web_url=form.web_url.data,
                actor=access.actor(),
                now=now(),
            )
            flash(_("%(name)s is in the list.", name=organiser.organisation.name), "success")
            db.session.commit()
            return _back(slug, did="add:")
    return _page(event, form)


@blueprint.post(f"{DESK}/order")
def arrange(slug: str) -> Response:
    event = access.load_event(slug, EDIT)
    verb, key = arranging.command()
    organiser = find(event, key)
    if verb in arranging.STEPS:
        to = _place_of(event, organiser) + arranging.STEPS[verb]
        organisations.move(event, organiser=organiser, to=to, actor=access.actor(), now=now())
        db.session.commit()
    return _back(slug, did=f"{verb}:{key}")


@blueprint.post(f"{DESK}/lead-not-recorded")
def lead_not_recorded(slug: str) -> Response:
    event = access.load_event(slug, EDIT)
    form = LeadForm()
    with refusals_flashed():
        organisations.set_lead_not_recorded(
            event, value=form.not_recorded.data, actor=access.actor(), now=now()
        )
        db.session.commit()
    return _back(slug)


@blueprint.route(f"{DESK}/<organisation_slug>/edit", methods=["GET", "POST"])
def organisation(slug: str, organisation_slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    organiser = find(event, organisation_slug)
    form = EditOrganisationForm()
    form.fill(organiser)
    if form.validate_on_submit():
        with refusals_at(form):
            _save(slug, organisation_slug, form)
            flash(_("Saved."), "success")
            return _back(slug, anchor=f"organisation-{organisation_slug}")
    return desk_page("partners/organisation.html", event, form=form, organiser=organiser)


@blueprint.route(f"{DESK}/<organisation_slug>/remove", methods=["GET", "POST"])
def remove(slug: str, organisation_slug: str) -> Response | Page:
    event = access.load_event(slug, EDIT)
    organiser = find(event, organisation_slug)
    form = Form()
    if form.validate_on_submit():
        flash(_("%(name)s is no longer in the list.", name=organiser.organisation.name), "success")
        organisations.remove(event, organiser=organiser, actor=access.actor(), now=now())
        db.session.commit()
        return _back(slug)
    return desk_page("partners/remove.html", event, form=form, organiser=organiser)


def _page(event: Event, form: OrganisationForm) -> Page:
    rows = organisers_of(event.id)
    return desk_page(
        "partners/organisations.html",
        event,
        form=form,
        lead_form=LeadForm(),
        rows=rows,
        standings=standings_of(event, rows),
        rule=rule_for(event),
        part_words=PART_WORDS,
        proposed=proposals.of_event(event),
        may_edit_people=may(access.role_in(event), Action.EDIT_PEOPLE),
        has_lead=any(row.role is OrganiserRole.LEAD for row in rows),
        role_words=ORGANISER_ROLES,
        may_edit=may(access.role_in(event), EDIT),
        may_comment=may(access.role_in(event), Action.COMMENT),
        comments=sign_offs.comments_of(event),
        comment_form=CommentForm(formdata=None),
        pressed=arranging.pressed(),
        tab_counts={"organisations": len(rows)},
    )


def _alike(event: Event, form: OrganisationForm) -> list[Organisation]:
    """Return organisations that may be meant, unless the name itself says which."""
    return organisation_names.alike(
        form.name.data,
        short_name=form.short_name.data or "",
        event_id=event.id,
        account_id=access.account().id,
    )


def _save(slug: str, key: str, form: EditOrganisationForm) -> None:
    with logo_change.stored(form) as logo:
        event, actor = access.load_event(slug, EDIT), access.actor()
        organiser = find(event, key)
        organisation_records.edit_organisation(
            event,
            organisation=organiser.organisation,
            name=form.name.data,
            short_name=form.short_name.data,
            web_url=form.web_url.data,
            aliases=form.alias_lines,
            actor=actor,
            now=now(),
        )
        organisation_records.set_sector(
            event, organisation=organiser.organisation, sector=form.sector.data, actor=actor, now=now()
        )
        logo.write(event, organiser.organisation, actor=actor, now=now())
        organisations.print_as(
            event, organiser=organiser, name=form.printed_name.data or "", actor=actor, now=now()
        )
        organisations.change_role(event, organiser=organiser, role=form.chosen_role, actor=actor, now=now())
        organisations.move(event, organiser=organiser, to=form.place.data or 1, actor=actor, now=now())
        db.session.commit()


def find(event: Event, key: str) -> Organiser:
    """Return the event's organisation at this address; one of another event is not found here."""
    return next((row for row in organisers_of(event.id) if row.organisation.slug == key), None) or abort(404)


def _place_of(event: Event, organiser: Organiser) -> int:
    return list(organisers_of(event.id)).index(organiser) + 1


def _back(slug: str, *, did: str | None = None, anchor: str | None = None) -> Response:
    """Go back to the list; `did` gives a button the focus, which browsers refuse beside an anchor."""
    return redirect(url_for("partners.organisations", slug=slug, did=did, _anchor=anchor), 303)
