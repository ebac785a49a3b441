from collections.abc import Sequence
from datetime import date

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks.moved_clocks import ClockThen, moved_clocks
from app.domain.clocks.promised_time import PromisedTime
from app.extensions import db
from app.models import Edition, Event
from app.queries import editions
from app.queries.duplicates import Viewer
from app.queries.people_zones import names_by_zone
from app.services.scheduling import edition_copies, event_copies
from app.services.scheduling.edition_copies import CopiedHour
from app.web import access, reader
from app.web.errors import sentence
from app.web.forms import arranging
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page, page
from app.web.scheduling.blueprint import blueprint
from app.web.scheduling.copy_forms import CopyEditionForm, CopyForm
from app.wording.dates import city
from app.wording.when import when_promised


@blueprint.route("/events/<slug>/copy", methods=["GET", "POST"])
def copy(slug: str) -> Response | Page:
    """Choose what comes along and when; whose clocks stand otherwise by then is told before."""
    event = access.load_event(slug, Action.EDIT)
    form, time = CopyForm(), None
    form.offer(event)
    if form.validate_on_submit():
        with refusals_at(form):
            time = form.promised(event)
            if arranging.command().verb != "look":
                return _made(event, form, time)
    return desk_page(
        "scheduling/copy.html",
        event,
        form=form,
        time=when_promised(time, reader.zone_name()) if time else None,
        clocks=clock_lines(event, time, people=form.people.data),
    )


@blueprint.route("/forums/<edition_slug>/copy", methods=["GET", "POST"])
def copy_edition(edition_slug: str) -> Response | Page:
    edition = editions.by_slug(edition_slug) or abort(404)
    viewer = Viewer(access.account().id)
    theirs = edition_copies.events_to_copy(edition, viewer=viewer)
    if not theirs and edition.created_by_id != viewer.account_id:
        abort(404)
    form, first = CopyEditionForm(), edition_copies.first_day(edition)
    rows: list[CopiedHour] = []
    if form.validate_on_submit():
        begins = form.begins.data or date.max
        if first is not None:
            rows = edition_copies.moved(theirs, days=(begins - first).days)
        if arranging.command().verb != "look" and (answer := _edition_made(edition, form, begins, viewer)):
            return answer
    elif not form.is_submitted():
        form.short_name.data = edition.short_name
    return page(
        "scheduling/copy_edition.html",
        edition=edition,
        form=form,
        events=theirs,
        first=first,
        rows=[(one, _when(one), _clocks(one), sentence(one.asked) if one.asked else "") for one in rows],
    )


def clock_lines(event: Event, time: PromisedTime | None, *, people: bool) -> list[str]:
    """Say whose offset differs: "10:00 in New York was EDT, UTC−4, and will be EST, UTC−5"."""
    old = event.time
    if old is None or time is None:
        return []
    names = names_by_zone(event.id) if people else {}
    clocks = moved_clocks(old.starts_at, time.starts_at, host=old.zone, others=names)
    return [_clock_line(one, names.get(one.zone, [])) for one in clocks]


def _clock_line(one: ClockThen, names: Sequence[str]) -> str:
    place = city(one.zone)
    if not one.hour_moves:
        text = _(
            "%(hour)s in %(city)s was %(old)s and will be %(new)s.",
            hour=f"{one.will_be:%H:%M}",
            city=place,
            old=one.was_called,
            new=one.will_be_called,
        )
    else:
        text = _(
            "%(city)s: %(old)s becomes %(new)s.",
            city=place,
            old=f"{one.was:%H:%M} ({one.was_called})",
            new=f"{one.will_be:%H:%M} ({one.will_be_called})",
        )
    return f"{text} ({', '.join(names)})" if names else text


def _made(event: Event, form: CopyForm, time: PromisedTime | None) -> Response:
    made, is_new = event_copies.copy_event(
        event,
        wish=form.wish(time),
        creation_key=_key(form.creation_key.data),
        actor=access.actor(),
        now=now(),
    )
    slug = made.slug
    db.session.commit()
    if is_new:
        flash(_("The copy is a draft. Nobody has been told of it."), "success")
    return redirect(url_for("scheduling.overview", slug=slug), 303)


def _edition_made(edition: Edition, form: CopyEditionForm, begins: date, viewer: Viewer) -> Response | None:
    with refusals_at(form):
        made = edition_copies.copy_edition(
            edition,
            name=form.name.data,
            short_name=form.short_name.data or "",
            begins=begins,
            viewer=viewer,
            creation_key=_key(form.creation_key.data),
            actor=access.actor(),
            now=now(),
        )
        name, count = made.name, len(edition_copies.events_to_copy(made, viewer=viewer))
        db.session.commit()
        said = ngettext("“%(name)s” has one draft.", "“%(name)s” has %(num)s drafts.", count, name=name)
        flash(said, "success")
        return redirect(url_for("scheduling.desk"), 303)
    return None


def _key(sent: str | None) -> str:
    return f"{access.account().id}.copy.{(sent or '')[:30]}"


def _when(one: CopiedHour) -> str:
    if one.time is None:
        return ""
    host = when_promised(one.time, None).host
    return f"{host.date_text}, {host.time_text} {host.city} ({host.zone_text})"


def _clocks(one: CopiedHour) -> list[str]:
    return clock_lines(one.event, one.time, people=True)
