"""What other sites show of an event: the picture of a link preview, and a frame (row O10)."""

from threading import Lock

from cachetools import LRUCache
from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response as AnyResponse

from app.domain.program.kit_text import label_at
from app.gateways import share_picture
from app.gateways.share_picture import Lines
from app.models import Event
from app.queries import events, public_events
from app.web import access
from app.web.http.addresses import absolute
from app.web.http.clock import now
from app.web.program.blueprint import blueprint
from app.web.sharing import inviting
from app.wording.when import when_of
from app.wording.when_in_full import when_in_full

FRAMED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
_drawing = Lock()


@blueprint.get("/events/<slug>/picture.png")
@access.public
def picture(slug: str) -> Response | AnyResponse:
    """1200 by 630 pixels at an address that stays; drawn once for each state of the event."""
    found = public_events.public_event(slug) or _elsewhere(slug, "program.picture")
    if isinstance(found, AnyResponse):
        return found
    mark = f"{found.uid}.{found.revision}.{get_locale()}"
    if mark in request.if_none_match:
        response = Response(status=304)
    else:
        response = Response(_drawn(mark, found), mimetype="image/png")
    response.set_etag(mark)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Vary"] = "Accept-Language"
    return response


@blueprint.get("/events/<slug>/embed")
@access.public
def embed(slug: str) -> Response | AnyResponse:
    """The event in a frame of another site: no script, no cookie, nothing but text and links."""
    found = public_events.public_event(slug) or _elsewhere(slug, "program.embed")
    if isinstance(found, AnyResponse):
        return found
    body = render_template(
        "program/embed.html",
        event=found,
        when=when_in_full(found, None, now=now()),
        label=label_at(found.announced_time, found.announced_time.zone) if found.time else "",
        organisers=inviting(found),
        address=absolute("program.event", slug=found.slug),
    )
    response = Response(body)
    response.headers["Content-Security-Policy"] = FRAMED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _elsewhere(slug: str, endpoint: str) -> AnyResponse:
    now_at = events.current_slug_of(slug)
    return redirect(url_for(endpoint, slug=now_at), 301) if now_at else abort(404)


def _drawn(mark: str, event: Event) -> bytes:
    """Return the picture from memory, or draw it: one at a time, a crowd draws nothing twice."""
    kept: LRUCache[str, bytes] = current_app.extensions.setdefault("share_pictures", LRUCache(64))
    with _drawing:
        if mark not in kept:
            kept[mark] = share_picture.draw(_lines(event))
        return kept[mark]


def _lines(event: Event) -> Lines:
    when = when_of(event, None)
    if when is None:
        return Lines(event.title, organisers=inviting(event))
    host = when.host
    return Lines(
        title=event.title,
        hour=f"{host.date_text} · {host.time_text} {host.city}, {label_at(when.time, when.time.zone)}",
        utc=f"{when.utc.date_text} · {when.utc.time_text} UTC"
        if when.utc.day_shift
        else f"{when.utc.time_text} UTC",
        organisers=inviting(event),
    )
