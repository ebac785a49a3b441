from flask import abort, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.domain.calendars.calendar_file import calendar, entity_tag, in_background
from app.extensions import db
from app.models import Event
from app.queries import calendar_feeds, editions, events, public_events
from app.web import access
from app.web.caches.front_door import Reusable, keep
from app.web.calendars.answer import LANGUAGE, REFRESH, answer
from app.web.calendars.blueprint import blueprint
from app.web.http.addresses import absolute
from app.web.http.clock import now


@blueprint.get("/events/<slug>.ics")
@access.public
def event_file(slug: str) -> AnyResponse:
    engine = db.engine
    mark = calendar_feeds.mark_of(
        slug, engine
    )  # before the content: what changes between the two is asked again
    revision = calendar_feeds.event_file(slug)
    if revision is None:
        now_at = events.current_slug_of(slug)
        return redirect(url_for("calendars.event_file", slug=now_at), 301) if now_at else abort(404)
    body = calendar([revision.vevent])
    keep(Reusable(body, None, mark, lambda: calendar_feeds.mark_of(slug, engine)))
    tag = entity_tag(revision.vevent)
    return answer(tag, revision.stamped_at, lambda: body, name=f"{slug}.ics", attached=True)


@blueprint.get("/events.ics")
@access.public
def all_events() -> AnyResponse:
    """Every event, or with ?language=fr those held in or interpreted into a language."""
    code = request.args.get("language", "")
    if not code:
        found = calendar_feeds.feed(now=now())
        return _feed(found, "events.ics", _("Side events"), absolute("calendars.all_events"))
    if not LANGUAGE.fullmatch(code):
        abort(404)
    found = calendar_feeds.feed(calendar_feeds.in_language(code), now=now())
    name = _("Side events: %(language)s", language=get_locale().languages.get(code, code))
    return _feed(found, f"events-{code}.ics", name, absolute("calendars.all_events", language=code))


@blueprint.get("/forums/<slug>.ics")
@access.public
def edition_feed(slug: str) -> AnyResponse:
    edition = editions.by_slug(slug) or abort(404)
    found = calendar_feeds.feed(Event.edition_id == edition.id, now=now())
    return _feed(found, f"{slug}.ics", edition.name, absolute("calendars.edition_feed", slug=slug))


@blueprint.get("/organisations/<slug>.ics")
@access.public
def organisation_feed(slug: str) -> AnyResponse:
    organisation = public_events.organisation_by_slug(slug) or abort(404)
    if not public_events.shows_organisation(organisation.id):
        abort(404)  # as its page does: that it stands in a draft is nobody's business
    theirs = calendar_feeds.of_organisation(organisation.id)
    found = calendar_feeds.feed(theirs, now=now())
    source = absolute("calendars.organisation_feed", slug=slug)
    return _feed(found, f"{slug}.ics", organisation.name, source)


def _feed(revisions: list[calendar_feeds.FeedRevision], file: str, name: str, source: str) -> AnyResponse:
    return answer(
        entity_tag(name.encode(), *(revision.sha256.encode() for revision in revisions)),
        max((revision.stamped_at for revision in revisions), default=None),
        lambda: calendar(
            map(in_background, calendar_feeds.bodies(revisions)),
            name=name,
            source_url=source,
            refresh=REFRESH,
        ),
        name=file,
    )
