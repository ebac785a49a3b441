from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways import gateways
from app.models import Event
from app.queries import duplicates, editions, events, public_events
from app.queries.search import search as find
from app.web import access, reader
from app.web.caches.page_cache import cached
from app.web.http.clock import now
from app.web.program.blueprint import blueprint
from app.web.program.days import by_day
from app.web.program.event_page import affiliation_words, event_page, phase_of, role_words
from app.web.program.event_words import event_words
from app.web.words.organiser_roles import ORGANISER_ROLES
from app.wording.ribbons import RibbonLine, ribbon_lines
from app.wording.when import when_of


@blueprint.get("/")
@access.public
def home() -> str:
    coming = public_events.coming(now=now())
    page = max(1, min(request.args.get("page", 1, int), 10_000))
    archive, pages = public_events.past(now=now(), page=page)
    zone = reader.zone_name()
    listed = [*coming, *archive]
    return render_template(
        "program/home.html",
        days=by_day(coming, zone) if page == 1 else [],
        next_ribbons=_next_ribbons(coming, zone),
        archive=archive,
        page=page,
        pages=pages,
        whens={one.id: when_of(one, zone) for one in listed},
        organisers=public_events.organiser_names(listed),
        archive_address=lambda number: url_for("program.home", page=number) + "#archive",
    )


def _next_ribbons(coming: Sequence[Event], zone: str | None) -> dict[int, list[RibbonLine]]:
    """Return by its id where the next event that keeps its hour falls in the host's and the reader's day."""
    for one in coming:
        time = one.time
        if time is not None and time.holds and one.state is EventState.PUBLISHED:
            return {one.id: ribbon_lines(time.starts_at, time.ends_at, time.zone, zone)}
    return {}


@blueprint.get("/events/<slug>")
@access.public
def event(slug: str) -> Response:
    found = public_events.public_event(slug)
    if found is None:
        now_at = events.current_slug_of(slug)
        return redirect(url_for("program.event", slug=now_at), 301) if now_at else abort(404)
    engine, clock = db.engine, gateways().clock
    starts_at, ends_at = found.starts_at, found.ends_at  # as true as the mark is

    def facts(mark: tuple[object, ...] | None) -> tuple[object, ...]:
        return (mark, phase_of(starts_at, ends_at, clock.now()))

    return cached(
        facts((found.uid, found.revision, found.seats_taken)),
        lambda: _render(found),
        read_facts=lambda: facts(public_events.mark_of(slug, engine)),
    )


@blueprint.get("/events/<slug>/preview")
def preview(slug: str) -> str:
    """The public page of a draft, for those who work on it."""
    return _render(access.load_event(slug, Action.SEE_DRAFT), is_preview=True)


def _render(found: Event, *, is_preview: bool = False) -> str:
    page = event_page(found, now=now())
    return render_template(
        "program/event.html",
        page=page,
        event=found,
        words=event_words(page),
        roles=ORGANISER_ROLES,
        is_preview=is_preview,
    )


@blueprint.get("/forums/<slug>")
@access.public
def edition(slug: str) -> str:
    found = editions.by_slug(slug) or abort(404)
    listed = public_events.of_edition(found.id)
    zone = reader.zone_name()
    return render_template(
        "program/edition.html",
        edition=found,
        days=by_day(listed, found.zone, whose=found.zone),
        whens={one.id: when_of(one, zone) for one in listed},
        organisers=public_events.organiser_names(listed),
    )


@blueprint.get("/organisations/<slug>")
@access.public
def organisation(slug: str) -> str:
    found = public_events.organisation_by_slug(slug) or abort(404)
    listed = public_events.of_organisation(found.id)
    speaking = public_events.speakers_from(found.id)
    if not listed and not speaking:
        abort(404)
    zone = reader.zone_name()
    return render_template(
        "program/organisation.html",
        organisation=found,
        events=listed,
        speaking=[(person, one, affiliation_words(person)) for person, one in speaking],
        whens={one.id: when_of(one, zone) for one in [*listed, *(one for _, one in speaking)]},
        organisers=public_events.organiser_names(listed),
    )


@blueprint.get("/people/<slug>")
@access.public
def person(slug: str) -> str | Response:
    now_at = duplicates.current_slug_of(slug)  # one of two records of one person
    found = public_events.person_by_slug(now_at or slug) or abort(404)
    parts = public_events.parts_of_person(found.id) or abort(404)  # nor does a merge lead to a draft
    if now_at:
        answer = redirect(url_for("program.person", slug=now_at), 302)
        answer.headers["Cache-Control"] = "no-store"  # a merge can be undone, and a person forgotten
        return answer
    zone = reader.zone_name()
    return render_template(
        "program/person.html",
        person=found,
        parts=[
            (one, role_words(part.roles), affiliation_words(part), when_of(one, zone)) for part, one in parts
        ],
    )


@blueprint.get("/search")
@access.public
def search() -> str:
    text = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    found = find(text)
    parts = public_events.newest_parts(found.people)
    zone = reader.zone_name()
    return render_template(
        "program/search.html",
        text=text,
        found=found,
        people=[(one, affiliation_words(parts[one.id])) for one in found.people],
        whens={one.id: when_of(one, zone) for one in found.events},
        organisers=public_events.organiser_names(found.events),
    )
