from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import MaterialState
from app.models import Event, Material
from app.queries import events, library
from app.web import access
from app.web.files.serving import serve
from app.web.library.blueprint import blueprint
from app.web.pages import Page
from app.web.words import materials as material_words


@blueprint.get("/events/<slug>/materials/<public_id>/<name>")
@blueprint.get("/events/<slug>/materials/<public_id>", defaults={"name": ""})
@access.public
def material(slug: str, public_id: str, name: str) -> Response | Page:
    """One material at its permanent address; the id decides, the name is for people and follows the title."""
    event = events.by_slug(slug)
    if event is None:
        return _moved(slug, public_id, name)
    found = library.material_of(event_id=event.id, public_id=public_id)
    if found is None:
        abort(404)
    is_public = event.is_public and found.state is MaterialState.PUBLISHED
    if not is_public and not _works_on(event):
        return _closed(event, found)
    if found.file is None or found.version == 0:
        return redirect(found.url) if found.url else _closed(event, found)
    canonical = material_words.file_name(event, found)
    if name != canonical:
        return redirect(material_words.file_address(event, found), 301 if is_public else 302)
    return serve(found.file, canonical, public=is_public)


def _moved(slug: str, public_id: str, name: str) -> Response:
    """Follow an address the event once had: addresses are promises."""
    current = events.current_slug_of(slug)
    if current is None:
        abort(404)
    return redirect(url_for(str(request.endpoint), slug=current, public_id=public_id, name=name or "-"), 301)


def _works_on(event: Event) -> bool:
    """Tell whether the visitor is signed in and may see this event's drafts."""
    if not access.has_session() or not current_user.is_authenticated:
        return False
    return access.allows(event, Action.SEE_DRAFT)


def _closed(event: Event, found: Material) -> Page:
    """Explain what the public may know: announced, or withdrawn. Nothing else exists for strangers."""
    if not event.is_public or found.state not in {MaterialState.WITHDRAWN, MaterialState.ANNOUNCED}:
        abort(404)
    withdrawn = found.state is MaterialState.WITHDRAWN
    return render_template(
        "library/closed.html", event=event, kind=material_words.KINDS[found.kind], withdrawn=withdrawn
    ), 410 if withdrawn else 404
