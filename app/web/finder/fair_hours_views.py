from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.clocks import zones
from app.domain.clocks.places import places
from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.option import MeetingOption
from app.domain.fair_hours.times import FairHours
from app.domain.fair_hours.what_if import Change, what_if
from app.extensions import db
from app.models import Event, HourLine, HourPoll
from app.services.finder import people as finder_people
from app.services.finder import polls, searches
from app.services.finder.searches import SearchOutcome
from app.web import access
from app.web.errors import sentence
from app.web.finder.address import unmet
from app.web.finder.blueprint import blueprint
from app.web.finder.forms import GroupForm, SearchForm
from app.web.finder.heat import HeatMap, heat_page
from app.web.finder.starts import StartView, chosen, place_name, sentences, start_view
from app.web.finder.words import MEASURE_NOTES, MEASURES, NEEDS
from app.web.forms.place_field import place_text, zone_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, desk_page, page

SHOWN = 20
BASE = "/desk/events/<slug>/fair-hours"


@blueprint.route(BASE, methods=["GET", "POST"])
def fair_hours(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.SCHEDULE)
    form = SearchForm()
    search, lines = searches.search_of(event, now=now()), finder_people.lines_of(event)
    form.fill(search)
    problems = _store_people(lines) if form.is_submitted() else {}
    if form.validate_on_submit() and not problems:
        form.store(search)
        searches.keep(event, search, lines)
        db.session.commit()
        return redirect(url_for("finder.fair_hours", slug=slug), 303)
    if form.errors or problems:
        db.session.rollback()
        return _page(event, form, GroupForm(formdata=None, prefix="group-"), problems)
    if request.headers.get("HX-Request"):
        return _start_only(event)
    return _page(event, form, GroupForm(formdata=None, prefix="group-"))


@blueprint.post(f"{BASE}/groups")
def add_group(slug: str) -> Response | Page:
    event = access.load_event(slug, Action.SCHEDULE)
    form = GroupForm(prefix="group-")
    if form.validate_on_submit():
        with refusals_at(form):
            finder_people.add_group(
                event,
                name=form.name.data,
                zone=form.place.zone or "",
                size=form.size.data or 1,
                need=form.need.data,
                country=form.country.data,
            )
            db.session.commit()
            flash(_("%(name)s is on the list.", name=form.name.data), "success")
            return redirect(url_for("finder.fair_hours", slug=slug, _anchor="people"), 303)
    search_form = SearchForm(formdata=None)
    search_form.show(searches.search_of(event, now=now()))
    return _page(event, search_form, form)


def _page(
    event: Event, form: SearchForm, group_form: GroupForm, problems: dict[str, str] | None = None
) -> Page:
    """The whole page: the answer to what is kept, and the forms as they were typed."""
    with db.session.no_autoflush:
        answer = searches.ask_finder(event, now=now(), count=SHOWN)
        poll = polls.current(event)
        option = chosen(answer.found, request.args.get("at")) if answer.found else None
        text, status = desk_page(
            "finder/fair_hours.html",
            event,
            form=form,
            group_form=group_form,
            problems=problems or {},
            rows=_rows(answer.lines),
            needs=NEEDS,
            notes=MEASURE_NOTES,
            places=_places(),
            poll=poll,
            **_asked(answer),
            **_results(answer, option, poll),
        )
    return text, 422 if problems else status


def _start_only(event: Event) -> Page:
    """The panel of one start, for scripts that bring it in on hover and focus."""
    answer = searches.ask_finder(event, now=now(), count=1)
    option = chosen(answer.found, request.args.get("at")) if answer.found else None
    start = start_view(answer.found, option) if answer.found and option else None
    return page("finder/start.html", event=event, start=start)


