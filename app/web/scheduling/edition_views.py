from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.domain.places import find_places
from app.domain.words import N_
from app.domain.zone_choices import PLACES_FOR
from app.domain.zones import require_zone
from app.extensions import db
from app.services import editions
from app.web import access
from app.web.scheduling import blueprint
from app.web.scheduling.forms import EditionForm


@blueprint.route("/forums/new", methods=["GET", "POST"])
def new_edition() -> Response | tuple[str, int]:
    form = EditionForm()
    if form.validate_on_submit():
        try:
            edition = editions.create(
                name=form.name.data,
                short_name=form.short_name.data,
                zone=_zone_of(form.place.data),
                actor=access.actor(),
            )
        except DomainError as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("“%(name)s” can now be chosen in an event’s details.", name=edition.name), "success")
            return redirect(url_for("scheduling.desk"), 303)
    return render_template("scheduling/new_edition.html", form=form), 422 if form.errors else 200


def _zone_of(typed: str) -> str:
    """Return the zone of the city that was typed. Raises CityUnclear, which names what it may have been."""
    city, _comma, _country = typed.partition(",")
    found = find_places(city) if typed not in PLACES_FOR else []
    named = [place for place in found if place.city.casefold() == city.strip().casefold()] or found
    if len({place.zone for place in named}) == 1:
        return named[0].zone
    if "/" in typed:
        return require_zone(typed)
    raise CityUnclear(place=typed[:60], some=", ".join(sorted({place.city for place in named})[:6]) or "–")


class CityUnclear(DomainError):
    """Several cities, or none: a programme needs one clock."""

    message = N_("“%(place)s” is not one city we know. Cities like it: %(some)s.")
    field = "place"
    status = 422
