from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from app.domain import zones
from app.domain.errors import DomainError
from app.domain.places import find_places
from app.web import access, reader
from app.web.links import local_path
from app.web.preferences import blueprint
from app.web.preferences.forms import PlaceSearchForm, ZoneForm

A_YEAR = 60 * 60 * 24 * 365


@blueprint.route("/zone", methods=["GET", "POST"])
@access.public
def choose_zone() -> Response | str | tuple[str, int]:
    """Find a place by city or country and see all times there; works without scripts."""
    search = PlaceSearchForm(request.args)
    form = ZoneForm(next=local_path(request.args.get("next", "")) or "/")
    found = find_places(search.q.data, limit=12) if search.q.data else []
    form.zone.choices = [(place.zone, f"{place.city}, {place.country}") for place in found]
    if form.validate_on_submit():
        try:
            zone = zones.require_zone(form.zone.data)
        except DomainError as error:
            form.refuse(error)
        else:
            answer = redirect(local_path(form.next.data) or "/", 303)
            answer.set_cookie(reader.COOKIE, f"{reader.CHOSEN}:{zone}", max_age=A_YEAR, samesite="Lax")
            return answer
    return render_template(
        "preferences/choose_zone.html", form=form, search=search, found=found, searched=bool(search.q.data)
    ), 422 if form.errors else 200


@blueprint.post("/zone/detected")
@access.public
def follow_device() -> Response:
    """Forget the chosen place; the browser's own zone is used again."""
    answer = redirect(local_path(request.form.get("next", "")) or "/", 303)
    answer.delete_cookie(reader.COOKIE, samesite="Lax")
    return answer
