from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.errors import DomainError
from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, BusyTimes
from app.domain.fair_hours.humane_hours import POINTS_BY_HOUR, weekend_of
from app.extensions import db
from app.gateways import calendar_reading, gateways
from app.models import Event, HourLine
from app.services.finder import people as finder_people
from app.services.finder import searches
from app.web import access
from app.web.finder.blueprint import blueprint
from app.web.finder.calendar_words import doubts, noted_text, unread_text
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
            event, found = _load(slug, key)
            finder_people.keep_calendar(found, busy, now=now())
            is_owner = access.account().email in finder_people.owners(found)
            db.session.commit()
            flash(noted_text(len(busy.spans)), "success")
            if text := doubts(busy, for_owner=is_owner):
                flash(text, "warning")
            return redirect(url_for("finder.line", slug=slug, key=key), 303)
    event, found = _load(slug, key)
    line_form = LineForm(formdata=None)
    line_form.show(found)
    return _page(event, found, line_form, form)


@blueprint.post(f"{BASE}/calendar/forget")
def forget_calendar(slug: str, key: str) -> Response:
    _event, found = _load(slug, key)
    finder_people.forget_calendar(found)
    db.session.commit()
    flash(_("What was read from the calendar is forgotten."), "success")
    return redirect(url_for("finder.line", slug=slug, key=key), 303)


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
    """Read the calendar; no lock is held while a foreign server thinks, or a child process reads."""
    window = searches.window(searches.search_of(event, now=now()))
    zone = found.own_zone if found.own_zone in zones.available_names() else None
    owners = finder_people.owners(found)
    db.session.rollback()
    if form.calendar.data:
        data = form.calendar.data.stream.read(SIZE_LIMIT + 1)
    elif form.feed.data:
        data = gateways().feeds.fetch(form.feed.data)
    else:
        raise DomainError(_("Choose a file, or give an address."), field="calendar")
    return calendar_reading.busy_times(data, zone=zone or "UTC", window=window, owners=owners)


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
        unread=unread_text(found.busy_entries, found.busy_unread),
    )


def _week(found: HourLine) -> str:
    """The week as marked, or the humane hours of the working days to begin with."""
    if len(found.hours) == finder_people.WEEK_HOURS and "1" in found.hours:
        return found.hours
    off = weekend_of(found.own_country)
    return "".join(
        "1" if day not in off and points <= HUMANE else "0" for day in range(7) for points in POINTS_BY_HOUR
    )
