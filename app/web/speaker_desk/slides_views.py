import secrets
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import FileField, SelectField

from app.domain.files.file_types import ACCEPTED
from app.domain.files.licences import LICENCES
from app.extensions import db
from app.models import Material, MaterialKind
from app.queries import library
from app.services.actor import Actor
from app.services.library import material_content, materials, uploads
from app.services.library.materials import Description
from app.services.library.uploads import Received
from app.web import access, errors
from app.web.files import resuming
from app.web.forms import posting
from app.web.forms.base import Form, KeyField, LineField, required
from app.web.forms.fields import choices_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.opening import opened
from app.web.speaker_desk.tasks import TAKES_PART, answer_first
from app.web.words import materials as material_words
from app.web.words.languages import LANGUAGES, language_name
from app.wording import dates

SLIDES = MaterialKind.PRESENTATION
ACCEPT = ",".join(f".{ending}" for one in ACCEPTED[SLIDES] for ending in one.endings)


class SlidesForm(Form):
    title = LineField(_l("Title"), description=_l("As it stands on the first slide."), length=200)
    language = SelectField(_l("Language"))
    licence = SelectField(
        _l("Licence"),
        [required(_l("Say what others may do with it."))],
        description=_l("You can change it later."),
    )
    replaces = KeyField()
    form_key = KeyField(default=lambda: secrets.token_urlsafe(16))
    upload = KeyField()
    file: Any = FileField(_l("File"))

    def offer(self, languages: list[str]) -> None:
        codes = dict.fromkeys([*languages, str(get_locale()).split("_", maxsplit=1)[0], *LANGUAGES])
        self.language.choices = choices_of(
            [("", _("Not stated")), *((code, language_name(code)) for code in codes)]
        )
        self.licence.choices = choices_of(
            [("", _("Choose …")), *((code, _(one.name)) for code, one in LICENCES.items())]
        )

    @property
    def has_file(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.upload.data or (self.file.data and getattr(self.file.data, "filename", "")))


@blueprint.route(f"{DESK}/slides", methods=["GET", "POST"])
@access.public
def slides(token: str) -> Response | Page:
    """Hand slides in, or a newer version of them; the organisers publish them."""
    if opened().link.participation.state not in TAKES_PART:
        return answer_first(token)
    form = SlidesForm()
    form.offer(opened().event.languages)
    _fill(form)
    if form.validate_on_submit():
        with refusals_at(form):
            changed = _hand_in(form)
            flash(
                _("Thank you. Your slides are with the organisers.")
                if changed
                else _("This is the file that is already there."),
                "success",
            )
            return redirect(url_for("speaker_desk.slides", token=token), 303)
    return _page(token, form)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> FlaskResponse | Page:
    """Say at the field that the file is too large, and keep what was typed."""
    if request.endpoint != "speaker_desk.slides" or not posting.was_too_large():
        return errors.page(413)
    form = SlidesForm(formdata=posting.typed(request))
    form.offer(opened().event.languages)
    form.refuse(uploads.too_large(posting.limit()))
    return _page(str((request.view_args or {})["token"]), form)


def _hand_in(form: SlidesForm) -> bool:
    """Store, then record in one transaction. Tell whether anything is new."""
    with posting.stored(form, SLIDES.value, owner=owner()) as sent:
        sent.is_kept = _record(form, sent.received)
        db.session.commit()
    return sent.is_kept


@blueprint.post(f"{DESK}/uploads")
@access.public
def begin_upload(token: str) -> FlaskResponse:
    """A long file is on its way in pieces."""
    _require_part()
    return resuming.begin(
        owner(), lambda key: url_for("speaker_desk.upload", token=token, key=key), most=posting.limit()
    )


@blueprint.route(f"{DESK}/uploads/<key>", methods=["HEAD", "PATCH", "DELETE"])
@access.public
def upload(token: str, key: str) -> FlaskResponse:  # noqa: ARG001 - the link was opened before
    _require_part()
    return resuming.go_on(owner(), key)


def _require_part() -> None:
    """Take pieces only from who could hand them in."""
    if opened().link.participation.state not in TAKES_PART:
        abort(409)


def owner() -> str:
    """Name who may go on with an upload: this link alone."""
    return f"speaker:{opened().link.id}"


def _record(form: SlidesForm, received: Received | None) -> bool:
    found = opened()
    db.session.refresh(found.link)
    event, part = found.event, found.link.participation
    actor = Actor(part.name_printed)
    described = Description(
        kind=SLIDES,
        title=form.title.data or "",
        language=form.language.data or None,
        licence=form.licence.data,
        participation_id=part.id,
    )
    material = _own(form.replaces.data)
    if material is None:
        if received is None:
            raise uploads.FileMissing
        name = materials.public_id_of(event, form.form_key.data or "")
        material = materials.announce(event, public_id=name, description=described, actor=actor, now=now())
    else:
        materials.describe(event, material, description=described, actor=actor, now=now())
    if received is None:
        return True
    return material_content.add_file(event, material, received=received, actor=actor, now=now())


def _own(public_id: str | None) -> Material | None:
    """Return one of the person's own materials; another's does not exist here."""
    if not public_id:
        return None
    found = library.material_of(event_id=opened().event.id, public_id=public_id)
    if found is None or found.participation_id != opened().link.participation_id or found.kind is not SLIDES:
        abort(404)
    return found


def _fill(form: SlidesForm) -> None:
    """Show what is known of the slides that are to be replaced."""
    material = None if form.is_submitted() else _own(request.args.get("replaces"))
    if material is None:
        return
    form.replaces.data, form.title.data = material.public_id, material.title
    form.language.data, form.licence.data = material.language or "", material.licence


def _page(token: str, form: SlidesForm) -> Page:
    found = opened()
    own = [
        one
        for one in library.materials_of(found.event.id)
        if one.participation_id == found.link.participation_id and one.kind is SLIDES
    ]
    return page(
        "speaker_desk/slides.html",
        event=found.event,
        form=form,
        heading=_heading(form, has_own=bool(own)),
        own=own,
        words=material_words,
        accept=ACCEPT,
        most=posting.limit(),
        most_words=dates.file_size(posting.limit()),
        token=token,
    )


def _heading(form: SlidesForm, *, has_own: bool) -> str:
    if form.replaces.data:
        return _("Replace a version")
    return _("Hand in more") if has_own else _("Hand in")
