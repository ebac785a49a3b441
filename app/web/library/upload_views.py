from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import MaterialState
from app.extensions import db
from app.models import Event, Material
from app.queries import participants
from app.services.library import material_content as contents
from app.services.library import material_states, materials, uploads
from app.services.library.uploads import Received
from app.web import access, errors
from app.web.files import resuming
from app.web.forms import posting
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.library.blueprint import blueprint
from app.web.library.desk_views import DESK, load
from app.web.library.forms import AddForm, ContentForm, ReplaceForm, all_endings, endings
from app.web.pages import Page, desk_page
from app.web.words import materials as material_words
from app.wording import dates


@blueprint.route(f"{DESK}/new", methods=["GET", "POST"])
def add_material(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.EDIT_MATERIALS)
    form = AddForm()
    form.offer(event, list(participants.participations_of(event.id)))
    if form.validate_on_submit():
        with refusals_at(form):
            name = _add(slug, form, then=request.form.get("then", ""))
            flash(_("“%(name)s” is added.", name=name), "success")
            return redirect(url_for("library.materials", slug=slug), 303)
    return _add_page(slug, form)


@blueprint.route(f"{DESK}/<public_id>/content", methods=["GET", "POST"])
def material_content(slug: str, public_id: str) -> Response | Page:
    """Hand in or replace what a material is made of; the older file stays with the organisers."""
    was_public = load(slug, public_id)[1].state is MaterialState.PUBLISHED
    form = ReplaceForm()
    if form.validate_on_submit():
        with refusals_at(form):
            changed = _replace(slug, public_id, form)
            flash(_("Saved.") if changed else _("This is the file that is already there."), "success")
            if was_public and load(slug, public_id)[1].state is not MaterialState.PUBLISHED:
                flash(_("It is not public any more: somebody has to sign or agree to what is new."), "info")
            return redirect(url_for("library.edit_material", slug=slug, public_id=public_id), 303)
    return _content_page(slug, public_id, form)


@blueprint.post(f"{DESK}/uploads")
def begin_upload(slug: str) -> Response:
    """A long file is on its way in pieces."""
    owner = _owner(slug)
    return resuming.begin(
        owner, lambda key: url_for("library.upload", slug=slug, key=key), most=posting.limit()
    )


@blueprint.route(f"{DESK}/uploads/<key>", methods=["HEAD", "PATCH", "DELETE"])
def upload(slug: str, key: str) -> Response:
    return resuming.go_on(_owner(slug), key)


def _owner(slug: str) -> str:
    """Name who may go on with an upload: this account at this event, while it may edit materials."""
    event = access.load_event(slug, Action.EDIT_MATERIALS)
    return f"event:{event.id}:{access.account().id}"


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Response | Page:
    """Say at the field that the file is too large, and keep what was typed."""
    values = request.view_args or {}
    if not posting.was_too_large() or request.endpoint not in {
        "library.add_material",
        "library.material_content",
    }:
        return errors.page(413)
    try:
        event = access.load_event(values["slug"], Action.EDIT_MATERIALS)
    except (HTTPException, AttributeError):  # a stranger, or nobody who is signed in
        return errors.page(413)
    adding = request.endpoint == "library.add_material"
    form = (AddForm if adding else ReplaceForm)(formdata=posting.typed(request))
    if isinstance(form, AddForm):
        form.offer(event, list(participants.participations_of(event.id)))
    form.refuse(uploads.too_large(posting.limit()))
    if isinstance(form, AddForm):
        return _add_page(values["slug"], form)
    return _content_page(values["slug"], values["public_id"], form)


def _add(slug: str, form: AddForm, *, then: str) -> str:
    """Store, then record in one transaction. Return the material's name."""
    with posting.stored(form, form.kind.data, owner=_owner(slug)) as sent:
        event = access.load_event(slug, Action.EDIT_MATERIALS)
        material = materials.announce(
            event,
            public_id=materials.public_id_of(event, form.form_key.data or ""),
            description=form.description(),
            actor=access.actor(),
            now=now(),
        )
        sent.is_kept = _put(event, material, form, sent.received)
        if then == "publish":
            material_states.publish(event, material, actor=access.actor(), now=now())
        db.session.commit()
    return material_words.name_of(material)


def _replace(slug: str, public_id: str, form: ContentForm) -> bool:
    """Store, then record in one transaction. Tell whether anything is new."""
    kind = load(slug, public_id)[1].kind.value
    with posting.stored(form, kind, owner=_owner(slug)) as sent:
        event, material = load(slug, public_id)
        sent.is_kept = _put(event, material, form, sent.received)
        db.session.commit()
    return sent.is_kept


def _put(event: Event, material: Material, form: ContentForm, received: Received | None) -> bool:
    """Give a material its file or link; tell whether anything is new."""
    if received is not None:
        return contents.add_file(event, material, received=received, actor=access.actor(), now=now())
    if not form.url.data or (form.url.data == material.url and not material.version):
        return False
    contents.link(event, material, url=form.url.data, note=form.url_note, actor=access.actor(), now=now())
    return True


def _add_page(slug: str, form: AddForm) -> Page:
    event = access.load_event(slug, Action.EDIT_MATERIALS)
    return desk_page(
        "library/add_material.html",
        event,
        form=form,
        accept=all_endings(),
        most=posting.limit(),
        most_words=dates.file_size(posting.limit()),
    )


def _content_page(slug: str, public_id: str, form: ContentForm) -> Page:
    event, material = load(slug, public_id)
    return desk_page(
        "library/material_content.html",
        event,
        material=material,
        name=material_words.name_of(material),
        form=form,
        accept=endings(material.kind),
        most=posting.limit(),
        most_words=dates.file_size(posting.limit()),
        has_content=material_states.has_content(material),
    )
