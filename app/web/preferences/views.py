from collections.abc import Iterable, Sequence

from flask import current_app, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.clocks import zones
from app.domain.clocks.places import Place, find_places, place_of
from app.domain.clocks.zone_choices import PLACES_FOR
from app.web import access, reader
from app.web.http.clock import now
from app.web.http.links import local_path
from app.web.pages import Page, page
from app.web.preferences.blueprint import blueprint
from app.web.preferences.forms import PlaceSearchForm, ZoneForm

A_YEAR = 60 * 60 * 24 * 365
MOST = 40  # the places of a country with many zones


@blueprint.route("/zone", methods=["GET", "POST"])
@access.public
def choose_zone() -> Response | Page:
    """Find a place by city or country and see all times there; works without scripts."""
    search = PlaceSearchForm(request.args)
    form = ZoneForm(next=local_path(request.args.get("next", "")) or "/")
    found = _found(search)
    if form.validate_on_submit():
        try:
            zone = zones.require_zone(form.zone.data)
        except zones.ZoneRefused as error:
            form.refuse(error)
            found = found or _places(error.choices)
        else:
            return _remember(zone, local_path(form.next.data) or "/")
    form.zone.choices = [(place.zone, place.text) for place in found]
    if len(found) == 1 and not form.zone.data:
        form.zone.data = found[0].zone
    text, _status = page(
        "preferences/choose_zone.html",
        form=form,
        search=search,
        searched=bool(search.validate() and search.q.data),
        notes={place.zone: _today(place.zone) for place in found},
        here=_here(),
        device=reader.device_name(),
    )
    return text, form.status  # a search for nothing that could be found is answered, not refused


@blueprint.post("/zone/detected")
@access.public
def follow_device() -> Response:
    """Forget the chosen place; the browser's own zone is used again."""
    answer = redirect(local_path(request.form.get("next", "")) or "/", 303)
    answer.delete_cookie(reader.COOKIE, samesite="Lax")
    return answer


def _found(search: PlaceSearchForm) -> Sequence[Place]:
    """Each zone once: what was searched; before that, what may be meant by a device that names no place."""
    if search.q.data:
        found = find_places(search.q.data, limit=MOST) if search.validate() else []
    else:
        found = _places(PLACES_FOR.get(reader.device_name() or "", ((), ""))[0])
    first: dict[str, Place] = {}
    for place in found:
        first.setdefault(place.zone, place)
    return list(first.values())


def _places(offered: Iterable[str]) -> list[Place]:
    return [place for zone in offered if (place := place_of(zone))]


def _remember(zone: str, back: str) -> Response:
    answer = redirect(back, 303)
    cookie = f"{reader.CHOSEN}:{zone}"
    secure = current_app.config["SESSION_COOKIE_SECURE"]  # also where a proxy before us speaks https
    answer.set_cookie(reader.COOKIE, cookie, max_age=A_YEAR, samesite="Lax", secure=secure)
    return answer


def _here() -> str | None:
    """The reader's place as it is known now, with the offset of today, which is not that of every event."""
    own = reader.reader_zone()
    return f"{own.city} ({_today(own.name)})" if own else None


def _today(zone: str) -> str:
    return _("%(zone)s today", zone=zones.zone_text(now(), zone))
