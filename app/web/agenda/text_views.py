from flask import Response as TextResponse
from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.clocks.zone_names import ZoneRefused, require_zone
from app.queries import events
from app.queries.agenda import agenda_of
from app.queries.participants import participations_of
from app.web import access
from app.web.agenda.blueprint import blueprint
from app.web.agenda.plain_text import agenda_text
from app.web.errors import sentence


@blueprint.get("/events/<slug>/agenda.txt")
@access.public
def plain_text(slug: str) -> Response:
    """The agenda for a terminal, in the host's time, UTC, and `?zone=` (an IANA zone)."""
    event = events.by_slug(slug)
    if event is None:
        now_at = events.current_slug_of(slug) or abort(404)
        return redirect(url_for("agenda.plain_text", slug=now_at, zone=request.args.get("zone")), 301)
    if not event.is_public:
        abort(404)
    try:
        zone = require_zone(request.args["zone"][:100]) if "zone" in request.args else None
    except ZoneRefused as error:
        return _text(_refusal(error), 422)
    people = participations_of(event.id, public=True)
    answer = _text(agenda_text(event, agenda_of(event.id), people, zone))
    answer.add_etag()
    answer.cache_control.no_cache = True
    answer.vary.update(["Cookie", "Accept-Language"])
    return answer.make_conditional(request)


def _refusal(error: ZoneRefused) -> str:
    lines = [sentence(error)]
    if error.choices:
        lines.append(_("For example: %(zones)s", zones=", ".join(error.choices[:5])))
    return "\n".join(lines) + "\n"


def _text(text: str, status: int = 200) -> TextResponse:
    return TextResponse(text, status, mimetype="text/plain")