def _results(answer: SearchOutcome, option: MeetingOption | None, poll: HourPoll | None) -> dict[str, Any]:
    found = answer.found
    if found is None:
        problem = sentence(answer.problem) if answer.problem else ""
        return {"found": None, "problem": problem}
    zone = heat_zone(found, request.args.get("zone", ""))
    heat = _heat(found, zone, option, poll)
    return {
        "found": found,
        "problem": "",
        "start": start_view(found, option) if option else None,
        "hours": [start_view(found, one.option, good_days=len(one.days)) for one in found.hours]
        or [start_view(found, one.option, rank=one.rank) for one in found.near_misses[:5]],
        "ranked": [start_view(found, one.option, rank=one.rank) for one in found.ranked],
        "notices": sentences(found.notices),
        "heat": heat,
        "unmet": unmet(found, option, request.args, heat.first_day),
        "heat_zone": zone,
        "heat_place": place_name(zone),
        "zones": _zones(found),
        "tried": _tried(found, request.args.get("without", "")),
        "without": request.args.get("without", ""),
    }


def _heat(found: FairHours, zone: str, option: MeetingOption | None, poll: HourPoll | None) -> HeatMap:
    counted = polls.tallies(poll) if poll else {}
    asked = {one.starts_at: counted[one.id] for one in poll.starts} if poll else {}
    return heat_page(
        found,
        zone,
        since=request.args.get("from", ""),
        chosen=option.starts_at if option else None,
        asked=asked,
    )


def heat_zone(found: FairHours, wanted: str) -> str:
    """Return the zone that the heat map is drawn in: a known one that was asked for, else the search's."""
    return wanted if wanted in zones.available_names() else found.search.request.zone


def _zones(found: FairHours) -> dict[str, str]:
    """The zones the map can be drawn in: the search's own, then each person's."""
    own = found.search.request.zone
    found_zones = {own: place_name(own)}
    for person in found.search.request.people:
        found_zones.setdefault(person.zone, place_name(person.zone))
    return found_zones


def _tried(found: FairHours, key: str) -> list[tuple[str, StartView | None]]:
    """What would be best without one person, or if that person need not come."""
    request_ = found.search.request
    person = next((one for one in request_.people if one.ident == key), None)
    if person is None:
        return []
    changes = [Change.DROPPED] + ([Change.OPTIONAL] if person.need is not Need.OPTIONAL else [])
    words = {
        Change.DROPPED: _("Without %(name)s", name=person.name),
        Change.OPTIONAL: _("If %(name)s is optional", name=person.name),
    }
    answers = [what_if(request_, key, change) for change in changes]
    return [
        (words[one.change], start_view(found, one.best) if one.best and one.suits_all_musts else None)
        for one in answers
    ]


def _asked(answer: SearchOutcome) -> dict[str, Any]:
    search = answer.search
    return {
        "search": search,
        "left_out": answer.left_out,
        "measure_word": MEASURES[search.measure],
        "asked_place": place_name(search.zone),
    }


def _rows(lines: list[HourLine]) -> list[dict[str, Any]]:
    """The list of people as the form shows it; after an error, as it was typed."""
    return [
        {
            "line": line,
            "need": request.form.get(f"need-{line.key}", line.need),
            "place": request.form.get(f"place-{line.key}", place_text(line.own_zone)),
            "is_group": line.person is None,
        }
        for line in lines
    ]


def _store_people(lines: list[HourLine]) -> dict[str, str]:
    """Take needs and places from the form; return what is wrong, by the line's key."""
    problems = {}
    with db.session.no_autoflush:
        for line in lines:
            need = request.form.get(f"need-{line.key}", line.need)
            line.need = need if need in NEEDS else line.need
            typed = " ".join(request.form.get(f"place-{line.key}", place_text(line.own_zone))[:100].split())
            if typed == place_text(line.own_zone):
                continue
            try:
                zone = zone_of(typed) if typed else None
            except ValueError as error:
                problems[line.key] = str(error)
                continue
            line.zone = None if line.person and line.person.zone == zone else zone
    return problems


def _places() -> list[str]:
    return [place.text for place in places()]
