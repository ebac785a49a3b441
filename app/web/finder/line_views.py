from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.errors import DomainError
from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, BusyTimes
from app.domain.fair_hours.humane_hours import POINTS_BY_HOUR, weekend_of
from app.extensions import db
from app.gateways import gateways
from app.models import Event, HourLine
from app.services.finder import people as finder_people
from app.services.finder import searches
from app.web import access
from app.web.finder.blueprint import blueprint
from app.web.finder.forms import CalendarForm, LineForm
from app.web.finder.words import HOURS_NOTES, WEEKDAYS
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page

BASE = "/desk/events/<slug>/fair-hours/people/<key>"
HUMANE = 20  # points up to which an hour is marked where nobody has marked any


@blueprint.route(BASE, methods=["GET", "POST"])
def line(slug: str, key: str) -> Response | Page:
    event, found = _load(slug, key)
    form = LineForm()
    form.fill(found)
    form.read_week(request.form.getlist("hours") if form.is_submitted() else [])
    if form.validate_on_submit():
        form.store(found)
        finder_people.keep(found)
        db.session.commit()
        flash(_("Saved."), "success")
        if form.left_out:
            flash(
                _("Of the busy times only days and hours are kept, not “%(words)s”.", words=form.left_out),
                "info",
            )
        return redirect(url_for("finder.fair_hours", slug=slug, _anchor="people"), 303)
    return _page(event, found, form, CalendarForm(formdata=None))


@blueprint.post(f"{BASE}/calendar")
def read_calendar(slug: str, key: str) -> Response | Page:
    """Take busy times from a file or an address; what they are busy with is never kept."""
    event, found = _load(slug, key)
    form = CalendarForm()
    if form.validate_on_submit():
        with refusals_at(form):
            busy = _read(event, found, form)
            db.session.commit()
            flash(_read_text(busy), "success")
            if left_out := _left_out(busy):
                flash(left_out, "warning")
            return redirect(url_for("finder.line", slug=slug, key=key, _anchor="calendar"), 303)
    event, found = _load(slug, key)
    line_form = LineForm(formdata=None)
    line_form.show(found)
    return _page(event, found, line_form, form)


@blueprint.post(f"{BASE}/calendar/forget")
def forget_calendar(slug: str, key: str) -> Response:
    _event, found = _load(slug, key)
    found.busy_read, found.busy_read_at = [], None
    finder_people.keep(found)
    db.session.commit()
    flash(_("What was read from the calendar is forgotten."), "success")
    return redirect(url_for("finder.line", slug=slug, key=key, _anchor="calendar"), 303)


@blueprint.post(f"{BASE}/remove")
def remove_line(slug: str, key: str) -> Response:
    """Forget a group; of a person, forget what was set here."""
    _event, found = _load(slug, key)
    name = found.name
    if found.id is not None:
        finder_people.remove(found)
    db.session.commit()
    flash(_("%(name)s: what was set here is forgotten.", name=name), "success")
    return redirect(url_for("finder.fair_hours", slug=slug, _anchor="people"), 303)


def _load(slug: str, key: str) -> tuple[Event, HourLine]:
    event = access.load_event(slug, Action.SCHEDULE)
    return event, finder_people.find(event, key) or abort(404)


def _read(event: Event, found: HourLine, form: CalendarForm) -> BusyTimes:
    upload = form.calendar.data
    if upload:
        data = upload.stream.read(SIZE_LIMIT + 1)
    elif form.feed.data:
        db.session.rollback()  # no lock is held while a foreign server thinks
        data = gateways().feeds.fetch(form.feed.data)
        event, found = _load(event.slug, found.key)
    else:
        raise DomainError(_("Choose a file, or give an address."), field="calendar")
    window = searches.window(searches.search_of(event, now=now()))
    zone = found.own_zone if found.own_zone in zones.available_names() else "UTC"
    return finder_people.read_calendar(found, data, window=window, zone=zone or "UTC", now=now())


def _read_text(busy: BusyTimes) -> str:
    text: str = ngettext(
        "One busy time is noted; nothing else of the calendar is kept.",
        "%(num)s busy times are noted; nothing else of the calendar is kept.",
        len(busy.spans),
    )
    return text


def _left_out(busy: BusyTimes) -> str:
    """Say what a calendar holds beyond what was noted."""
    said = []
    if busy.passed_over:
        said.append(
            ngettext(
                "One entry could not be understood and was passed over.",
                "%(num)s entries could not be understood and were passed over.",
                busy.passed_over,
            )
        )
    if busy.repeats_unread:
        said.append(
            ngettext(
                "One entry repeats in a way that is not worked out; only its first time counts.",
                "%(num)s entries repeat in a way that is not worked out; only the first time of each counts.",
                busy.repeats_unread,
            )
        )
    if busy.unknown_zones:
        names = ", ".join(f"“{name}”" for name in busy.unknown_zones[:3])
        said.append(_("Nobody knows the zone %(names)s; its times were read by the own clock.", names=names))
    return " ".join([*said, _("Add what is missing under “Busy times”.")]) if said else ""


def _page(event: Event, found: HourLine, form: LineForm, calendar_form: CalendarForm) -> Page:
    marked = form.hours if form.is_submitted() and not calendar_form.is_submitted() else _week(found)
    return desk_page(
        "finder/line.html",
        event,
        line=found,
        form=form,
        calendar_form=calendar_form,
        plain_form=Form(formdata=None),
        marked=marked,
        weekdays=list(WEEKDAYS.values()),
        notes=HOURS_NOTES,
        places=[place.text for place in places()],
        busy_count=len(found.busy_read),
    )


def _week(found: HourLine) -> str:
    """The week as marked, or the humane hours of the working days to begin with."""
    if len(found.hours) == finder_people.WEEK_HOURS and "1" in found.hours:
        return found.hours
    off = weekend_of(found.own_country)
    return "".join(
        "1" if day not in off and points <= HUMANE else "0" for day in range(7) for points in POINTS_BY_HOUR
    )
