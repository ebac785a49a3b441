from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.domain import ics
from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.queries import calendar_feeds, editions, events
from app.services.addresses import absolute
from app.web import access
from app.web.calendars import blueprint
from app.web.front_door import Answer, keep

REFRESH = timedelta(hours=1)


@blueprint.get("/events/<slug>.ics")
@access.public
def event_file(slug: str) -> AnyResponse:
    revision = calendar_feeds.event_file(slug)
    if revision is None:
        now_at = events.current_slug_of(slug)
        return redirect(url_for("calendars.event_file", slug=now_at), 301) if now_at else abort(404)
    engine, body = db.engine, ics.calendar([revision.vevent])
    mark = calendar_feeds.mark_of(slug, engine)
    keep(Answer(body, None, mark, lambda: calendar_feeds.mark_of(slug, engine)))
    tag = ics.entity_tag(revision.vevent)
    return _answer(tag, revision.stamped_at, lambda: body, name=f"{slug}.ics", attached=True)


@blueprint.get("/events.ics")
@access.public
def all_events() -> AnyResponse:
    found = calendar_feeds.feed(now=gateways().clock.now())
    return _feed(found, "events.ics", _("Side events"), absolute("calendars.all_events"))


@blueprint.get("/forums/<slug>.ics")
@access.public
def edition_feed(slug: str) -> AnyResponse:
    edition = editions.by_slug(slug) or abort(404)
    found = calendar_feeds.feed(Event.edition_id == edition.id, now=gateways().clock.now())
    return _feed(found, f"{slug}.ics", edition.name, absolute("calendars.edition_feed", slug=slug))


def _feed(revisions: list[calendar_feeds.Revision], file: str, name: str, source: str) -> AnyResponse:
    return _answer(
        ics.entity_tag(name.encode(), *(revision.sha256.encode() for revision in revisions)),
        max((revision.stamped_at for revision in revisions), default=None),
        lambda: ics.calendar(
            map(ics.in_background, calendar_feeds.bodies(revisions)),
            name=name,
            source_url=source,
            refresh=REFRESH,
        ),
        name=file,
        attached=False,
    )


def _answer(
    tag: str, modified: datetime | None, build: Callable[[], bytes], *, name: str, attached: bool
) -> AnyResponse:
    """Answer with stable bytes, a strong ETag, and 304 where nothing changed; bytes are built if needed."""
    response = Response(content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = tag if tag.startswith('"') else f'"{tag}"'
    response.last_modified = modified
    response.headers["Cache-Control"] = "public, max-age=300, must-revalidate"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers.set("Content-Disposition", "attachment" if attached else "inline", filename=name)
    if response.make_conditional(request).status_code != 304:
        response.data = build()
    return response
