from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import MaterialState
from app.extensions import db
from app.models import Event, Material
from app.queries import consents, library, participants
from app.services.library import material_states
from app.services.library import materials as verbs
from app.web import access, reader
from app.web.files.serving import serve
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.library.blueprint import blueprint
from app.web.library.forms import DescriptionForm, WithdrawForm
from app.web.pages import Page, desk_page
from app.web.words import consents as consent_words
from app.web.words import materials as material_words
from app.wording.when import when_of

DESK = "/desk/events/<slug>/materials"


@blueprint.get(DESK)
def materials(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_DRAFT)
    listed = library.materials_of(event.id)
    may_edit = access.allows(event, Action.EDIT_MATERIALS)
    return desk_page(
        "library/materials.html",
        event,
        materials=listed,
        may_edit=may_edit,
        held_back=consent_words.held_back(consents.blocked(event.id, listed)) if may_edit else {},
        form=Form(),
        words=material_words,
    )


@blueprint.route(f"{DESK}/<public_id>", methods=["GET", "POST"])
def edit_material(slug: str, public_id: str) -> Response | Page:
    event, material = load(slug, public_id)
    form = DescriptionForm()
    form.offer(event, list(participants.participations_of(event.id)), material)
    if form.validate_on_submit():
        with refusals_at(form):
            verbs.describe(
                event,
                material,
                description=form.description(),
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("library.materials", slug=slug), 303)
    return desk_page(
        "library/edit_material.html",
        event,
        material=material,
        versions=library.versions_of(material.id),
        form=form,
        words=material_words,
    )


@blueprint.post(f"{DESK}/<public_id>/move")
def move_material(slug: str, public_id: str) -> Response:
    event, material = load(slug, public_id)
    step = {"up": -1, "down": 1}.get(request.form.get("to", ""), 0)
    verbs.move(event, material, to=material.position + step, actor=access.actor(), now=now())
    db.session.commit()
    return redirect(url_for("library.materials", slug=slug, _anchor=public_id), 303)


@blueprint.post(f"{DESK}/<public_id>/state")
def material_state(slug: str, public_id: str) -> Response:
    """Publish, or say that it is announced and not available. Withdrawing asks on a page of its own."""
    event, material = load(slug, public_id)
    verb = {"publish": material_states.publish, "announce": material_states.mark_announced}.get(
        request.form.get("step", "")
    )
    if verb is None:
        abort(400)
    with refusals_flashed():
        verb(event, material, actor=access.actor(), now=now())
        db.session.commit()
        if material.state is MaterialState.PUBLISHED:
            flash(_published(event, material), "success")
    return redirect(url_for("library.materials", slug=slug, _anchor=public_id), 303)


@blueprint.route(f"{DESK}/<public_id>/withdraw", methods=["GET", "POST"])
def withdraw_material(slug: str, public_id: str) -> Response | Page:
    event, material = load(slug, public_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        material_states.withdraw(event, material, reason=form.reason.data, actor=access.actor(), now=now())
        db.session.commit()
        flash(_("“%(name)s” is no longer public.", name=material_words.name_of(material)), "success")
        return redirect(url_for("library.materials", slug=slug, _anchor=public_id), 303)
    return _asked("library/withdraw_material.html", event, material, form)


@blueprint.route(f"{DESK}/<public_id>/delete", methods=["GET", "POST"])
def delete_material(slug: str, public_id: str) -> Response | Page:
    event, material = load(slug, public_id)
    form = Form()
    if form.validate_on_submit():
        verbs.delete(event, material, actor=access.actor(), now=now())
        db.session.commit()
        flash(_("The announcement is deleted."), "success")
        return redirect(url_for("library.materials", slug=slug), 303)
    return _asked("library/delete_material.html", event, material, form)


@blueprint.get(f"{DESK}/<public_id>/versions/<int(max=2147483647):version>")
def version(slug: str, public_id: str, version: int) -> Response:
    """An older file, for those who work on the event; no public address reaches it."""
    _event, material = load(slug, public_id, Action.SEE_DRAFT)
    found = library.version_of(material_id=material.id, version=version)
    if found is None:
        abort(404)
    return serve(found, f"{found.version}-{found.filename}", public=False)


def load(slug: str, public_id: str, action: Action = Action.EDIT_MATERIALS) -> tuple[Event, Material]:
    """Return an event and one of its materials; another event's material does not exist here."""
    event = access.load_event(slug, action)
    material = library.material_of(event_id=event.id, public_id=public_id)
    if material is None:
        abort(404)
    return event, material


def _published(event: Event, material: Material) -> str:
    name = material_words.name_of(material)
    if event.is_public:
        return _("“%(name)s” is public now.", name=name)
    return _("“%(name)s” will be public with the event.", name=name)


def _asked(template: str, event: Event, material: Material, form: Form) -> Page:
    name, when = material_words.name_of(material), when_of(event, reader.zone_name())
    page = render_template(template, event=event, material=material, name=name, form=form, when=when)
    return page, 422 if form.errors else 200
